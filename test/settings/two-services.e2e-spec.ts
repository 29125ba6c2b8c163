// The settings on two servers of one database: what counts at once, and what follows on word of it.
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let one: TestService;
let two: TestService;
let ida: Client;
let sven: Client;
let ana: Client;

beforeAll(async () => {
  one = await startTestService();
  two = await one.beside();
  [ida, sven] = [await one.as('Ida', 'admin'), await two.as('Sven', 'admin')];
  ana = await two.as('Ana', 'editor');
});
afterAll(async () => {
  await two.end();
  await one.close();
});

const reset = () => ida.patch('/settings', { origins: null, language: null, timeZone: null, review: null });

/** Asks until the answer is as hoped; the test's own time limit ends it otherwise. */
async function until(ask: () => Promise<Answer>, hoped: (answer: Answer) => boolean): Promise<void> {
  while (!hoped(await ask()));
}

describe('settings changed on one server', () => {
  it('are read on the other at once, and changed there on top', async () => {
    await reset();
    for (let nth = 0; nth < 10; nth++) {
      const here = await ida.patch('/settings', { language: `en-x-a${nth}` });
      expect((await sven.get('/settings')).json).toMatchObject({ language: `en-x-a${nth}` });
      const there = await sven.patch('/settings', { timeZone: `Etc/GMT-${nth}` });
      expect(there.json).toMatchObject({ language: `en-x-a${nth}`, revision: here.json.revision + 1 });
      expect((await ida.get('/settings')).json).toMatchObject({ timeZone: `Etc/GMT-${nth}` });
    }
  });

  it('give drafts on the other their language at once', async () => {
    for (const language of ['sv', 'fi', 'nb', 'da']) {
      await ida.patch('/settings', { language });
      const { json } = await ana.post('/articles', { headline: 'Water' });
      expect((await ana.get(`/articles/${json.id}`)).json.language).toBe(language);
    }
  });

  it('let pages of the origins in on the other as soon as it hears', async () => {
    await reset();
    const origin = 'https://desk.example';
    const ask = () => two.reader.get('/stories', { headers: { origin } });
    expect((await ask()).headers.get('access-control-allow-origin')).toBeNull();
    await ida.patch('/settings', { origins: [origin] });
    await until(ask, ({ headers }) => headers.get('access-control-allow-origin') === origin);
    await ida.patch('/settings', { origins: null });
    await until(ask, ({ headers }) => headers.get('access-control-allow-origin') === null);
  });

  it('are known to a server that is started later, before anybody asks', async () => {
    await ida.patch('/settings', { origins: ['https://early.example'] });
    const three = await one.beside();
    const { headers } = await three.reader.get('/stories', { headers: { origin: 'https://early.example' } });
    await three.end();
    expect(headers.get('access-control-allow-origin')).toBe('https://early.example');
  });
});

describe('two admins on two servers', () => {
  it('lose nothing of each other’s, though they change settings at the same moment', async () => {
    await reset();
    const { revision } = (await ida.get('/settings')).json;
    const codes = ['label-gap', 'body-empty', 'citation-unused', 'uncited-figure', 'uncited-quote', 'media-unknown'];
    const members = [
      { fourEyes: true },
      { review: 'required' },
      { timeZone: 'Asia/Tokyo' },
      { language: 'ja' },
      { publicHistory: 'none' },
      { severities: Object.fromEntries(codes.map((code) => [code, 'off'])) },
    ];
    const answers = await Promise.all(
      members.map((change, nth) => (nth % 2 === 0 ? ida : sven).patch('/settings', change)),
    );
    expect(answers.map(({ status }) => status)).toEqual(members.map(() => 200));
    expect(new Set(answers.map(({ json }) => json.revision)).size).toBe(members.length);
    for (const client of [ida, sven]) {
      expect((await client.get('/settings')).json).toMatchObject({
        ...Object.assign({}, ...members),
        revision: revision + members.length,
      });
    }
  });

  it('of whom 20 rest on one revision: one wins', async () => {
    const { revision } = (await ida.get('/settings')).json;
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        (nth % 2 === 0 ? ida : sven).patch(
          '/settings',
          { policies: { ethics: `https://paper.example/${nth}` } },
          { 'if-match': `"${revision}"` },
        ),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 19 }, () => 412)]);
  });

  it('carry out one request with an Idempotency-Key once, whichever server gets it', async () => {
    const { revision } = (await ida.get('/settings')).json;
    const idaThere = await two.as('Ida', 'admin');
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, nth) =>
        (nth % 2 === 0 ? ida : idaThere).patch(
          '/settings',
          { timeZone: 'Asia/Seoul' },
          { 'idempotency-key': 'seoul', 'if-match': `"${revision}"` },
        ),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, json: { revision: revision + 1 } });
    expect((await sven.get('/settings')).json.revision).toBe(revision + 1);
  });
});
