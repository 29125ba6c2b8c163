// What somebody kept outside the database, a checkpoint or a receipt, as an audit compares it. Pure.
import { openNote, readCheckpoint, type NoteKey } from './note';
import { receiptText } from './receipt';
import type { TreeHead } from './merkle';

/** A tree head that was signed, and what it is called in sentences. */
export interface KeptHead extends TreeHead {
  readonly name: string;
}

/** A leaf that was promised at a position. */
export interface KeptLeaf {
  readonly name: string;
  readonly position: number;
  readonly leaf: Buffer;
}

/** The origin that the text names, whoever signed it; undefined for what is neither checkpoint nor receipt. */
export const originOf = (text: string): string | undefined => (readReceipt(text) ?? readCheckpoint(text))?.origin;

/** Undefined where none of the keys has signed it. */
export function keptHead(note: string, keys: readonly NoteKey[], name: string): KeptHead | undefined {
  const checkpoint = readCheckpoint(openNote(note, keys) ?? '');
  return checkpoint && { name, size: checkpoint.size, root: checkpoint.root };
}

/** Undefined where none of the keys has signed it. */
export function keptLeaf(text: string, keys: readonly NoteKey[], name: string): KeptLeaf | undefined {
  const receipt = readReceipt(text);
  if (!receipt || openNote(receipt.note, keys) === undefined) return undefined;
  return { name, position: receipt.position, leaf: Buffer.from(receipt.hash, 'hex') };
}

const form =
  /^v=1, origin="([^"\n]+)", position=(\d+), revision=(\d+), recorded="([^"\n]+)", leaf="([0-9a-f]{64})", sig=\(([^()\n]*)\)$/;

/** `note`: the same as a signed note. */
function readReceipt(text: string) {
  const found = form.exec(text.trim().replace(/^stet-receipt: */i, ''));
  if (!found) return undefined;
  const [origin = '', position, revision, recordedAt = '', hash = '', signatures = ''] = found.slice(1);
  const receipt = { origin, position: Number(position), revision: Number(revision), recordedAt, hash };
  const lines = signatures.split(' ').map((one) => `— ${origin} ${one.replaceAll(':', '')}\n`);
  return { ...receipt, note: `${receiptText(receipt)}\n${lines.join('')}` };
}
