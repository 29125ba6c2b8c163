import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { EventStore } from '../../src/event-store/event-store';
import { keyFolder } from '../../src/identity/signing-key';
import { LedgerKeys } from '../../src/ledger/ledger-keys';
import { provesConsistency, provesInclusion, rootOf } from '../../src/ledger/merkle';
import {
  checkpointText,
  openNote,
  readCheckpoint,
  readVerifierKey,
  signNote,
  type Checkpoint,
  type NoteKey,
} from '../../src/ledger/note';
import { receiptText } from '../../src/ledger/receipt';
import { command } from '../event-store/given';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

const events = 260;
const hex = (hash: string): Buffer => Buffer.from(hash, 'hex');
const signed = (position: number) => ({ headers: { 'stet-min-position': String(position) } });

let stet: TestService;
let editor: Client;
let answers: Answer[];
let leaves: Buffer[];
let key: NoteKey;

beforeAll(async () => {
  stet = await startTestService();
  editor = await stet.as('Ana', 'editor');
  const store = stet.service.app.get(EventStore, { strict: false });
  const others = Array.from({ length: events - 6 }, (_, nth) => ({ type: 'projections-replayed', schema: 1, payload: { nth } })); // prettier-ignore
  await store.append(command(uuidv7(), 0, others));
  const drafted = Array.from({ length: 6 }, (_, nth) => editor.post('/articles', { headline: `Storm ${nth}` }));
  answers = (await Promise.all(drafted)).sort((one, other) => one.json.position - other.json.position);
  const log = await editor.get('/events?limit=260', { headers: { accept: 'application/x-ndjson' } });
  leaves = log.text.trim().split('\n').map((line) => hex(JSON.parse(line).hash)); // prettier-ignore
  key = readVerifierKey((await stet.reader.get('/ledger/key')).text) as NoteKey;
});
afterAll(() => stet.close());

async function checkpointAt(position: number): Promise<Checkpoint> {
  const { text } = await stet.reader.get('/ledger/checkpoint', signed(position));
  return readCheckpoint(openNote(text, [key]) ?? '') as Checkpoint;
}

