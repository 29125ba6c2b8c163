// Confidential sources, each by a name that nothing else has, through all that can be done with them. Then the names are looked
// for everywhere: they are in the vault alone, as ciphertext, and after their erasure that is gone too. `STET_CANARIES=100` takes a
// hundred of them.
import { randomBytes } from 'node:crypto';
import { startTestService, type Client, type TestService } from '../setup/service';
import { answersOfAllRoutes, holds, rowsOfAllTables } from './everywhere';
import { openDataFolder, type DataFolder } from './files';

const each = 10;
const count = Number(process.env['STET_CANARIES'] ?? 10);
/** All files of the server, which are many where other tests run. */
const isWhole = process.env['STET_CANARIES'] !== undefined;
const articles = Array.from({ length: Math.max(1, Math.round(count / each)) }, (_, n) => n);
const mark = `canary${randomBytes(6).toString('hex')}`;
const keys = Array.from({ length: each }, (_, n) => `s${n}`);
const nameOf = (article: number, key: string) => `Kim ${mark}-${article}-${key}, 06 1234 ${article}`;
const told = (article: number, key: string) => ({
  description: `Clerk ${article} ${key}`,
  identity: nameOf(article, key),
  reason: 'Would lose the post',
});
const body = `${keys.map((key) => `It leaked in the week of ${key} [@${key}].`).join(' ')}\n`;

const heard: string[] = [];
let stet: TestService;
let folder: DataFolder;
let [ana, ben, cleo, dora, iris]: Client[] = [];
const ids: string[] = [];

beforeAll(async () => {
  stet = await startTestService({ LOG_LEVEL: 'trace' }, (line) => heard.push(line));
  ana = await stet.as('Ana', 'reporter');
  ben = await stet.as('Ben', 'editor');
  cleo = await stet.as('Cleo', 'standards');
  dora = await stet.as('Dora', 'standards');
  iris = await stet.as('Iris', 'auditor');
  folder = await openDataFolder(stet.database.url);
});
afterAll(async () => {
  await folder.close();
  await stet.close();
});

const at = (path = '', article = 0) => `/articles/${ids[article]}${path}`;
const found = (texts: readonly string[]) => texts.filter((text) => holds(text, mark)).map((text) => text.slice(0, 300));

async function drafted(article: number): Promise<void> {
  const citations = keys.slice(0, -2).map((key) => ({ key, confidential: told(article, key) }));
  const draft = { headline: `It leaked ${article}`, body, citations };
  const sent = await ana?.post('/articles', draft, { 'idempotency-key': `draft ${article}` });
  ids[article] = sent?.json.id;
  const again = await ana?.post('/articles', draft, { 'idempotency-key': `draft ${article}` });
  expect([sent?.status, again?.json.id]).toEqual([201, ids[article]]);
  for (const key of keys.slice(-2)) await cited(article, key);
}

async function cited(article: number, key: string): Promise<void> {
  const headers = { 'idempotency-key': `add ${article} ${key}` };
  const citation = { key, confidential: told(article, key) };
  const sent = await ana?.post(at('/citations', article), citation, headers);
  const again = await ana?.post(at('/citations', article), citation, headers);
  expect([sent?.status, again?.json.revision]).toEqual([201, sent?.json.revision]);
}

/** Whoever has those bytes and the key outside the database has the name. */
async function ciphertexts(): Promise<readonly Buffer[]> {
  const rows = await folder.query<{ wrapped_key: Buffer; sealed: Buffer }>(
    'select wrapped_key, sealed from vault.identities',
  );
  return rows.flatMap(({ wrapped_key, sealed }) => [wrapped_key, sealed]);
}

async function erased(article: number): Promise<void> {
  for (const citation of keys) {
    const why = { legalBasis: 'GDPR 17', reason: 'The source asked for it' };
    const { json } = (await cleo?.post('/erasures', { article: ids[article], citation, ...why })) ?? {};
    const answer = await dora?.post(`/erasures/${json.id}/approve`);
    expect([answer?.status, answer?.json.status]).toEqual([200, 'erased']);
  }
}

const everyRoute = (...clients: (Client | undefined)[]) => {
  const parameters = { newsroom: 'main', id: ids[0] ?? '', slug: 'it-leaked', key: 's1', revision: '3' };
  return answersOfAllRoutes(
    stet,
    clients.flatMap((client) => client ?? []),
    parameters,
  );
};

async function approved(article: number): Promise<void> {
  for (const key of keys) {
    const sent = await ben?.post(at(`/citations/${key}/approve`, article), { reason: 'I know' });
    expect(sent?.status).toBe(200);
  }
}

