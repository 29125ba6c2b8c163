// Part of the offline verifier: hashes, tree proofs, signed notes, from docs/evidence.md and docs/ledger.md alone.
import { createHash, createPublicKey, verify } from 'node:crypto';

/** What is wrong with the evidence, as a sentence. Everything that is refuted is thrown as one of these. */
export class Refuted extends Error {}

export function refuteUnless(holds, sentence) {
  if (!holds) throw new Refuted(sentence);
}

export const sha256 = (...pieces) => pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();

export function fromHex(text, what) {
  refuteUnless(typeof text === 'string' && /^[0-9a-f]{64}$/.test(text), `${what} is no SHA-256 in lower-case hex.`);
  return Buffer.from(text, 'hex');
}

/** Base64 in its one right spelling (RFC 4648, section 4). */
export function fromBase64(text, what) {
  const bytes = Buffer.from(String(text), 'base64');
  refuteUnless(typeof text === 'string' && bytes.toString('base64') === text, `${what} is no base64.`);
  return bytes;
}

/** docs/ledger.md. A name cannot hold a line break: where it ends and the text begins would be open. */
function partCommitment({ name, salt, text, commitment }) {
  refuteUnless(!name.includes('\n'), 'A name of a part holds a line break.');
  if (commitment !== undefined) return fromHex(commitment, `The commitment of part ${name}`);
  return sha256('stet-part/v1\n', fromHex(salt, `The salt of part ${name}`), name, '\n', text);
}

export function leafOf(newsroom, event) {
  const payload = sha256('stet-payload/v1\n', ...event.parts.map(partCommitment)).toString('hex');
  const { position, stream, revision, type, schema, actor, recordedAt } = event;
  const lines = ['stet-leaf/v1', newsroom, position, stream, revision, type, schema, actor, recordedAt, payload, ''];
  return sha256(Buffer.of(0), lines.join('\n'));
}

const node = (left, right) => sha256(Buffer.of(1), left, right);
const half = (value) => Math.floor(value / 2);

/** The head that the path leads to from the leaf (RFC 9162, section 2.1.3.2); undefined where it is no path of such a tree. */
export function rootByInclusion(leaf, index, size, path) {
  let [at, last, head] = [index, size - 1, leaf];
  if (index >= size) return undefined;
  for (const sibling of path) {
    if (last === 0) return undefined;
    if (at % 2 === 1 || at === last) {
      head = node(sibling, head);
      while (at % 2 === 0 && at > 0) [at, last] = [half(at), half(last)];
    } else {
      head = node(head, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 ? head : undefined;
}

/** Whether the older tree is the beginning of the newer one (RFC 9162, section 2.1.4.2). */
export function isConsistent(older, newer, path) {
  if (older.size > newer.size) return false;
  if (older.size === 0) return path.length === 0 && older.root.equals(sha256());
  if (older.size === newer.size) return path.length === 0 && older.root.equals(newer.root);
  const whole = Number.isInteger(Math.log2(older.size)); // then its head is left out of the path
  const [first, ...rest] = whole ? [older.root, ...path] : path;
  if (!first) return false;
  let [at, last, oldHead, newHead] = [older.size - 1, newer.size - 1, first, first];
  while (at % 2 === 1) [at, last] = [half(at), half(last)];
  for (const sibling of rest) {
    if (last === 0) return false;
    if (at % 2 === 1 || at === last) {
      [oldHead, newHead] = [node(sibling, oldHead), node(sibling, newHead)];
      while (at % 2 === 0 && at > 0) [at, last] = [half(at), half(last)];
    } else {
      newHead = node(newHead, sibling);
    }
    [at, last] = [half(at), half(last)];
  }
  return last === 0 && oldHead.equals(older.root) && newHead.equals(newer.root);
}

/** What stands before the 32 bytes of an Ed25519 key in its DER form (RFC 8410, section 4). */
const derPrefix = Buffer.from('302a300506032b6570032100', 'hex');

/** A note verifier key, `<name>+<key id in hex>+<base64 of 01 and the key>`. */
export function parseKey(text) {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/.exec(text) ?? [];
  refuteUnless(name, `${text} is no note verifier key.`);
  const bytes = fromBase64(encoded, `The key in ${text}`);
  refuteUnless(bytes.length === 33 && bytes[0] === 1, `${text} is no Ed25519 key.`);
  refuteUnless(sha256(name, '\n', bytes).toString('hex', 0, 4) === id, `The id in ${text} is not that of its key.`);
  const key = createPublicKey({ key: Buffer.concat([derPrefix, bytes.subarray(1)]), format: 'der', type: 'spki' });
  return { text, name, id, key };
}

/** The text of a signed note (C2SP signed-note), and which of the keys signed it: one at least. */
export function openNote(note, keys, what) {
  const end = note.lastIndexOf('\n\n') + 1;
  refuteUnless(end > 0 && note.endsWith('\n') && !/[\x00-\x09\x0b-\x1f]/.test(note), `${what} is no signed note.`);
  const text = note.slice(0, end);
  const lines = note.slice(end + 1, -1).split('\n');
  const signatures = lines.map((line) => signatureOf(line, what));
  const signers = keys.filter((key) => isSignedBy(key, text, signatures, what));
  const names = signatures.map(({ name, id }) => `${name}+${id}`).join(', ');
  refuteUnless(signers.length > 0, `${what} is signed by ${names}, and by none of the keys that it is checked with.`);
  return { text, signers };
}

function signatureOf(line, what) {
  const [, name, encoded] = /^\u2014 ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  refuteUnless(name, `${what} has a line that is no signature.`);
  const bytes = fromBase64(encoded, `A signature of ${what}`);
  return { name, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) };
}

function isSignedBy({ name, id, key }, text, signatures, what) {
  const own = signatures.filter((one) => one.name === name && one.id === id);
  const valid = own.every(({ signature }) => verify(null, Buffer.from(text), key, signature));
  refuteUnless(valid, `${what} bears a signature of ${name}+${id} that is not of this text.`);
  return own.length > 0;
}

/** A signed tree head. */
export function openCheckpoint(note, keys, what) {
  const { text, signers } = openNote(note, keys, what);
  const [origin, size, root, ...extensions] = text.slice(0, -1).split('\n');
  const isSize = /^(0|[1-9]\d{0,15})$/.test(size ?? '') && Number.isSafeInteger(Number(size));
  refuteUnless(origin && isSize && root && !extensions.includes(''), `${what} is no checkpoint.`);
  const bytes = fromBase64(root, `The root of ${what}`);
  refuteUnless(bytes.length === 32, `The root of ${what} has not 32 bytes.`);
  return { origin, size: Number(size), root: bytes, signers };
}
