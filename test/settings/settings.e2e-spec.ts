// The newsroom's settings over HTTP, and what they do.
import { settingsStream } from '../../src/settings/settings';
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ida: Client;
let ana: Client;

beforeAll(async () => {
  stet = await startTestService();
  [ida, ana] = [await stet.as('Ida', 'admin'), await stet.as('Ana', 'editor')];
});
afterAll(() => stet.close());

const initial = {
  review: 'optional',
  fourEyes: false,
  severities: {},
  waivers: {},
  publicHistory: 'all',
  origins: [],
  timeZone: 'UTC',
  language: 'en',
  policies: {},
};
const settings = async () => (await ida.get('/settings')).json;
const events = async () => (await ana.get('/events?limit=200&type=settings-changed')).json.items;

describe('the settings', () => {
  it('start as the contract says, at revision 0', async () => {
    const { status, json, headers } = await ida.get('/settings');
    expect([status, headers.get('etag')]).toEqual([200, '"0"']);
    expect(json).toEqual({ ...initial, revision: 0 });
  });

  it('stay at revision 0 where the first change changes nothing, with a key and without', async () => {
    const plain = await ida.patch('/settings', { language: 'en' });
    const keyed = await ida.patch('/settings', { language: 'en' }, { 'idempotency-key': 'nothing' });
    const again = await ida.patch('/settings', { language: 'en' }, { 'idempotency-key': 'nothing' });
    for (const { status, json } of [plain, keyed, again]) {
      expect([status, json.revision, json.position]).toEqual([200, 0, 0]);
    }
    expect(await events()).toEqual([]);
  });

  it.each([
    ['review', 'required'],
    ['fourEyes', true],
    ['severities', { 'label-gap': 'error', 'citation-unused': 'off' }],
    ['waivers', { 'citation-unresolved': 'nobody', 'label-gap': 'editor' }],
    ['publicHistory', 'notes'],
    ['origins', ['https://desk.example', 'https://site.example:8443']],
    ['timeZone', 'Europe/Copenhagen'],
    ['language', 'da'],
    ['policies', { corrections: 'https://paper.example/corrections' }],
  ])('keep %s as it was sent, and put it back by null', async (member, value) => {
    const before = await settings();
    const changed = await ida.patch('/settings', { [member]: value });
    expect([changed.status, changed.headers.get('etag')]).toEqual([200, `"${before.revision + 1}"`]);
    expect(changed.headers.get('stet-position')).toBe(String(changed.json.position));
    const { position, ...rest } = changed.json;
    expect(position).toBeGreaterThan(0);
    expect(rest).toEqual({ ...before, [member]: value, revision: before.revision + 1 });
    expect(await settings()).toEqual(rest);
    await ida.patch('/settings', { [member]: null });
    expect(await settings()).toEqual({ ...before, revision: before.revision + 2 });
  });

  it('can be sent back as they were read, which changes nothing', async () => {
    const before = await settings();
    const { status, json } = await ida.patch('/settings', before);
    expect([status, json.revision]).toEqual([200, before.revision]);
  });

  it.each([
    [{ review: 'sometimes' }, 'review'],
    [{ fourEyes: 'yes' }, 'fourEyes'],
    [{ severities: [] }, 'severities'],
    [{ severities: { 'label-gap': 'fatal' } }, 'severities.label-gap'],
    [{ severities: { 'no-such-finding': 'off' } }, 'severities.no-such-finding'],
    [{ waivers: 'editor' }, 'waivers'],
    [{ waivers: { 'label-gap': 'reporter' } }, 'waivers.label-gap'],
    [{ publicHistory: 'some' }, 'publicHistory'],
    [{ origins: 'https://desk.example' }, 'origins'],
    [{ origins: ['https://desk.example/'] }, 'origins[0]'],
    [{ timeZone: 'Mars/Olympus' }, 'timeZone'],
    [{ timeZone: '+01:00' }, 'timeZone'],
    [{ language: 'e n' }, 'language'],
    [{ policies: [] }, 'policies'],
    [{ policies: { ethics: 'http://paper.example/' } }, 'policies.ethics'],
    [{ note: 7 }, 'note'],
    [{ colour: 'red' }, 'colour'],
  ])('are not changed to %j', async (change, path) => {
    const before = await settings();
    const { status, json } = await ida.patch('/settings', change);
    expect([status, json.code, json.errors[0].path]).toEqual([400, 'validation-failed', path]);
    expect(await settings()).toEqual(before);
  });

  it('know every finding of the checks', async () => {
    const { json } = await ida.patch('/settings', { severities: { 'uncited-figure': 'off', 'body-empty': 'warning' } });
    expect(json.severities).toEqual({ 'uncited-figure': 'off', 'body-empty': 'warning' });
    await ida.patch('/settings', { severities: null });
  });
});