describe('confidential names', () => {
  it('are taken in by drafts, citations and changes, again and again', async () => {
    await Promise.all(articles.map(drafted));
    const again = { confidential: { identity: `${nameOf(0, 's0')} (the second)` } };
    expect((await ana?.patch(at('/citations/s0'), again))?.status).toBe(200);
  });

  it('come with errors of every kind', async () => {
    const confidential = told(0, 's1');
    const name = nameOf(0, 's1');
    const add = (sent: object, headers = {}) => ana?.post(at('/citations'), sent, headers);
    const wrong = [
      await add({ key: 's1', confidential }),
      await add({ key: 'x', confidential: { ...confidential, reason: '' } }),
      await add({ key: 'x', confidential: { ...confidential, identity: [name] } }),
      await add({ key: 'x', confidential: { ...confidential, unknown: name } }),
      await add({ key: 'x', confidential, source: { type: 'book', title: 'Both' } }),
      await add({ key: 'x', confidential, baseRevision: 9_999 }),
      await add({ key: 'add', confidential }, { 'idempotency-key': 'add 0 s9' }),
      await ana?.write('POST', at('/citations'), `{"confidential":{"identity":"${name}"`, {
        'content-type': 'application/json',
      }),
      await ana?.post('/articles', { citations: [{ key: 'x', confidential }] }),
      await ana?.write('POST', '/articles', `---\ncitations:\n - confidential: {identity: "${name}\n---\n`),
      await iris?.post(at('/citations'), { key: 'x', confidential }),
      await ana?.post(`/articles/01934567-89ab-7cde-8f01-23456789abcd/citations`, { key: 'x', confidential }),
      await stet.reader.post(at('/citations'), { key: 'x', confidential }),
    ];
    expect(wrong.map((answer) => answer?.status)).toEqual([
      409, 400, 400, 400, 400, 400, 422, 400, 400, 400, 403, 404, 401,
    ]);
    expect(found(wrong.map((answer) => answer?.text ?? ''))).toEqual([]);
  });

  it('are approved, revealed, published, read and searched for', async () => {
    await Promise.all(articles.map(approved));
    const revealed = await cleo?.post(at('/citations/s2/reveal'), { reason: 'Counsel' }, { 'idempotency-key': 'r' });
    const repeated = await cleo?.post(at('/citations/s2/reveal'), { reason: 'Counsel' }, { 'idempotency-key': 'r' });
    expect([revealed?.json.identity, repeated?.json.identity]).toEqual([nameOf(0, 's2'), nameOf(0, 's2')]);
    expect(repeated?.json.revision).toBe(revealed?.json.revision);
    const second = await cleo?.post(at('/citations/s0/reveal'), { reason: 'Counsel' });
    expect(second?.json.identity).toBe(`${nameOf(0, 's0')} (the second)`);
    const { json } = (await ben?.get(at())) ?? {};
    const published = await ben?.post(at('/publish'), { baseRevision: json.revision, slug: 'it-leaked' });
    expect(published?.status).toBe(200);
    const replay = await iris?.post('/replays', {});
    expect(replay?.status).toBe(202);
  });

  it('are in no table but as ciphertext, and in no index', async () => {
    const rows = await rowsOfAllTables(stet.database.url);
    expect(rows.some((row) => row.includes('Clerk 0 s3'))).toBe(true);
    expect(rows.filter((row) => row.startsWith('vault.identities')).length).toBe(each * articles.length + 1);
    expect(found(rows)).toEqual([]);
  });

  it('are in no answer of any address, whoever asks', async () => {
    const answers = await everyRoute(cleo, stet.reader);
    expect(answers.some((answer) => answer.includes('stet_ledger_signed_size'))).toBe(true);
    expect(answers.some((answer) => answer.includes('Clerk 0 s3'))).toBe(true);
    expect(found(answers)).toEqual([]);
    for (const list of ['/articles', '/sources'])
      expect((await cleo?.get(`${list}?q=${mark}`))?.json.items).toEqual([]);
  });

  it('are in no line of the log', () => {
    expect(heard.length).toBeGreaterThan(articles.length * each);
    expect(found(heard)).toEqual([]);
  });

  it("are in no file: neither the database's tables, indexes, log and write-ahead log, nor the service's own", async () => {
    await folder.settle();
    expect(await folder.relationsWith([Buffer.from('Clerk 0 s3')])).toContain('read.sources'); // in events it is compressed: rows tell
    expect(await folder.relationsWith(await ciphertexts())).toEqual(['vault.identities']);
    expect(await folder.relationsWith([Buffer.from(mark)])).toEqual([]);
    for (const place of isWhole ? [folder.whole, stet.dataFolder] : [stet.dataFolder])
      expect(folder.filesWith([Buffer.from(mark)], place)).toEqual([]);
  }, 120_000);

  it(
    'are nowhere once they are erased, their ciphertext neither, but in segments of the write-ahead log until those are used again',
    async () => {
      const sealed = await ciphertexts();
      expect(sealed.length).toBeGreaterThan(2 * each * articles.length);
      for (const article of articles) await erased(article);
      expect(await ciphertexts()).toEqual([]);
      const revealed = await cleo?.post(at('/citations/s2/reveal'), { reason: 'Counsel' });
      expect([revealed?.status, revealed?.json.code]).toEqual([404, 'not-found']);
      expect(found(await everyRoute(cleo))).toEqual([]);
      await stet.end(); // vacuum leaves what a transaction that is still open could see
      await folder.query('vacuum full');
      await folder.settle();
      const rows = await rowsOfAllTables(stet.database.url);
      const hex = sealed.map((bytes) => bytes.toString('hex'));
      expect(rows.filter((row) => hex.some((bytes) => row.includes(bytes)))).toEqual([]);
      expect([found(rows), found(heard)]).toEqual([[], []]);
      expect(await folder.relationsWith(sealed)).toEqual([]);
      const left = isWhole ? folder.filesWith([...sealed.slice(-4), Buffer.from(mark)], folder.whole) : [];
      expect(left.filter((file) => !file.startsWith('pg_wal/'))).toEqual([]);
      expect(folder.filesWith([...sealed.slice(-4), Buffer.from(mark)], stet.dataFolder)).toEqual([]);
    },
    60_000 + count * 12_000,
  );
});
