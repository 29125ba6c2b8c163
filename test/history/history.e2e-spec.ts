import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let rob: Client;
let aud: Client;
/** Drafted by Ana, edited by Rob and Ana, cited, published and edited again: eight revisions. */
let id: string;
let last: Answer;

const source = { type: 'webpage', title: 'Water levels', URL: 'https://water.example/levels' };
const first = 'The river rose by three metres [@levels].\n\nNobody was hurt.\n';
const second = 'The river rose by four metres [@levels].\n\nNobody was hurt.\n';
const third = `${second}\nThe dike holds.\n`;

async function history(): Promise<string> {
  const members = { headline: 'Water', body: first, note: 'from the scene', origin: { kind: 'wire', provider: 'ANP' } };
  const { json } = await ana.post('/articles', members);
  const at = `/articles/${json.id}`;
  await ana.post(`${at}/citations`, { key: 'levels', source, note: 'by phone' });
  await rob.patch(at, { body: second, note: 'gauge misread', session: 'tab-1', baseRevision: 2 });
  await rob.patch(at, { headline: 'Water rises', baseRevision: 3 });
  await ana.patch(`${at}/citations/levels`, { locator: 'p. 2' });
  await ana.post(`${at}/publish`, { baseRevision: 5 });
  await ana.patch(at, { body: third, baseRevision: 6 });
  last = await ana.patch(at, { tags: ['water'], baseRevision: 7 });
  return json.id;
}

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  rob = await stet.as('Rob', 'reporter');
  aud = await stet.as('Aud', 'auditor');
  id = await history();
});
afterAll(() => stet.close());

const types = [
  'article-drafted',
  'citation-added',
  'article-edited',
  'article-edited',
  'citation-changed',
  'article-published',
  'article-edited',
  'article-edited',
];
const anaAs = { id: 'ana', name: 'Ana', role: 'editor' };
const robAs = { id: 'rob', name: 'Rob', role: 'reporter' };
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
const hash = expect.stringMatching(/^[0-9a-f]{64}$/);
const numbers = ({ json }: Answer) => json.items.map(({ revision }: { revision: number }) => revision);

describe('the list of revisions', () => {
  it('tells who did what when and why, and how many words came and went', async () => {
    const { json } = await aud.get(`/articles/${id}/revisions`);
    expect(json.next).toBeNull();
    expect(json.items.map(({ type }: { type: string }) => type)).toEqual(types);
    expect(json.items[0]).toEqual({
      revision: 1,
      type: 'article-drafted',
      actor: anaAs,
      recordedAt: time,
      occurredAt: null,
      note: 'from the scene',
      session: null,
      words: { added: 9, removed: 0 },
      position: expect.any(Number),
      hash,
    });
    expect(json.items[2]).toMatchObject({
      actor: robAs,
      note: 'gauge misread',
      session: 'tab-1',
      words: { added: 1, removed: 1 },
    });
    expect(json.items[6]).toMatchObject({ actor: anaAs, note: null, words: { added: 3, removed: 0 } });
    expect(json.items[7]).toMatchObject({ words: { added: 0, removed: 0 }, position: last.json.position });
  });

  it('is current without being asked to be', async () => {
    const draft = (await ana.post('/articles', { headline: 'Once' })).json.id;
    for (let revision = 1; revision <= 10; revision += 1) {
      expect(numbers(await ana.get(`/articles/${draft}/revisions?order=desc&limit=1`))).toEqual([revision]);
      await ana.patch(`/articles/${draft}`, { headline: `Time ${revision}`, baseRevision: revision });
    }
  });

  it('is in either order, of one type, of one person', async () => {
    const at = `/articles/${id}/revisions`;
    expect(numbers(await aud.get(`${at}?order=desc`))).toEqual([8, 7, 6, 5, 4, 3, 2, 1]);
    expect(numbers(await aud.get(`${at}?type=article-edited`))).toEqual([3, 4, 7, 8]);
    expect(numbers(await aud.get(`${at}?actor=rob`))).toEqual([3, 4]);
    expect(numbers(await aud.get(`${at}?actor=ana&type=article-edited&order=desc`))).toEqual([8, 7]);
    expect(numbers(await aud.get(`${at}?actor=nobody`))).toEqual([]);
    for (const query of ['order=up', 'limit=0', 'limit=201', 'cursor=x', 'colour=red']) {
      const { status, json } = await aud.get(`${at}?${query}`);
      expect([query, status, json.code]).toEqual([query, 400, 'validation-failed']);
    }
  });

  it.each(['asc', 'desc'])('pages %s without gap or repeat while somebody writes', async (order) => {
    const draft = (await ana.post('/articles', { headline: 'Paged' })).json.id;
    const edit = (revision: number) =>
      ana.patch(`/articles/${draft}`, { headline: `Paged ${revision}`, baseRevision: revision });
    for (let revision = 1; revision < 9; revision += 1) await edit(revision);
    const seen: number[] = [];
    let [next, head] = ['', 9];
    do {
      const page = await aud.get(`/articles/${draft}/revisions?order=${order}&limit=3${next && `&cursor=${next}`}`);
      seen.push(...numbers(page));
      next = page.json.next;
      if (next && head < 14) await edit(head++);
    } while (next);
    const length = order === 'asc' ? head : 9;
    const all = Array.from({ length }, (_, at) => at + 1);
    expect(seen).toEqual(order === 'asc' ? all : all.toReversed());
  });
});

