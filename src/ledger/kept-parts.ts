// The parts of a payload as the log keeps them, those that were erased among them: docs/ledger.md tells the form. Pure.
import { createHash } from 'node:crypto';
import { partSalt, partsOf } from './payload-parts';

/** Salts and commitments are lower-case hex. */
export type KeptPart =
  | { readonly name: string; readonly salt: string; readonly text: string }
  | { readonly name: string; readonly commitment: string };

/** Of a row of the log, as its columns are. */
export interface StoredPayload {
  /** Empty once a part is erased. */
  readonly salt: Buffer;
  readonly payload: string;
  /** Empty until a part is erased. */
  readonly parts: string;
}

/** In stored order. What is there and should not be, or the other way round, has the commitment of nothing: then the leaf is another. */
export function keptParts({ salt, payload, parts }: StoredPayload): KeptPart[] {
  const texts = partsOf(payload);
  if (parts === '') return texts.map(({ name, text }) => ({ name, salt: partSalt(salt, name), text }));
  const there = new Map(texts.map(({ name, text }) => [name, text]));
  const kept = JSON.parse(parts) as readonly {
    readonly name: string;
    readonly salt?: string;
    readonly commitment?: string;
  }[];
  const found = kept.map(({ name, salt: own, commitment = '' }) => {
    const text = there.get(name);
    return own !== undefined && text !== undefined ? { name, salt: own, text } : { name, commitment };
  });
  const strange = texts.length !== found.filter((part) => 'text' in part).length;
  return strange ? [...found, { name: '', commitment: '' }] : found;
}

export function commitmentOf(parts: readonly KeptPart[]): Buffer {
  const hash = createHash('sha256').update('stet-payload/v1\n');
  for (const part of parts) hash.update('text' in part ? opened(part) : closed(part));
  return hash.digest();
}

/** Lower-case hex. */
export const commitmentOfPart = (part: {
  readonly name: string;
  readonly salt: string;
  readonly text: string;
}): string => opened(part).toString('hex');

/** Of the wrong length it cannot be any part's. */
const closed = ({ commitment }: { commitment: string }): Buffer =>
  commitment.length === 64 ? Buffer.from(commitment, 'hex') : Buffer.of(0);

const opened = ({ name, salt, text }: { name: string; salt: string; text: string }): Buffer =>
  createHash('sha256').update('stet-part/v1\n').update(Buffer.from(salt, 'hex')).update(`${name}\n${text}`).digest();