describe('a change of settings', () => {
  it('is one event of the log, which tells who, why and what changed, and is about no article', async () => {
    const { json } = await ida.patch('/settings', { language: 'nl', fourEyes: false, note: 'Moved to Utrecht' });
    const event = (await events()).at(-1);
    expect(event).toMatchObject({ type: 'settings-changed', position: json.position, revision: json.revision });
    expect(event.data).toEqual({
      by: { sub: 'ida', name: 'Ida', role: 'admin' },
      note: 'Moved to Utrecht',
      language: 'nl',
    });
    expect(event).not.toHaveProperty('subject');
    await ida.patch('/settings', { language: null });
  });

  it('rests on the revision that If-Match names, also weakly', async () => {
    const { revision } = await settings();
    const late = await ida.patch('/settings', { language: 'nl' }, { 'if-match': `"${revision - 1}"` });
    expect([late.status, late.json.code, late.json.revision]).toEqual([412, 'revision-mismatch', revision]);
    const right = await ida.patch('/settings', { language: 'nl' }, { 'if-match': `W/"${revision}"` });
    expect([right.status, right.json.revision]).toEqual([200, revision + 1]);
    const odd = await ida.patch('/settings', { language: 'nl' }, { 'if-match': '*' });
    expect([odd.status, odd.json.errors[0].path]).toEqual([400, 'If-Match']);
    await ida.patch('/settings', { language: null });
  });

  it('with an Idempotency-Key is made once and answered the same, 20 times at once and later', async () => {
    const { revision } = await settings();
    const send = () =>
      ida.patch('/settings', { timeZone: 'Asia/Tokyo' }, { 'idempotency-key': 'tokyo', 'if-match': `"${revision}"` });
    const answers = await Promise.all(Array.from({ length: 20 }, send));
    await ida.patch('/settings', { timeZone: null });
    const told = [...answers, await send()].map(({ status, text }) => `${status} ${text}`);
    expect(new Set(told).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 200, json: { revision: revision + 1, timeZone: 'Asia/Tokyo' } });
    expect((await settings()).revision).toBe(revision + 2);
    const other = await ida.patch('/settings', { timeZone: 'Asia/Seoul' }, { 'idempotency-key': 'tokyo' });
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('that changes nothing appends nothing, and its repeat is answered the same also later', async () => {
    const { language, revision } = await settings();
    await ana.post('/articles', { headline: 'Between' });
    const key = { 'idempotency-key': 'as it is' };
    const first = await ida.patch('/settings', { language }, key);
    await ida.patch('/settings', { fourEyes: true });
    const again = await ida.patch('/settings', { language }, key);
    expect([first.status, first.json.revision]).toEqual([200, revision]);
    expect([again.status, again.text]).toEqual([200, first.text]);
    await ida.patch('/settings', { fourEyes: null });
  });

  it('loses nothing of another admin who changes something else at the same time', async () => {
    const { revision } = await settings();
    const changes = [
      { review: 'required' },
      { fourEyes: true },
      { language: 'fi' },
      { timeZone: 'Europe/Helsinki' },
      { publicHistory: 'none' },
    ];
    const answers = await Promise.all(changes.map((change) => ida.patch('/settings', change)));
    expect(answers.map(({ status }) => status)).toEqual(changes.map(() => 200));
    expect(await settings()).toMatchObject({ ...Object.assign({}, ...changes), revision: revision + 5 });
    const reset = Object.fromEntries(Object.keys(initial).map((name) => [name, null]));
    await ida.patch('/settings', reset);
    expect(await settings()).toEqual({ ...initial, revision: revision + 6 });
  });

  it('is nobody’s but an admin’s, and neither is reading them', async () => {
    for (const role of ['reporter', 'editor', 'standards', 'auditor', 'importer'] as const) {
      const client = await stet.as(role, role);
      expect((await client.get('/settings')).status).toBe(403);
      expect((await client.patch('/settings', { language: 'nl' })).status).toBe(403);
    }
  });
});

describe('what the settings do', () => {
  it('is to give a draft that names none its language', async () => {
    await ida.patch('/settings', { language: 'sv' });
    const { json } = await ana.post('/articles', { headline: 'Vatten' });
    const named = await ana.post('/articles', { headline: 'Water', language: 'nl' });
    await ida.patch('/settings', { language: null });
    expect((await ana.get(`/articles/${json.id}`)).json.language).toBe('sv');
    expect((await ana.get(`/articles/${named.json.id}`)).json.language).toBe('nl');
  });

  it('is to change the severity of findings, or to leave them out, in checks and in answers', async () => {
    const article = { headline: 'Water', body: '' };
    const { json: before } = await ana.post('/articles', article);
    expect(before.findings).toMatchObject([{ code: 'body-empty', severity: 'error' }]);
    const found = async () => (await ana.get(`/articles/${before.id}/checks`)).json;
    await ida.patch('/settings', { severities: { 'body-empty': 'advice' } });
    expect((await ana.post('/articles', article)).json.findings).toMatchObject([{ severity: 'advice' }]);
    expect(await found()).toMatchObject({ publishable: true, findings: [{ code: 'body-empty', severity: 'advice' }] });
    await ida.patch('/settings', { severities: { 'body-empty': 'off' } });
    expect((await ana.post('/articles', article)).json.findings).toEqual([]);
    expect(await found()).toEqual({ publishable: true, findings: [] });
    await ida.patch('/settings', { severities: null });
    expect(await found()).toMatchObject({ publishable: false });
  });

  it('is to let pages of the origins use the newsroom, at once', async () => {
    const origin = 'https://desk.example';
    const ask = (from: string) => stet.reader.get('/stories', { headers: { origin: from } });
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull();
    await ida.patch('/settings', { origins: [origin] });
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBe(origin);
    expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
    await ida.patch('/settings', { origins: ['*'] });
    expect((await ask('https://anybody.example')).headers.get('access-control-allow-origin')).toBe('*');
    await ida.patch('/settings', { origins: null });
    expect((await ask(origin)).headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is to tell caches that an answer depends on the origin, also where none asks', async () => {
    await ida.patch('/settings', { origins: ['https://desk.example'] });
    expect((await stet.reader.get('/stories')).headers.get('vary')).toMatch(/\bOrigin$/);
    await ida.patch('/settings', { origins: null });
    expect((await stet.reader.get('/stories')).headers.get('vary') ?? '').not.toMatch(/Origin/);
  });
});

describe('the stream of the settings', () => {
  it('is no article: neither is it read as one, nor has it revisions, blame or diff', async () => {
    await ida.patch('/settings', { language: 'nl' });
    await ida.patch('/settings', { language: null });
    const id = settingsStream('main');
    const addresses = ['', '/revisions', '/revisions/1', '/blame', '/diff', '/checks'];
    for (const address of addresses) {
      const { status, json } = await ana.get(`/articles/${id}${address}`);
      expect([address, status, json.code]).toEqual([address, 404, 'not-found']);
    }
    const edited = await ana.patch(`/articles/${id}`, { headline: 'X', baseRevision: 1 });
    expect([edited.status, edited.json.code]).toEqual([404, 'not-found']);
  });

  it('does not stop the history of articles behind it', async () => {
    const { json } = await ana.post('/articles', { headline: 'Behind' });
    const { status, json: page } = await ana.get(`/articles/${json.id}/revisions`);
    expect([status, page.items.length]).toEqual([200, 1]);
    expect((await stet.reader.get('//health/ready')).status).toBe(200);
  });
});