describe('The ledger', () => {
  it('signs the head of the tree over all leaves, of which the event at position p is number p - 1', async () => {
    const { origin, size, root } = await checkpointAt(events);
    expect({ origin, size, root }).toEqual({ origin: 'stet/main', size: events, root: rootOf(leaves) });
  });

  it('answers the checkpoint and the key as text that caches keep for a moment', async () => {
    const checkpoint = await stet.reader.get('/ledger/checkpoint', signed(events));
    expect(checkpoint.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(checkpoint.headers.get('cache-control')).toBe('public, max-age=1, must-revalidate');
    const etag = checkpoint.headers.get('etag') ?? '';
    expect((await stet.reader.get('/ledger/checkpoint', { headers: { 'if-none-match': etag } })).status).toBe(304);
    const line = await stet.reader.get('/ledger/key');
    expect(line.text).toMatch(/^stet\/main\+[0-9a-f]{8}\+[A-Za-z0-9+/=]+\n$/);
    expect((await stet.reader.get('/ledger/keys')).text).toBe(line.text);
  });

  it('proves each event of a tree of any size that was signed', async () => {
    await checkpointAt(events);
    for (const [position, size] of [
      [1, 1],
      [1, events],
      [events, events],
      [256, 256],
      [256, 260],
      [17, 100],
    ] as const) {
      const { status, json } = await stet.reader.get(`/ledger/proof/inclusion?position=${position}&size=${size}`);
      expect([status, Object.keys(json), json.leaf]).toEqual([200, ['position', 'size', 'leaf', 'path'], leaves[position - 1]?.toString('hex')]); // prettier-ignore
      const proof = { leaf: hex(json.leaf), index: position - 1, size, path: json.path.map(hex) };
      expect(provesInclusion(proof, rootOf(leaves.slice(0, size)))).toBe(true);
    }
  });

  it('proves that every later tree begins with an earlier one', async () => {
    await checkpointAt(events);
    for (const [from, to] of [
      [0, 7],
      [1, 2],
      [7, 260],
      [128, 260],
      [256, 260],
      [257, 259],
      [260, 260],
    ] as const) {
      const { json } = await stet.reader.get(`/ledger/proof/consistency?from=${from}&to=${to}`);
      expect([json.from, json.to]).toEqual([from, to]);
      const head = (size: number) => ({ size, root: rootOf(leaves.slice(0, size)) });
      expect(provesConsistency(head(from), head(to), json.path.map(hex))).toBe(true);
    }
  });

  it('proves to the newest checkpoint where no size is named', async () => {
    const { size } = await checkpointAt(events);
    expect((await stet.reader.get('/ledger/proof/inclusion?position=3')).json.size).toBe(size);
    expect((await stet.reader.get('/ledger/proof/consistency?from=3')).json.to).toBe(size);
  });

  it('answers a proof of a named size for ever, and one of the newest for a moment', async () => {
    await checkpointAt(events);
    const lasting = await stet.reader.get('/ledger/proof/inclusion?position=3&size=9');
    expect(lasting.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const passing = await stet.reader.get('/ledger/proof/inclusion?position=3');
    expect(passing.headers.get('cache-control')).toBe('public, max-age=1, must-revalidate');
  });

  it('refuses as a problem what is no position, cannot be, or is not signed yet', async () => {
    await checkpointAt(events);
    const refusal = async (path: string) => {
      const { status, json } = await stet.reader.get(`/ledger/proof/${path}`);
      return [status, json.code, json.errors?.[0]?.path];
    };
    expect(await refusal('inclusion')).toEqual([400, 'validation-failed', 'position']);
    expect(await refusal('inclusion?position=0')).toEqual([400, 'validation-failed', 'position']);
    expect(await refusal('inclusion?position=9&size=8')).toEqual([400, 'validation-failed', 'position']);
    expect(await refusal('consistency?from=9&to=8')).toEqual([400, 'validation-failed', 'from']);
    expect(await refusal('consistency?from=1.5')).toEqual([400, 'validation-failed', 'from']);
    expect(await refusal('inclusion?position=1&size=100000')).toEqual([503, 'not-yet', undefined]);
    expect(await refusal('consistency?from=1&to=100000')).toEqual([503, 'not-yet', undefined]);
    expect((await stet.reader.get('//v1/nowhere/ledger/checkpoint')).json.code).toBe('not-found');
  });

  it('serves the tiles that C2SP tlog-tiles names, whole and partial, and none beyond what is signed', async () => {
    await checkpointAt(events);
    const tile = async (path: string) => {
      const response = await fetch(`${stet.service.url}/v1/main/ledger/tile/${path}`);
      return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
    };
    const full = await tile('0/000');
    expect(full.bytes).toEqual(Buffer.concat(leaves.slice(0, 256)));
    expect(full.headers.get('content-type')).toBe('application/octet-stream');
    expect(full.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect((await tile('0/001.p/4')).bytes).toEqual(Buffer.concat(leaves.slice(256)));
    expect((await tile('0/000.p/17')).bytes).toEqual(Buffer.concat(leaves.slice(0, 17)));
    expect((await tile('1/000.p/1')).bytes).toEqual(rootOf(leaves.slice(0, 256)));
    const missing = ['0/001', '0/001.p/5', '1/000', '1/000.p/2', '2/000.p/1', '0/x000/000', '0/000.p/0', '0/000.p/256', '64/000', '00/000', '0/0']; // prettier-ignore
    for (const path of missing) expect([path, (await tile(path)).status]).toEqual([path, 404]);
  });

  it('gives auditors the lines that each leaf is the hash of, and nobody else', async () => {
    await checkpointAt(events);
    const auditor = await stet.as('Olu', 'auditor');
    const response = await fetch(`${stet.service.url}/v1/main/ledger/tile/entries/001.p/4`, {
      headers: { authorization: `Bearer ${auditor.token}` },
    });
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
    const bytes = Buffer.from(await response.arrayBuffer());
    const entries: Buffer[] = [];
    for (let at = 0; at < bytes.length; at += 2 + bytes.readUInt16BE(at))
      entries.push(bytes.subarray(at + 2, at + 2 + bytes.readUInt16BE(at)));
    const hashes = entries.map((entry) => createHash('sha256').update(Buffer.of(0)).update(entry).digest());
    expect(hashes).toEqual(leaves.slice(256));
    expect(entries[0]?.toString()).toMatch(/^stet-leaf\/v1\nmain\n257\n/);
    expect(bytes.includes('Storm')).toBe(false);
    expect((await stet.reader.get('/ledger/tile/entries/000')).status).toBe(401);
  });

  it('gives one text that proves an event offline: proof and checkpoint together', async () => {
    await checkpointAt(events);
    const { text } = await stet.reader.get('/ledger/proof/event?position=42');
    const [first, index, ...rest] = text.split('\n');
    expect([first, index]).toEqual(['c2sp.org/tlog-proof@v1', 'index 41']);
    const path = rest.slice(0, rest.indexOf('')).map((line) => Buffer.from(line, 'base64'));
    const note = rest.slice(rest.indexOf('') + 1).join('\n');
    const { size, root } = readCheckpoint(openNote(note, [key]) ?? '') as Checkpoint;
    expect(provesInclusion({ leaf: leaves[41] as Buffer, index: 41, size, path }, root)).toBe(true);
  });
});

describe('A ledger that would contradict what was signed', () => {
  const metric = async () => /^stet_ledger_stopped\{newsroom="main"\} (\d)$/m.exec((await stet.reader.get('//metrics')).text)?.[1]; // prettier-ignore
  const ready = async () => {
    const { status, json } = await stet.reader.get('//health/ready');
    return { status, ledger: (json.checks ?? json).ledger };
  };
  const untilReady = async (status: number) => {
    for (;;) {
      const now = await ready();
      if (now.status === status) return now;
    }
  };

  it('is stopped where operators look, and goes on when it fits again', async () => {
    await checkpointAt(events);
    expect([(await untilReady(200)).ledger.status, await metric()]).toEqual(['up', '0']);
    const remembered = join(keyFolder(stet.dataFolder), 'heads', 'main');
    const before = readFileSync(remembered);
    const signers = new LedgerKeys(keyFolder(stet.dataFolder), 'stet').signers('main');
    const text = checkpointText({ origin: 'stet/main', size: 100_000, root: Buffer.alloc(32, 7) });
    writeFileSync(remembered, signNote(text, signers)); // signed before an older backup was restored
    const { json } = await editor.post('/articles', { headline: 'Unsigned' });
    const { ledger } = await untilReady(503);
    expect(ledger).toMatchObject({ status: 'down', reason: expect.stringMatching(/^main: The log has \d+ events, but 100000 were signed: an older database was restored\.$/) }); // prettier-ignore
    expect(await metric()).toBe('1');
    expect((await stet.reader.get('/ledger/checkpoint')).status).toBe(200); // what was signed before is still told
    writeFileSync(remembered, before);
    await untilReady(200);
    expect((await checkpointAt(json.position)).size).toBeGreaterThanOrEqual(json.position);
    expect(await metric()).toBe('0');
  });
});

describe('A receipt', () => {
  const members = (header: string | null) => {
    const all =
      /^v=1, origin="(.+)", position=(\d+), revision=(\d+), recorded="(.+)", leaf="([0-9a-f]{64})", sig=\(:(.+):\)$/;
    const [, origin = '', position, revision, recordedAt = '', hash = '', sig = ''] = all.exec(header ?? '') ?? [];
    return { origin, position: Number(position), revision: Number(revision), recordedAt, hash, sig };
  };
  const isSigned = ({ sig, ...receipt }: ReturnType<typeof members>): boolean =>
    openNote(`${receiptText(receipt)}\n— ${receipt.origin} ${sig}\n`, [key]) !== undefined;

  it('comes with every command’s answer and promises the leaf that the log then has', () => {
    answers.forEach(({ headers, json }) => {
      const receipt = members(headers.get('stet-receipt'));
      expect(receipt).toMatchObject({ origin: 'stet/main', position: json.position, revision: 1, hash: leaves[json.position - 1]?.toString('hex') }); // prettier-ignore
      expect(isSigned(receipt)).toBe(true);
    });
  });

  it('is the same again where a command is repeated', async () => {
    const send = () => editor.post('/articles', { headline: 'Once' }, { 'idempotency-key': 'once' });
    const [first, again] = [await send(), await send()];
    expect(members(first.headers.get('stet-receipt')).hash).toHaveLength(64);
    expect(again.headers.get('stet-receipt')).toBe(first.headers.get('stet-receipt'));
    const other = await stet.beside();
    const elsewhere = await (await other.as('Ana', 'editor')).post('/articles', { headline: 'Once' }, { 'idempotency-key': 'once' }); // prettier-ignore
    expect(elsewhere.headers.get('stet-receipt')).toBe(first.headers.get('stet-receipt'));
    await other.close();
  });

  it('answers commands on settings and comments too, and no question', async () => {
    const admin = await stet.as('Ada', 'admin');
    const settings = await admin.patch('/settings', { language: 'nl' });
    const { id } = answers[0]?.json ?? {};
    const comment = await editor.post(`/articles/${id}/comments`, { text: 'Sure?' });
    for (const { headers } of [settings, comment]) {
      const receipt = members(headers.get('stet-receipt'));
      expect([receipt.position, isSigned(receipt)]).toEqual([Number(headers.get('stet-position')), true]);
    }
    expect((await editor.get(`/articles/${id}`)).headers.get('stet-receipt')).toBeNull();
  });
});

describe('The ledger’s tables', () => {
  it('refuse every change, also the owner’s', async () => {
    await checkpointAt(events);
    const owner = new pg.Client(stet.database.url);
    await owner.connect();
    for (const table of ['hashes', 'heads']) {
      for (const change of [
        `update ledger.${table} set newsroom_id = 'x'`,
        `delete from ledger.${table}`,
        `truncate ledger.${table}`,
      ])
        // prettier-ignore
        await expect(owner.query(change)).rejects.toThrow('the log is append-only');
    }
    await owner.end();
  });
});