describe('a revision', () => {
  it('is the article as it stood, with who made it so, when and why', async () => {
    const now = (await aud.get(`/articles/${id}`)).json;
    const { json, headers } = await aud.get(`/articles/${id}/revisions/3`);
    expect(Object.keys(json).sort()).toEqual(
      [...new Set([...Object.keys(now), 'type', 'actor', 'recordedAt', 'note'])].sort(),
    );
    expect(json).toMatchObject({
      revision: 3,
      headline: 'Water',
      body: second,
      status: 'draft',
      version: null,
      tags: [],
      citations: [{ key: 'levels', source, note: 'by phone' }],
      type: 'article-edited',
      actor: robAs,
      recordedAt: time,
      note: 'gauge misread',
    });
    expect(json.citations[0]).not.toHaveProperty('locator');
    expect(headers.get('etag')).toBe('"3"');
    expect((await aud.get(`/articles/${id}/revisions/6`)).json).toMatchObject({ status: 'published', version: 1 });
  });

  it('is the working copy, where it is the last', async () => {
    const { type, actor, recordedAt, note, ...article } = (await aud.get(`/articles/${id}/revisions/8`)).json;
    expect(article).toEqual((await aud.get(`/articles/${id}`)).json);
    expect({ type, actor, recordedAt, note }).toEqual({
      type: 'article-edited',
      actor: anaAs,
      recordedAt: article.updatedAt,
      note: null,
    });
  });

  it('is its body alone as Markdown, under a tag of its own', async () => {
    const headers = { accept: 'text/markdown' };
    const read = await aud.get(`/articles/${id}/revisions/1`, { headers });
    expect([read.text, read.headers.get('etag')]).toEqual([first, '"1-md"']);
    expect(read.headers.get('content-type')).toMatch(/^text\/markdown/);
  });

  it('is not sent again to who has it', async () => {
    const again = await aud.get(`/articles/${id}/revisions/2`, { headers: { 'if-none-match': 'W/"2"' } });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', '"2"']);
    const other = await aud.get(`/articles/${id}/revisions/2`, { headers: { 'if-none-match': '"2-md"' } });
    expect(other.status).toBe(200);
  });

  it('is not there beyond the head', async () => {
    const { status, json } = await aud.get(`/articles/${id}/revisions/9`);
    expect([status, json.code]).toEqual([404, 'not-found']);
    expect((await aud.get(`/articles/${id}/revisions/0`)).status).toBe(400);
    const far = ['revisions/99999999999', 'blame?revision=99999999999', 'diff?from=1&to=99999999999'];
    for (const path of [...far.map((rest) => `/${rest}`), '?revision=99999999999']) {
      expect([path, (await aud.get(`/articles/${id}${path}`)).status]).toEqual([path, 404]);
    }
    expect((await aud.get('/articles/01934567-89ab-7cde-8f01-23456789abcd/revisions/1')).status).toBe(404);
  });
});

