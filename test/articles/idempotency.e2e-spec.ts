import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let aud: Client;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  aud = await stet.as('Aud', 'auditor');
});
afterAll(() => stet.close());

const source = { type: 'webpage', title: 'Water levels', URL: 'https://water.example/levels' };
const twenty = (send: () => Promise<Answer>) => Promise.all(Array.from({ length: 20 }, send));
const told = ({ status, headers, text }: Answer) =>
  [status, headers.get('etag'), headers.get('stet-position'), headers.get('location'), text].join(' ');
const head = async (id: string): Promise<number> => (await ana.get(`/articles/${id}`)).json.revision;
const draft = async (members: object = {}): Promise<string> =>
  (await ana.post('/articles', { headline: 'Water', body: 'It rose [@a].\n', ...members })).json.id;

async function logLength(): Promise<number> {
  let length = 0;
  let page: Answer;
  do {
    page = await aud.get(`/events?after=${length}&limit=200`);
    length += page.json.items.length;
  } while (page.json.next);
  return length;
}

describe('a request with an Idempotency-Key', () => {
  it('drafts one article, 20 times at once', async () => {
    const before = await logLength();
    const answers = await twenty(() => ana.post('/articles', { headline: 'Once' }, { 'idempotency-key': 'draft' }));
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 201, json: { revision: 1, position: before + 1 } });
    expect(answers[0]?.headers.get('location')).toBe(`/v1/main/articles/${answers[0]?.json.id}`);
    expect(await logLength()).toBe(before + 1);
  });

  it.each(['text/plain', 'text/markdown'])('drafts one article from %s, 20 times at once', async (type) => {
    const before = await logLength();
    const headers = { 'content-type': type, 'idempotency-key': `draft ${type}` };
    const text = type === 'text/plain' ? 'Water rises\n\nIt rose.\n' : '---\nheadline: Water rises\n---\nIt rose.\n';
    const answers = await twenty(() => ana.write('POST', '/articles', text, headers));
    expect(new Set(answers.map(told)).size).toBe(1);
    expect([answers[0]?.status, await logLength()]).toEqual([201, before + 1]);
  });

  it('adds, changes and removes one citation, 20 times at once', async () => {
    const id = await draft({ body: 'It rose.\n' });
    const at = `/articles/${id}/citations`;
    const added = await twenty(() => ana.post(at, { source }, { 'idempotency-key': 'add' }));
    expect(new Set(added.map(told)).size).toBe(1);
    expect([added[0]?.status, await head(id)]).toEqual([201, 2]);
    const { citations } = (await ana.get(`/articles/${id}`)).json;
    expect(citations).toHaveLength(1);
    const one = `${at}/${encodeURIComponent(citations[0].key)}`;
    const changed = await twenty(() => ana.patch(one, { locator: 'p. 2' }, { 'idempotency-key': 'change' }));
    expect([new Set(changed.map(told)).size, changed[0]?.status, await head(id)]).toEqual([1, 200, 3]);
    const removed = await twenty(() => ana.delete(one, { 'idempotency-key': 'remove' }));
    expect([new Set(removed.map(told)).size, removed[0]?.status, await head(id)]).toEqual([1, 200, 4]);
  });

  it('publishes once, 20 times at once', async () => {
    const id = await draft({ body: 'It rose.\n' });
    const publish = { baseRevision: 1 };
    const answers = await twenty(() => ana.post(`/articles/${id}/publish`, publish, { 'idempotency-key': 'publish' }));
    expect(new Set(answers.map(told)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, json: { revision: 2, status: 'published' } });
    expect(await head(id)).toBe(2);
  });

  it('is another one of another person', async () => {
    const id = await draft();
    const rob = await stet.as('Rob', 'reporter');
    const headers = { 'idempotency-key': 'everybody-has-it' };
    expect((await ana.patch(`/articles/${id}`, { tags: ['a'], baseRevision: 1 }, headers)).status).toBe(200);
    const other = await rob.patch(`/articles/${id}`, { tags: ['b'] }, { ...headers, 'if-match': '"2"' });
    expect([other.status, other.json.revision]).toEqual([200, 3]);
  });

  it.each([
    ['body', (id: string) => ({ path: `/articles/${id}`, body: { headline: 'B' }, match: '"1"' })],
    ['revision', (id: string) => ({ path: `/articles/${id}`, body: { headline: 'A' }, match: '"2"' })],
    ['address', async () => ({ path: `/articles/${await draft()}`, body: { headline: 'A' }, match: '"1"' })],
  ])('is refused with another %s', async (what, request) => {
    const id = await draft();
    const key = { 'idempotency-key': `other ${what}` };
    await ana.patch(`/articles/${id}`, { headline: 'A' }, { ...key, 'if-match': '"1"' });
    const { path, body, match } = await request(id);
    const { status, json } = await ana.patch(path, body, { ...key, 'if-match': match });
    expect([status, json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('may be sent again after a refusal, also otherwise', async () => {
    const id = await draft({ citations: [{ key: 'a' }] });
    const key = { 'idempotency-key': 'second try' };
    const refused = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 }, key);
    expect([refused.status, refused.json.code]).toEqual([422, 'checks-failed']);
    const late = await ana.patch(`/articles/${id}`, { headline: 'B', baseRevision: 7 }, key);
    expect(late.status).toBe(400);
    await ana.post(`/articles/${id}/citations`, { key: 'a', source });
    const mismatched = await ana.patch(`/articles/${id}`, { headline: 'B' }, { ...key, 'if-match': '"1"' });
    expect([mismatched.status, mismatched.json.code]).toEqual([412, 'revision-mismatch']);
    const published = await ana.post(`/articles/${id}/publish`, { baseRevision: 2 }, key);
    expect([published.status, published.json.revision]).toEqual([200, 3]);
  });

  it('that changed nothing is answered alike for ever', async () => {
    const id = await draft();
    await draft(); // the newsroom's log is further on than the article
    const before = await logLength();
    const key = { 'idempotency-key': 'nothing' };
    const send = () => ana.patch(`/articles/${id}`, { headline: 'Water' }, { ...key, 'if-match': '"1"' });
    const nothing = await send();
    expect([nothing.status, nothing.json.revision, await logLength()]).toEqual([200, 1, before]);
    await ana.patch(`/articles/${id}`, { headline: 'Water rises', baseRevision: 1 });
    expect(told(await send())).toBe(told(nothing));
    expect(await logLength()).toBe(before + 1);
    const other = await ana.patch(`/articles/${id}`, { headline: 'Other' }, { ...key, 'if-match': '"2"' });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('answers what stood then, also when the article moved on', async () => {
    const id = await draft();
    const key = { 'idempotency-key': 'then' };
    const send = () => ana.patch(`/articles/${id}`, { headline: 'Then', baseRevision: 1 }, key);
    const then = await send();
    await ana.patch(`/articles/${id}`, { headline: 'Now', baseRevision: 2 });
    expect(told(await send())).toBe(told(then));
    expect((await ana.get(`/articles/${id}`)).json).toMatchObject({ headline: 'Now', revision: 3 });
  });

  it('is remembered through a restart', async () => {
    const headers = { 'idempotency-key': 'before the restart' };
    const drafted = await ana.post('/articles', { headline: 'Kept' }, headers);
    const edit = { headline: 'Kept well', baseRevision: 1 };
    const path = `/articles/${drafted.json.id}`;
    const edited = await ana.patch(path, edit, { 'idempotency-key': 'edit before' });
    const length = await logLength();
    await stet.end();
    const restarted = await stet.beside();
    try {
      ana = await restarted.as('Ana', 'editor');
      aud = await restarted.as('Aud', 'auditor');
      expect(told(await ana.post('/articles', { headline: 'Kept' }, headers))).toBe(told(drafted));
      expect(told(await ana.patch(path, edit, { 'idempotency-key': 'edit before' }))).toBe(told(edited));
      expect((await ana.post('/articles', { headline: 'Lost' }, headers)).status).toBe(422);
      expect(await logLength()).toBe(length);
    } finally {
      await restarted.end();
    }
  });
});
