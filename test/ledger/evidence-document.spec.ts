// The example of docs/evidence.md is computed again, as somebody would who has that page and docs/ledger.md alone.
import { createHash, createPublicKey, verify } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { mutationsOf } from './mutations';
import { runVerifier, verifierInProcess } from './verifier';

const page = readFileSync(resolve(__dirname, '../../docs/evidence.md'), 'utf8');
const given = (name: string) => new RegExp(`^\`\`\`\\w+ ${name}\n([^]*?)^\`\`\`$`, 'm').exec(page)?.[1] ?? '';
const lines = (name: string) => given(name).trimEnd().split('\n');

interface Part {
  readonly name: string;
  readonly salt: string;
  readonly text: string;
}
interface Event {
  readonly position: number;
  readonly parts: readonly Part[];
  readonly path: readonly number[];
  readonly [member: string]: unknown;
}
const bundle = JSON.parse(given('bundle')) as {
  readonly newsroom: string;
  readonly checkpoint: string;
  readonly events: readonly Event[];
  readonly others: readonly Event[];
  readonly served: readonly { readonly text: string }[];
  readonly hashes: readonly string[];
  readonly consistency: readonly { readonly from: number; readonly path: readonly number[] }[];
};
const events = [...bundle.events, ...bundle.others];

const sha256 = (...pieces: readonly (string | Buffer)[]): Buffer =>
  pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const leaves = lines('leaves').map(bytes);

/** RFC 6962, section 2.1. */
function headOf(some: readonly Buffer[]): Buffer {
  if (some.length === 1) return some[0] as Buffer;
  const split = 2 ** Math.ceil(Math.log2(some.length) - 1);
  return sha256(Buffer.of(1), headOf(some.slice(0, split)), headOf(some.slice(split)));
}

const commitmentOf = ({ name, salt, text }: Part): Buffer => sha256('stet-part/v1\n', bytes(salt), name, '\n', text);

function leafOf(event: Event): Buffer {
  const payload = sha256('stet-payload/v1\n', ...event.parts.map(commitmentOf));
  const fields = ['position', 'stream', 'revision', 'type', 'schema', 'actor', 'recordedAt'].map((name) => event[name]);
  const envelope = ['stet-leaf/v1', bundle.newsroom, ...fields, payload.toString('hex')];
  return sha256(Buffer.of(0), `${envelope.join('\n')}\n`);
}

describe('The example of docs/evidence.md', () => {
  it('has the salts of its parts by the events’ salts', () => {
    for (const { position, parts } of events) {
      const saltOf = (name: string) => sha256('stet-part-salt/v1\n', Buffer.alloc(32, position), name);
      expect(parts.map(({ salt }) => salt)).toEqual(parts.map(({ name }) => saltOf(name).toString('hex')));
    }
  });

  it('has the leaves that its events lead to', () => {
    expect(events.map(leafOf)).toEqual(events.map(({ position }) => leaves[position - 1]));
  });

  it('has checkpoints of the heads of these leaves, signed with its key', () => {
    const key = Buffer.from(lines('key')[0]?.split('+').slice(2).join('+') ?? '', 'base64').subarray(1);
    const der = Buffer.concat([bytes('302a300506032b6570032100'), key]);
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' });
    for (const [note, size] of [[bundle.checkpoint, 4] as const, [given('earlier'), 2] as const]) {
      const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
      const root = headOf(leaves.slice(0, size)).toString('base64');
      expect(text).toBe(`quay.example/main\n${size}\n${root}\n`);
      const signature = Buffer.from(note.trimEnd().split(' ').at(-1) ?? '', 'base64').subarray(4);
      expect(verify(null, Buffer.from(text), publicKey, signature)).toBe(true);
    }
  });

  it('has paths that are those of the RFC in a tree of four', () => {
    const [one, two, three, four] = leaves as [Buffer, Buffer, Buffer, Buffer];
    const [left, right] = [headOf([one, two]), headOf([three, four])];
    const named = (path: readonly number[]) => path.map((at) => bundle.hashes[at]);
    const hex = (...list: readonly Buffer[]) => list.map((one) => one.toString('hex'));
    expect(events.map(({ path }) => named(path))).toEqual([hex(one, right), hex(four, left)]);
    expect(bundle.consistency.map(({ from, path }) => [from, named(path)])).toEqual([
      [2, hex(right)],
      [3, hex(three, four, left)],
    ]);
  });

  it('has the verdict that the verifier gives', () => {
    const files = { 'bundle.json': given('bundle'), key: given('key'), earlier: given('earlier') };
    const ran = runVerifier(files, '@bundle.json', '--key', '@key', '--checkpoint', '@earlier');
    expect(ran).toEqual({ code: 0, said: given('verdict') });
  });

  it('cannot be changed anywhere without being refused, or claims the same', async () => {
    const verify = await verifierInProcess();
    const trusted = { keys: lines('key'), checkpoints: [given('earlier')] };
    const right = verify(given('bundle'), trusted);
    // Keys that came with it do not count; hashes and paths that nothing asked for prove nothing.
    const claims = (text: string) => ({ ...(JSON.parse(text) as object), keys: 0, hashes: 0, consistency: 0 });
    const whole = claims(given('bundle'));
    let nth = 0;
    for (const { what, text } of mutationsOf(JSON.stringify(JSON.parse(given('bundle'))), 300)) {
      if (nth++ % 10 > 0) continue;
      const { code, said } = verify(text, trusted);
      if (code === 0) expect({ what, said, claims: claims(text) }).toEqual({ what, said: right.said, claims: whole });
    }
  });
});