describe('the difference of two revisions', () => {
  it('tells members, citations, words, and claims whose source stayed', async () => {
    const { json } = await aud.get(`/articles/${id}/diff?from=2&to=5`);
    expect(json).toMatchObject({ from: 2, to: 5 });
    const words = JSON.stringify(json);
    expect(words).toContain('{"op":"delete","text":"three"},{"op":"insert","text":"four"}');
    expect(words).toContain('Water rises');
    expect(words).toContain('p. 2');
    const claim = (await aud.get(`/articles/${id}/diff?from=2&to=3`)).json;
    expect(JSON.stringify(claim)).toContain('"key":"levels"');
  });

  it('is from the story to the working copy, where asked', async () => {
    const { json } = await aud.get(`/articles/${id}/diff?from=story`);
    expect(json).toMatchObject({ from: 6, to: 8 });
    expect(JSON.stringify(json)).toContain('The dike holds.');
    expect(JSON.stringify(json)).not.toContain('"text":"four"');
    const draft = (await ana.post('/articles', { headline: 'Unpublished' })).json.id;
    expect((await aud.get(`/articles/${draft}/diff?from=story`)).status).toBe(404);
  });

  it('is a patch of the body, empty where only members changed', async () => {
    const { text, headers } = await aud.get(`/articles/${id}/diff?from=1&to=3&format=unified`);
    expect(headers.get('content-type')).toMatch(/^text\/x-diff/);
    expect(text.split('\n').slice(2)).toEqual([
      '@@ -1,3 +1,3 @@',
      '-The river rose by three metres [@levels].',
      '+The river rose by four metres [@levels].',
      ' ',
      ' Nobody was hurt.',
      '',
    ]);
    expect((await aud.get(`/articles/${id}/diff?from=3&to=4&format=unified`)).text).toBe('');
  });

  it('is of the head and the revision before it, unless told', async () => {
    expect((await aud.get(`/articles/${id}/diff`)).json).toMatchObject({
      from: 7,
      to: 8,
      text: [{ kind: 'unchanged' }],
    });
    const draft = (await ana.post('/articles', { headline: 'Alone' })).json.id;
    expect((await aud.get(`/articles/${draft}/diff`)).json).toMatchObject({ from: 1, to: 1, members: [] });
  });

  it('is refused where a revision is not there, or not a number', async () => {
    expect((await aud.get(`/articles/${id}/diff?from=1&to=9`)).status).toBe(404);
    expect((await aud.get(`/articles/${id}/diff?from=x`)).status).toBe(400);
    expect((await aud.get(`/articles/${id}/diff?from=1&format=pdf`)).status).toBe(400);
  });
});

describe('blame', () => {
  it('names for each line its revision, with who, when, why, from where and on which citations', async () => {
    const { json } = await aud.get(`/articles/${id}/blame`);
    const wire = { kind: 'wire', provider: 'ANP' };
    const [drafted, corrected, added] = [
      { revision: 1, actor: anaAs, note: 'from the scene', origin: wire },
      { revision: 3, actor: robAs, note: 'gauge misread', origin: null },
      { revision: 7, actor: anaAs, note: null, origin: null },
    ];
    const line = (number: number, text: string, told: object, citations: string[] = []) => ({
      line: number,
      text,
      ...told,
      recordedAt: time,
      citations,
    });
    expect(json).toEqual({
      items: [
        line(1, 'The river rose by four metres [@levels].', corrected, ['levels']),
        line(2, '', drafted),
        line(3, 'Nobody was hurt.', drafted),
        line(4, '', added),
        line(5, 'The dike holds.', added),
      ],
    });
  });

  it('is as of a revision where asked', async () => {
    const at2 = await aud.get(`/articles/${id}/blame?revision=2`);
    expect(numbers(at2)).toEqual([1, 1, 1]);
    expect(numbers(await aud.get(`/articles/${id}/blame?granularity=line&revision=3`))).toEqual([3, 1, 1]);
    expect((await aud.get(`/articles/${id}/blame?revision=9`)).status).toBe(404);
  });

  it('of an empty body has no lines', async () => {
    const draft = (await ana.post('/articles', { headline: 'Empty' })).json.id;
    const { status, json } = await aud.get(`/articles/${draft}/blame`);
    expect([status, json]).toEqual([200, { items: [] }]);
  });
});

