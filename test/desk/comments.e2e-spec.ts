// Comments on an article over HTTP.
import { uuidv7 } from 'uuidv7';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let rob: Client;
let rik: Client;
let aud: Client;
beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  rob = await stet.as('Rob', 'reporter');
  rik = await stet.as('Rik', 'reporter');
  aud = await stet.as('Aud', 'auditor');
});
afterAll(() => stet.close());

const lead = 'The crane fell at noon.';
const hurt = 'Nobody was hurt, the port said.';
const body = `${lead}\n\n${hurt}\n\nThe crane is gone.\n`;
const time = expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);

async function drafted(members: object = {}): Promise<string> {
  const { json } = await rob.post('/articles', {
    headline: 'Crane falls',
    standfirst: 'In the port',
    body,
    ...members,
  });
  return `/articles/${json.id}`;
}
const anchors = ({ json }: Answer) => json.items.map(({ anchor }: { anchor: object }) => anchor);
const write = (at: string, text: string, base: number) => ana.write('PUT', `${at}/body?baseRevision=${base}`, text);

describe('A comment', () => {
  it('is added with number, address and place, and makes no revision of the article', async () => {
    const at = await drafted();
    const { status, json, headers } = await ana.post(`${at}/comments`, { text: 'Says who?', quote: 'was hurt' });
    expect(status).toBe(201);
    const added = {
      n: 1,
      text: 'Says who?',
      author: { id: 'ana', name: 'Ana' },
      at: time,
      status: 'open',
      anchor: {
        state: 'anchored',
        member: 'body',
        quote: 'was hurt',
        words: 'was hurt',
        line: 3,
        column: 8,
        revision: 1,
      },
    };
    expect(json).toEqual(added);
    expect(headers.get('location')).toBe(`/v1/main${at}/comments/1`);
    expect(Number(headers.get('stet-position'))).toBeGreaterThan(0);
    expect((await rob.get(`${at}/comments`)).json).toEqual({ items: [added], next: null });
    expect((await aud.get(`${at}/comments/1`)).json).toEqual(added);
    expect((await rob.get(at)).json.revision).toBe(1);
    expect((await aud.get(`${at}/revisions`)).json.items).toHaveLength(1);
    const { items } = (await aud.get('/events?limit=200')).json;
    expect(items.at(-1)).toMatchObject({ type: 'comment-added', subject: at.slice('/articles/'.length) });
  });

  it('is on the article, a line, the headline or the standfirst', async () => {
    const at = await drafted();
    for (const pointed of [{}, { line: 3 }, { quote: 'Crane falls' }, { quote: 'the port' }, { quote: 'In the port' }])
      expect((await ana.post(`${at}/comments`, { text: 'Hm', ...pointed })).status).toBe(201);
    const none = { member: null, quote: null, words: null, line: null, column: null, revision: null };
    expect(anchors(await ana.get(`${at}/comments`))).toEqual([
      { state: 'article', ...none },
      expect.objectContaining({ member: 'body', words: hurt, line: 3, column: 1 }),
      expect.objectContaining({ member: 'headline', words: 'Crane falls', line: 1, column: 1 }),
      expect.objectContaining({ member: 'body', words: 'the port', line: 3, column: 18 }),
      expect.objectContaining({ member: 'standfirst', words: 'In the port', line: 1, column: 1 }),
    ]);
    await ana.patch(at, { headline: 'Old crane falls', baseRevision: 1 });
    await ana.patch(at, { standfirst: null, baseRevision: 2 });
    const [, , headline, , standfirst] = anchors(await ana.get(`${at}/comments`));
    expect(headline).toMatchObject({ state: 'anchored', words: 'crane falls', column: 5 });
    expect(standfirst).toMatchObject({ state: 'detached', words: null, quote: 'In the port', revision: 3 });
  });

  it('is on the occurrence nearest to the line, over line ends too', async () => {
    const at = await drafted();
    const quote = async (said: object) => (await ana.post(`${at}/comments`, { text: 'Hm', ...said })).json.anchor;
    expect(await quote({ quote: 'crane' })).toMatchObject({ line: 1, column: 5 });
    expect(await quote({ quote: 'crane', line: 5 })).toMatchObject({ line: 5, column: 5 });
    expect(await quote({ quote: 'crane', line: 4 })).toMatchObject({ line: 5 });
    expect(await quote({ quote: 'at noon. Nobody' })).toMatchObject({ words: 'at noon.\n\nNobody', line: 1 });
  });

  it.each([
    [{ text: 'Hm', quote: 'no such words' }, 'quote'],
    [{ text: 'Hm', quote: 'Crane falls', line: 1 }, 'quote'],
    [{ text: 'Hm', quote: '  ' }, 'quote'],
    [{ text: 'Hm', line: 2 }, 'line'],
    [{ text: 'Hm', line: 99 }, 'line'],
    [{ text: 'Hm', baseRevision: 2 }, 'baseRevision'],
    [{ text: ' ' }, 'text'],
    [{ quote: 'crane' }, 'text'],
    [{ text: 'Hm', colour: 'red' }, 'colour'],
  ])('is refused: %j', async (said, path) => {
    const { status, json } = await ana.post(`${await drafted()}/comments`, said);
    expect([status, json.code, json.errors[0].path]).toEqual([400, 'validation-failed', path]);
  });

  it('is on the words of the revision that its author saw, and follows them from there', async () => {
    const at = await drafted();
    await write(at, body.replace('was hurt', 'was badly hurt'), 1);
    await write(at, `New lead.\n\n${body}`.replace('was hurt', 'was badly hurt'), 2);
    const { status, json } = await rob.post(`${at}/comments`, { text: 'Sure?', quote: 'was hurt', baseRevision: 1 });
    expect([status, json.anchor.words, json.anchor.revision]).toEqual([201, 'was hurt', 1]);
    expect(anchors(await rob.get(`${at}/comments`))).toEqual([
      expect.objectContaining({ quote: 'was hurt', words: 'was badly hurt', line: 5, column: 8, revision: 3 }),
    ]);
  });

  it('follows its words through edits and merges, is detached when they go, and attached when they are restored', async () => {
    const at = await drafted();
    await rob.post(`${at}/comments`, { text: 'Sure?', quote: 'was hurt' });
    const now = async () => anchors(await rob.get(`${at}/comments`))[0];
    await write(at, `Ships wait.\n\n${body}`, 1);
    expect(await now()).toMatchObject({ words: 'was hurt', line: 5, revision: 2 });
    const merged = await rob.patch(at, { body: body.replace('crane is', 'old crane is'), baseRevision: 1 });
    expect(merged.json.merged).toBe(true);
    expect(await now()).toMatchObject({ words: 'was hurt', line: 5, revision: 3 });
    await write(at, 'Ships wait.\n\nAll is well again there.\n', 3);
    expect(await now()).toEqual({
      state: 'detached',
      member: 'body',
      quote: 'was hurt',
      words: null,
      line: 5,
      column: 8,
      revision: 4,
    });
    const restored = await ana.post(`${at}/restore`, { revision: 3, reason: 'By mistake', baseRevision: 4 });
    expect(restored.status).toBe(200);
    expect(await now()).toMatchObject({ state: 'anchored', words: 'was hurt', line: 5, column: 8, revision: 5 });
  });

  it('gets a number of its own, however many come at once', async () => {
    const at = await drafted();
    const said = await Promise.all([...Array(8)].map((_, nth) => ana.post(`${at}/comments`, { text: `No ${nth}` })));
    expect(said.map(({ json }) => json.n).sort()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    const page = await ana.get(`${at}/comments?limit=3`);
    expect(page.json.items.map(({ n }: { n: number }) => n)).toEqual([1, 2, 3]);
    const rest = await ana.get(`${at}/comments?cursor=${page.json.next}`);
    expect([rest.json.items.map(({ n }: { n: number }) => n), rest.json.next]).toEqual([[4, 5, 6, 7, 8], null]);
    expect((await ana.get(`${at}/comments?cursor=x`)).status).toBe(400);
  });

  it('is added once where the request is sent again, also when its words are gone', async () => {
    const at = await drafted();
    const key = { 'idempotency-key': uuidv7() };
    const said = { text: 'Sure?', quote: 'was hurt' };
    const first = await rob.post(`${at}/comments`, said, key);
    await write(at, 'All new.\n', 1);
    const again = await rob.post(`${at}/comments`, said, key);
    expect([again.status, again.json]).toEqual([201, first.json]);
    expect(again.headers.get('stet-position')).toBe(first.headers.get('stet-position'));
    expect((await rob.post(`${at}/comments`, { text: 'Other' }, key)).json.code).toBe('idempotency-key-reused');
    expect((await rob.get(`${at}/comments`)).json.items).toHaveLength(1);
  });
});

describe('Resolving', () => {
  it('tells who and when, leaves the comment where it is, and changes nothing the second time', async () => {
    const at = await drafted();
    await rob.post(`${at}/comments`, { text: 'Sure?', quote: 'was hurt' });
    await rob.post(`${at}/comments`, { text: 'And here?' });
    const { status, json } = await ana.post(`${at}/comments/1/resolve`);
    expect(status).toBe(200);
    expect(json).toMatchObject({
      n: 1,
      status: 'resolved',
      resolvedBy: { id: 'ana', name: 'Ana' },
      resolvedAt: time,
      anchor: { words: 'was hurt' },
    });
    const again = await rob.post(`${at}/comments/1/resolve`, {}, { 'idempotency-key': uuidv7() });
    expect([again.status, again.json]).toEqual([200, json]);
    const numbers = async (query: string) =>
      (await rob.get(`${at}/comments?${query}`)).json.items.map(({ n }: { n: number }) => n);
    expect([await numbers('status=open'), await numbers('status=resolved'), await numbers('')]).toEqual([
      [2],
      [1],
      [1, 2],
    ]);
    expect((await rob.get(`${at}/comments/1`)).json).toEqual(json);
  });

  it('is for its author and editors', async () => {
    const at = await drafted();
    await rob.post(`${at}/comments`, { text: 'Sure?' });
    expect((await rik.post(`${at}/comments/1/resolve`)).json.code).toBe('forbidden');
    expect((await rob.post(`${at}/comments/1/resolve`)).status).toBe(200);
    expect((await rob.post(`${at}/comments/2/resolve`)).json.code).toBe('not-found');
    expect((await rob.post(`${at}/comments/1/resolve`, { why: 'x' })).json.code).toBe('validation-failed');
    expect((await rob.send('POST', `${at}/comments/1/resolve`, {})).status).toBe(200);
  });
});

describe('Comments', () => {
  it('are not there on an article that is not there for their reader', async () => {
    const at = await drafted();
    await ana.post(`${at}/assign`, { actors: ['rob'], access: 'assigned', baseRevision: 1 });
    expect((await rik.post(`${at}/comments`, { text: 'Hm' })).status).toBe(404);
    expect((await rik.get(`${at}/comments`)).status).toBe(404);
    expect((await rob.post(`${at}/comments`, { text: 'Hm' })).status).toBe(201);
    expect((await rik.post(`${at}/comments/1/resolve`)).status).toBe(404);
    expect((await aud.get(`${at}/comments`)).json.items).toHaveLength(1);
    expect((await ana.get(`/articles/${uuidv7()}/comments`)).status).toBe(404);
  });

  it('are not taken for an article', async () => {
    const at = await drafted();
    await rob.post(`${at}/comments`, { text: 'Hm' });
    expect((await rob.get(`${at}/comments`)).json.items).toHaveLength(1);
    expect((await stet.reader.get('//health/ready')).status).toBe(200);
  });
});
