// Two servers on one database and one data folder, as behind a load balancer.
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let one: TestService;
let two: TestService;
let ana: Client;
let rob: Client;

beforeAll(async () => {
  one = await startTestService();
  two = await one.beside();
  [ana, rob] = [await one.as('Ana', 'editor'), await two.as('Rob', 'editor')];
});
afterAll(async () => {
  await two.end();
  await one.close();
});

const draft = async (headline: string): Promise<string> =>
  (await ana.post('/articles', { headline, body: `${headline}.\n` })).json.id;
const from = (answer: Answer) => ({ headers: { 'stet-min-position': answer.headers.get('stet-position') ?? '' } });
const alternately = (length: number, send: (client: Client, nth: number) => Promise<Answer>) =>
  Promise.all(Array.from({ length }, (_, nth) => send(nth % 2 === 0 ? ana : rob, nth)));

describe('what was written on one server', () => {
  it('is read on the other at once: article, revisions, blame and log', async () => {
    const id = await draft('Water');
    for (let revision = 1; revision <= 20; revision += 2) {
      await ana.patch(`/articles/${id}`, { body: `Ana ${revision}.\n`, baseRevision: revision });
      expect((await rob.get(`/articles/${id}`)).json).toMatchObject({
        revision: revision + 1,
        body: `Ana ${revision}.\n`,
      });
      const edited = await rob.patch(`/articles/${id}`, { headline: `Rob ${revision}`, baseRevision: revision + 1 });
      expect(edited.status).toBe(200);
      expect((await ana.get(`/articles/${id}`)).json).toMatchObject({ headline: `Rob ${revision}` });
      const newest = await ana.get(`/articles/${id}/revisions?order=desc&limit=1`);
      expect(newest.json.items[0]).toMatchObject({ revision: revision + 2, actor: { id: 'rob' } });
      expect((await rob.get(`/articles/${id}/blame`)).json.items).toMatchObject([{ revision: revision + 1 }]);
      const { json } = await ana.get(`/events?after=${edited.json.position - 1}`);
      expect(json.items[0]).toMatchObject({ subject: id, revision: revision + 2 });
    }
  });

  it('is what the other tells who comes too late', async () => {
    const id = await draft('Late');
    await rob.get(`/articles/${id}`);
    await ana.patch(`/articles/${id}`, { headline: 'Earlier' }, { 'if-match': '"1"' });
    const late = await rob.patch(`/articles/${id}`, { headline: 'Later' }, { 'if-match': '"1"' });
    expect([late.status, late.json.code, late.json.revision]).toEqual([412, 'revision-mismatch', 2]);
  });

  it('is the story that the other shows, from the position on that was answered', async () => {
    const id = await draft('Published here');
    expect((await two.reader.get('/stories/published-here')).status).toBe(404);
    const published = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    const story = await two.reader.get('/stories/published-here', from(published));
    expect(story.json).toMatchObject({ id, version: 1 });
    const list = await two.reader.get('/stories', from(published));
    expect(list.json.items[0]).toMatchObject({ id });
    const here = await one.reader.get('/stories/published-here', from(published));
    expect([here.text, here.headers.get('etag')]).toEqual([story.text, story.headers.get('etag')]);
  });
});

describe('two servers asked at once', () => {
  it('carry out a request with an Idempotency-Key once', async () => {
    const id = await draft('Once');
    const headers = { 'idempotency-key': 'both' };
    const answers = await alternately(20, (client) =>
      // The key is a person's own: Ana, on either server.
      client === ana
        ? ana.patch(`/articles/${id}`, { headline: 'Twice', baseRevision: 1 }, headers)
        : anaThere().then((there) => there.patch(`/articles/${id}`, { headline: 'Twice', baseRevision: 1 }, headers)),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect((await rob.get(`/articles/${id}`)).json.revision).toBe(2);
  });

  it('draft one article for one Idempotency-Key', async () => {
    const headers = { 'idempotency-key': 'one article' };
    const there = await anaThere();
    const answers = await alternately(20, (client) =>
      (client === ana ? ana : there).post('/articles', { headline: 'Only' }, headers),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.status).toBe(201);
  });

  it('let one of 20 writers on one revision win', async () => {
    const id = await draft('Contended');
    const answers = await alternately(20, (client, nth) =>
      client.patch(`/articles/${id}`, { headline: `H${nth}` }, { 'if-match': '"1"' }),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
    const winner = answers.findIndex(({ status }) => status === 200);
    for (const client of [ana, rob]) {
      expect((await client.get(`/articles/${id}`)).json).toMatchObject({ revision: 2, headline: `H${winner}` });
    }
  });

  it('give one address to one story', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => draft('Same address')));
    const answers = await alternately(10, (client, nth) =>
      client.post(`/articles/${ids[nth]}/publish`, { baseRevision: 1 }),
    );
    expect(answers.map(({ status }) => status)).toEqual(ids.map(() => 200));
    const articles = await Promise.all(ids.map((id) => rob.get(`/articles/${id}`)));
    const slugs = articles.map(({ json }) => json.slug);
    expect(new Set(slugs).size).toBe(ids.length);
    const last = answers.reduce((a, b) => (a.json.position > b.json.position ? a : b));
    for (const [nth, slug] of slugs.entries()) {
      const reader = nth % 2 === 0 ? two.reader : one.reader;
      expect((await reader.get(`/stories/${slug}`, from(last))).json).toMatchObject({ id: ids[nth], slug });
    }
  });
});

const anaThere = () => two.as('Ana', 'editor');