describe('the events', () => {
  it('are CloudEvents 1.0 with the place in the log', async () => {
    const { json, headers } = await aud.get(`/events?article=${id}`);
    expect(headers.get('content-type')).toMatch(/^application\/json/);
    expect(json.items.map(({ type }: { type: string }) => type)).toEqual(types);
    const { items } = (await aud.get(`/articles/${id}/revisions`)).json;
    json.items.forEach((event: object, at: number) => {
      expect(event).toMatchObject({
        specversion: '1.0',
        id: expect.stringMatching(/./),
        source: '/v1/main',
        subject: id,
        time: items[at].recordedAt,
        position: items[at].position,
        revision: at + 1,
        hash: items[at].hash,
        actor: expect.stringMatching(/^[0-9a-f-]{36}$/),
        data: expect.any(Object),
      });
    });
  });

  it('are read on from a position or a cursor, in order and without end', async () => {
    const seen: number[] = [];
    let next: string | null = '';
    while (next !== null) {
      const { json }: Answer = await aud.get(`/events?limit=7${next && `&cursor=${next}`}`);
      seen.push(...json.items.map(({ position }: { position: number }) => position));
      next = json.next;
    }
    expect(seen).toEqual(seen.map((_, at) => at + 1));
    const { json } = await aud.get(`/events?after=3&limit=2`);
    expect(json.items.map(({ position }: { position: number }) => position)).toEqual([4, 5]);
    expect((await aud.get(`/events?after=${seen.length}`)).json).toEqual({ items: [], next: null });
  });

  it('are of one type, or of one person by name or by the id that they carry', async () => {
    const byRob = (await aud.get('/events?actor=rob')).json.items;
    expect(byRob).toHaveLength(2);
    expect((await aud.get(`/events?actor=${byRob[0].actor}`)).json.items).toEqual(byRob);
    expect((await aud.get('/events?actor=nobody')).json.items).toEqual([]);
    expect((await aud.get(`/events?article=${id}&type=citation-changed`)).json.items).toHaveLength(1);
    expect((await aud.get('/events?after=-1')).status).toBe(400);
    expect((await aud.get('/events?after=99999999999999999999')).status).toBe(400);
    expect((await aud.get('/events?article=x')).status).toBe(400);
  });

  it('name a person by a random id, never by the token', async () => {
    const { json } = await aud.get(`/events?article=${id}`);
    expect(json.items.some(({ actor }: { actor: string }) => ['ana', 'rob'].includes(actor))).toBe(false);
  });
});

describe('histories', () => {
  it('and the log are for auditors and editors', async () => {
    const paths = ['', '/revisions', '/revisions/1', '/blame', '/diff?from=1'].map((path) => `/articles/${id}${path}`);
    const statuses = async (client: Client) => {
      const answers = await Promise.all([...paths, '/events'].map((path) => client.get(path)));
      return answers.map(({ status }) => status);
    };
    expect(await statuses(aud)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await statuses(ana)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(await statuses(rob)).toEqual([200, 403, 403, 403, 403, 403]);
    expect(await statuses(stet.reader)).toEqual([401, 401, 401, 401, 401, 401]);
  });
});

describe('Stet-Min-Position', () => {
  it('waits for the read models, and says when they are not there yet', async () => {
    const { headers } = await ana.patch(`/articles/${id}`, { tags: ['flood'], baseRevision: 8 });
    const position = headers.get('stet-position') ?? '';
    const there = await aud.get(`/stories`, { headers: { 'stet-min-position': position } });
    expect(there.status).toBe(200);
    const beyond = await aud.get('/stories', { headers: { 'stet-min-position': String(Number(position) + 1) } });
    expect([beyond.status, beyond.json.code]).toEqual([503, 'not-yet']);
    expect(beyond.headers.get('retry-after')).toMatch(/^\d+$/);
    expect(beyond.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect((await aud.get('/stories', { headers: { 'stet-min-position': 'x' } })).status).toBe(400);
  });

  it('is met by a write that comes while the answer is waited for', async () => {
    const { headers, json } = await ana.post('/articles', { headline: 'Waited for' });
    const position = String(Number(headers.get('stet-position')) + 1);
    const waiting = ana.get(`/articles/${json.id}`, { headers: { 'stet-min-position': position } });
    await ana.patch(`/articles/${json.id}`, { headline: 'Come', baseRevision: 1 });
    expect((await waiting).json).toMatchObject({ headline: 'Come', revision: 2 });
  });
});
