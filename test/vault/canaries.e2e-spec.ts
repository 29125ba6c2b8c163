// A hundred confidential sources, each by a name that nothing else has, through all that can be done with them. Then the names
// are looked for everywhere. They are in the vault alone, and there as ciphertext.
import { randomBytes } from 'node:crypto';
import { startTestService, type Client, type TestService } from '../setup/service';
import { answersOfAllRoutes, holds, rowsOfAllTables } from './everywhere';

const count = Number(process.env.STET_TEST_CANARIES ?? 100);
const mark = `canary${randomBytes(6).toString('hex')}`;
const names = Array.from({ length: count }, (_, n) => `Kim ${mark}-${n}, 06 1234 ${n}`);
const told = (n: number) => ({ description: `Clerk number ${n}`, identity: names[n], reason: 'Would lose the post' });
const body = `${names.map((_, n) => `It leaked in week ${n} [@s${n}].`).join(' ')}\n`;

const heard: string[] = [];
let stet: TestService;
let [ana, ben, cleo, iris]: Client[] = [];
let article: string;

beforeAll(async () => {
  stet = await startTestService({ LOG_LEVEL: 'trace' }, (line) => heard.push(line));
  ana = await stet.as('Ana', 'reporter');
  ben = await stet.as('Ben', 'editor');
  cleo = await stet.as('Cleo', 'standards');
  iris = await stet.as('Iris', 'auditor');
});
afterAll(() => stet.close());

const at = (path = '') => `/articles/${article}${path}`;
const found = (texts: readonly string[]) => texts.filter((text) => holds(text, mark)).map((text) => text.slice(0, 300));

describe('confidential names', () => {
  it('are taken in by drafts, citations and changes, again and again', async () => {
    const drafted = Math.floor(count * 0.8);
    const citations = names.slice(0, drafted).map((_, n) => ({ key: `s${n}`, confidential: told(n) }));
    const draft = { headline: 'It leaked', body, citations };
    const sent = await ana?.post('/articles', draft, { 'idempotency-key': 'draft' });
    expect(sent?.status).toBe(201);
    article = sent?.json.id;
    expect((await ana?.post('/articles', draft, { 'idempotency-key': 'draft' }))?.json.id).toBe(article);
    for (let n = drafted; n < count; n += 1) {
      const key = { 'idempotency-key': `add ${n}` };
      const citation = { key: `s${n}`, confidential: told(n) };
      expect((await ana?.post(at('/citations'), citation, key))?.status).toBe(201);
      if (n % 7 === 0) expect((await ana?.post(at('/citations'), citation, key))?.status).toBe(201);
    }
    const again = { confidential: { identity: `${names[0]} (the second)` } };
    expect((await ana?.patch(at('/citations/s0'), again))?.status).toBe(200);
  });

  it('come with errors of every kind', async () => {
    const confidential = told(1);
    const add = (sent: object, headers = {}) => ana?.post(at('/citations'), sent, headers);
    const wrong = [
      await add({ key: 's1', confidential }),
      await add({ key: 'x', confidential: { ...confidential, reason: '' } }),
      await add({ key: 'x', confidential: { ...confidential, identity: [names[1]] } }),
      await add({ key: 'x', confidential: { ...confidential, unknown: names[1] } }),
      await add({ key: 'x', confidential, source: { type: 'book', title: 'Both' } }),
      await add({ key: 'x', confidential, baseRevision: 9_999 }),
      await add({ key: 'add', confidential }, { 'idempotency-key': `add ${count - 1}` }),
      await ana?.write('POST', at('/citations'), `{"confidential":{"identity":"${names[1]}"`, {
        'content-type': 'application/json',
      }),
      await ana?.post('/articles', { citations: [{ key: 'x', confidential }] }),
      await ana?.write('POST', '/articles', `---\ncitations:\n - confidential: {identity: "${names[1]}\n---\n`),
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
    const approvals = names.map((_, n) => ben?.post(at(`/citations/s${n}/approve`), { reason: 'I know' }));
    expect(new Set((await Promise.all(approvals)).map((answer) => answer?.status))).toEqual(new Set([200]));
    const revealed = await cleo?.post(at('/citations/s2/reveal'), { reason: 'Counsel' }, { 'idempotency-key': 'r' });
    const repeated = await cleo?.post(at('/citations/s2/reveal'), { reason: 'Counsel' }, { 'idempotency-key': 'r' });
    expect([revealed?.json.identity, repeated?.json.identity]).toEqual([names[2], names[2]]);
    expect(repeated?.json.revision).toBe(revealed?.json.revision);
    const second = await cleo?.post(at('/citations/s0/reveal'), { reason: 'Counsel' });
    expect(second?.json.identity).toBe(`${names[0]} (the second)`);
    const { json } = (await ben?.get(at())) ?? {};
    const published = await ben?.post(at('/publish'), { baseRevision: json.revision, slug: 'it-leaked' });
    expect(published?.status).toBe(200);
    const replay = await iris?.post('/replays', {});
    expect(replay?.status).toBe(202);
  });

  it('are in no table but as ciphertext, and in no index', async () => {
    const rows = await rowsOfAllTables(stet.database.url);
    expect(rows.some((row) => row.includes('Clerk number 3'))).toBe(true);
    expect(rows.filter((row) => row.startsWith('vault.identities')).length).toBe(count + 1);
    expect(found(rows)).toEqual([]);
  });

  it('are in no answer of any address, whoever asks', async () => {
    const parameters = { newsroom: 'main', id: article, slug: 'it-leaked', key: 's1', revision: '3' };
    const clients = [cleo, iris, stet.reader].flatMap((client) => client ?? []);
    const answers = await answersOfAllRoutes(stet, clients, parameters);
    expect(answers.some((answer) => answer.includes('Clerk number 3'))).toBe(true);
    expect(found(answers)).toEqual([]);
    const searched = await Promise.all(
      ['/articles', '/sources'].map((list) => cleo?.get(`${list}?q=${encodeURIComponent(mark)}`)),
    );
    expect(searched.map((answer) => answer?.json?.items)).toEqual([[], []]);
  });

  it('are in no line of the log', () => {
    expect(heard.length).toBeGreaterThan(count);
    expect(found(heard)).toEqual([]);
  });
});
