// What the documents state exactly is compared with the code, or computed again.
import { createHash, createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { seal } from '../src/event-store/commitment';
import type { Payload } from '../src/event-store/stored-event';
import { receiptHeader } from '../src/ledger/receipt';

const docs = resolve(__dirname, '../docs');
const read = (path: string) => readFileSync(resolve(docs, path), 'utf8');
const pages = readdirSync(docs, { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.md'));
const decisions = readdirSync(join(docs, 'decisions'));

describe('The documents', () => {
  it.each(pages)('link only to what is there: %s', (page) => {
    const prose = read(page).replace(/^```[^]*?^```$|`[^`\n]*`/gm, '');
    const links = [...prose.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(resolve(docs, dirname(page), path)))).toEqual([]);
  });

  it.each(pages)('name only files of the project that are there: %s', (page) => {
    const named = read(page).match(/(?<=`)(?:src|test|migrations|docs)\/[\w./-]+\.\w+(?=`)/g) ?? [];
    expect(named.filter((path) => !existsSync(resolve(docs, '..', path)))).toEqual([]);
  });

  it('number each decision, none twice, as its heading does', () => {
    const numbers = decisions.map((name) => /^(\d{4})-[a-z0-9-]+\.md$/.exec(name)?.[1]);
    expect(new Set(numbers).size).toBe(decisions.length);
    const headings = decisions.map((name) => /^# (\d+)\. /.exec(read(`decisions/${name}`))?.[1]?.padStart(4, '0'));
    expect(headings).toEqual(numbers);
  });

  it('describe every event there is, and no other', () => {
    const types = sources('src').flatMap((source) =>
      [...source.matchAll(/readonly type: '([a-z]+(?:-[a-z]+)+)'/g)].map(([, type]) => type),
    );
    const rows = [...read('events.md').matchAll(/^\| ((?:`[a-z-]+`(?:, )?)+) \|/gm)].map(([, names = '']) => names);
    const told = rows.flatMap((names) => [...names.matchAll(/[a-z]+(?:-[a-z]+)+/g)].map(([type]) => type));
    expect(told.toSorted()).toEqual(types.toSorted());
  });
});

function sources(folder: string): string[] {
  const files = readdirSync(join(__dirname, '..', folder), { recursive: true, encoding: 'utf8' });
  return files
    .filter((name) => name.endsWith('.ts'))
    .map((name) => readFileSync(join(__dirname, '..', folder, name), 'utf8'));
}

describe('The example of docs/ledger.md', () => {
  const page = read('ledger.md');
  const given = (name: string) => new RegExp(`^\`\`\`text ${name}\n([^]*?)\n\`\`\`$`, 'm').exec(page)?.[1] ?? '';
  const sha256 = (...pieces: readonly (string | Buffer)[]) =>
    pieces.reduce((hash, piece) => hash.update(piece), createHash('sha256')).digest();
  const salt = Buffer.from(given('salt'), 'hex');
  const payload = given('payload');

  // As somebody would who has only that page; the example's values hold no odd white space, so their text is this.
  const parts = Object.entries(JSON.parse(payload) as Payload).map(([name, value]) => {
    const partSalt = sha256('stet-part-salt/v1\n', salt, name);
    return { name, partSalt, commitment: sha256('stet-part/v1\n', partSalt, name, '\n', JSON.stringify(value)) };
  });
  const commitment = sha256('stet-payload/v1\n', ...parts.map((part) => part.commitment));

  it('has the salts and commitments of its parts', () => {
    const lines = parts.map(
      (part) => `${part.name} ${part.partSalt.toString('hex')} ${part.commitment.toString('hex')}`,
    );
    expect(given('parts')).toBe(lines.join('\n'));
  });

  it('has the commitment and the leaf that its words lead to', () => {
    expect(given('lines').split('\n').at(-1)).toBe(commitment.toString('hex'));
    expect(given('leaf')).toBe(sha256(Buffer.of(0), `${given('lines')}\n`).toString('hex'));
    expect(page).toContain(new Date(Number(given('lines').split('\n')[8]) / 1000).toISOString());
  });

  it('is what the service computes', () => {
    const sealed = seal(JSON.parse(payload) as Payload, salt);
    expect([sealed.text, sealed.commitment]).toEqual([payload, commitment]);
  });

  it('has the keys, the checkpoint and the receipt that its words lead to', async () => {
    const prefix = Buffer.from('302e020100300506032b657004220420', 'hex'); // PKCS #8 of an Ed25519 seed (RFC 8410)
    const der = Buffer.concat([prefix, Buffer.from(given('seed'), 'hex')]);
    const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
    const publicKey = createPublicKey(privateKey);
    const x = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
    const id = sha256('stet/main\n', Buffer.of(1), x).subarray(0, 4);
    expect(given('key')).toBe(`stet/main+${id.toString('hex')}+${Buffer.concat([Buffer.of(1), x]).toString('base64')}`);
    const signature = (text: string) =>
      Buffer.concat([id, sign(null, Buffer.from(text), privateKey)]).toString('base64');
    const head = `stet/main\n0\n${sha256().toString('base64')}\n`;
    expect(given('checkpoint')).toBe(`${head}\n— stet/main ${signature(head)}`);
    expect(given('receipt')).toBe(`stet-receipt/v1\nstet/main\n7\n4\n2026-11-24T12:00:00.000Z\n${given('leaf')}`);
    const receipt = { origin: 'stet/main', position: 7, revision: 4, recordedAt: '2026-11-24T12:00:00.000Z', hash: given('leaf') }; // prettier-ignore
    const header = await receiptHeader(receipt, [{ name: 'stet/main', publicKey, privateKey }]);
    expect(given('header')).toBe(header);
    expect(header).toContain(`sig=(:${signature(`${given('receipt')}\n`)}:)`);
  });
});
