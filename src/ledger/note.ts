// Text signed by Ed25519 keys (https://c2sp.org/signed-note) and the checkpoints that are such notes
// (https://c2sp.org/tlog-checkpoint). Pure.
import { createHash, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { TreeHead } from './merkle';

/** A public key under the name that stands in signatures. */
export interface NoteKey {
  readonly name: string;
  readonly publicKey: KeyObject;
}

export interface NoteSigner extends NoteKey {
  readonly privateKey: KeyObject;
}

/** A head with the log that it is of. */
export interface Checkpoint extends TreeHead {
  readonly origin: string;
}

/** Signature type of Ed25519. */
const ed25519 = Buffer.of(1);
const signatureLength = 4 + 64;

/** 32 bytes (RFC 8032, section 5.1.2). */
function bytesOf(key: KeyObject): Buffer {
  const known = exported.get(key);
  if (known) return known;
  const bytes = Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');
  exported.set(key, bytes);
  return bytes;
}

const exported = new WeakMap<KeyObject, Buffer>();

/** Four bytes by which a signature names its key. */
export function keyId({ name, publicKey }: NoteKey): Buffer {
  const known = named.get(publicKey);
  if (known?.name === name) return known.id;
  const hash = createHash('sha256').update(`${name}\n`).update(ed25519).update(bytesOf(publicKey)).digest();
  const id = hash.subarray(0, 4);
  named.set(publicKey, { name, id });
  return id;
}

/** The name that each key was last asked for under. */
const named = new WeakMap<KeyObject, { readonly name: string; readonly id: Buffer }>();

/** `<name>+<key id>+<key>`: the one line that a verifier is configured with. */
export function verifierKey(key: NoteKey): string {
  return `${key.name}+${keyId(key).toString('hex')}+${Buffer.concat([ed25519, bytesOf(key.publicKey)]).toString('base64')}`;
}

/** Undefined for what is no verifier key of an Ed25519 key. */
export function readVerifierKey(line: string): NoteKey | undefined {
  const [, name, id, base64] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/]+=*)$/.exec(line.trim()) ?? [];
  const bytes = Buffer.from(base64 ?? '', 'base64');
  if (name === undefined || bytes.length !== 33 || bytes[0] !== 1) return undefined;
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: bytes.subarray(1).toString('base64url') };
  const key = { name, publicKey: createPublicKey({ key: jwk, format: 'jwk' }) };
  return keyId(key).toString('hex') === id ? key : undefined;
}

/** Key id and signature over a text, 68 bytes. */
export function signatureOf(signer: NoteSigner, text: string): Buffer {
  return Buffer.concat([keyId(signer), sign(null, Buffer.from(text), signer.privateKey)]);
}

const signInBackground = promisify(
  (data: Buffer, key: KeyObject, done: (error: Error | null, signature: Buffer) => void): void =>
    sign(null, data, key, done),
);

/** The same, computed beside the thread that answers requests. */
export async function signatureSoon(signer: NoteSigner, text: string): Promise<Buffer> {
  return Buffer.concat([keyId(signer), await signInBackground(Buffer.from(text), signer.privateKey)]);
}

/** @param text ends with a line break */
export function signNote(text: string, signers: readonly NoteSigner[]): string {
  const lines = signers.map((signer) => `— ${signer.name} ${signatureOf(signer, text).toString('base64')}\n`);
  return `${text}\n${lines.join('')}`;
}

/** The note's text if one of the keys has signed it, and none that is named has not; else undefined. */
export function openNote(note: string, keys: readonly NoteKey[]): string | undefined {
  const split = note.lastIndexOf('\n\n');
  if (split < 0 || !note.endsWith('\n')) return undefined;
  const text = note.slice(0, split + 1);
  const verdicts = note
    .slice(split + 2, -1)
    .split('\n')
    .flatMap((line) => verdictOf(line, text, keys));
  return verdicts.length > 0 && verdicts.every((right) => right) ? text : undefined;
}

/** Nothing for a signature by somebody unknown. */
function verdictOf(line: string, text: string, keys: readonly NoteKey[]): boolean[] {
  const [, name, base64] = /^— (\S+) ([A-Za-z0-9+/]+=*)$/.exec(line) ?? [];
  if (base64 === undefined) return [false];
  const bytes = Buffer.from(base64, 'base64');
  const known = keys.filter((key) => key.name === name && keyId(key).equals(bytes.subarray(0, 4)));
  return known.map(({ publicKey }) => bytes.length === signatureLength && verify(null, Buffer.from(text), publicKey, bytes.subarray(4))); // prettier-ignore
}

export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${root.toString('base64')}\n`;
}

/** Undefined for a text that is no checkpoint. Extension lines are let pass. */
export function readCheckpoint(text: string): Checkpoint | undefined {
  const [, origin, size, base64] = /^([^\n]+)\n(0|[1-9]\d{0,15})\n([A-Za-z0-9+/]{43}=)\n/.exec(text) ?? [];
  if (origin === undefined || base64 === undefined) return undefined;
  return { origin, size: Number(size), root: Buffer.from(base64, 'base64') };
}
