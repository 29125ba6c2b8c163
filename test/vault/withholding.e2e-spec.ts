// What is withheld is read nowhere by those from whom it is withheld: every GET route that there is, on the whole service.
import { startTestService, type Client, type TestService } from '../setup/service';
import { ask, showing, surfacesOf, type Subject, type Surface } from './surfaces';

const quote = 'Anna Zwartkruis paid the inspector 12,500 euros';
/** A word that nothing but the quote has. */
const telling = 'Zwartkruis';
const body = `The bridge is shut.

So we know: **Anna Zwartkruis** [@a] _paid_ the
inspector 12,500 euros.

Nobody was hurt.
`;

let stet: TestService;
let [vera, ed, iris]: Client[] = [];
let subject: Subject;
let surfaces: readonly Surface[];
let position = '';

beforeAll(async () => {
  stet = await startTestService();
  [vera, ed, iris] = await Promise.all([
    stet.as('Vera', 'standards'),
    stet.as('Ed', 'editor'),
    stet.as('Iris', 'auditor'),
  ]);
  const source = { type: 'book', title: 'The ledger', 'container-title': `What ${quote}`, note: quote };
  const citation = { key: 'a', source, quote: `He said that ${quote}` };
  const draft = { headline: 'The bridge', standfirst: `${quote}.`, body, slug: 'the-bridge', citations: [citation] };
  const { id } = (await vera?.post('/articles', { ...draft, language: 'en', note: `On ${quote}` }))?.json ?? {};
  const edited = body.replace('So we know', 'We know');
  const order = async (path: string, sent: object) => {
    const answer = await vera?.post(`/articles/${id}/${path}`, sent);
    if (!answer || answer.status > 201) throw new Error(answer?.text);
    position = answer.headers.get('stet-position') ?? position;
    return answer.json;
  };
  await order('publish', { baseRevision: 1, waive: [] });
  await vera?.patch(`/articles/${id}`, { body: edited, baseRevision: 2, note: 'Shorter' });
  await order('comments', { text: `Is it sure that ${quote}?`, quote: telling });
  const change = { kind: 'correction', note: `We said that ${quote}.`, passage: quote };
  await order('publish', { baseRevision: 3, change });
  const { sourceId } = (await vera?.get(`/articles/${id}`))?.json.citations[0] ?? {};
  subject = { id, slug: 'the-bridge', sourceId, words: telling };
  surfaces = surfacesOf(stet, subject);
  await caughtUp();
});
afterAll(() => stet.close());

const caughtUp = () => ed?.get('/articles', { headers: { 'stet-min-position': position } });
const read = (client: Client | undefined) => showing(client ?? stet.reader, surfaces, telling);

async function order(verb: 'withhold' | 'release', sent: object): Promise<void> {
  const answer = await vera?.post(`/articles/${subject.id}/${verb}`, { reason: 'A witness', ...sent });
  expect([answer?.status, answer?.text]).toEqual([200, expect.any(String)]);
  position = answer?.headers.get('stet-position') ?? '';
  await caughtUp();
}

describe('Words that are withheld', () => {
  it('are read by nobody from whom they are withheld, by everybody else as before, and by all once released', async () => {
    const [public0, staff0] = [await read(undefined), await read(ed)];
    expect(public0.length).toBeGreaterThan(4);
    expect(staff0.length).toBeGreaterThan(20);

    await order('withhold', { quote, from: 'public' });
    expect(await read(undefined)).toEqual([]);
    expect((await read(ed)).filter((path) => !/stories|corrections|feed/.test(path))).toEqual(
      staff0.filter((path) => !/stories|corrections|feed/.test(path)),
    );

    await order('withhold', { quote: quote.toUpperCase(), from: 'staff' });
    expect(await read(undefined)).toEqual([]);
    expect(await read(ed)).toEqual([]);
    const told = (path: string) => !/q=|stories|corrections|feed/.test(path); // public pages are the same for everybody
    expect((await read(iris)).filter(told)).toEqual(staff0.filter(told));

    await order('release', { quote, from: 'staff' });
    await order('release', { quote });
    expect(await read(undefined)).toEqual(public0);
    expect(await read(ed)).toEqual(staff0);
  }, 120_000);

  it('leave a mark in their place and all else as it was, and the answer has another entity tag', async () => {
    const story: Surface = { path: '/stories/the-bridge' };
    const before = await ask(stet.reader, story);
    await order('withhold', { quote, from: 'public' });
    const known = { 'if-none-match': before.headers.get('etag') ?? '', 'if-modified-since': new Date().toUTCString() };
    const after = await stet.reader.get(story.path, { headers: known });
    expect([after.status, after.json.body]).toEqual([
      200,
      'The bridge is shut.\n\nWe know: **[withheld].\n\nNobody was hurt.\n',
    ]);
    expect(after.json.html).toContain('<p>We know: <strong>[withheld]</strong>');
    expect(after.headers.get('etag')).not.toBe(before.headers.get('etag'));
    const again = { 'if-none-match': after.headers.get('etag') ?? '' };
    expect((await stet.reader.get(story.path, { headers: again })).status).toBe(304);
    await order('release', {});
    const released = await stet.reader.get(story.path, { headers: again });
    expect([released.status, released.text]).toEqual([200, before.text]);
  });

  it('are in no shared cache, from where others would be answered', async () => {
    await order('withhold', { quote, from: 'public' });
    const [known, reader] = [await iris?.get('/stories/the-bridge'), await stet.reader.get('/stories/the-bridge')];
    expect([known?.text.includes(telling), reader.text.includes(telling)]).toEqual([true, false]);
    expect(known?.headers.get('cache-control')).toBe('private, no-cache');
    expect(reader.headers.get('cache-control')).toMatch(/^public/);
    for (const answer of [known, reader]) expect(answer?.headers.get('vary')).toContain('Authorization');
    await order('release', {});
  });

  it('leave answers that are no text as they are, and conditional', async () => {
    await order('withhold', { quote, from: 'public' });
    const { headers } = await stet.reader.get('/stories/the-bridge/timemap');
    const condition = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await stet.reader.get('/stories/the-bridge/timemap', { headers: condition });
    expect([again.status, again.text]).toEqual([304, '']);
    await order('release', {});
  });

  it('leave the working copy to be edited by its revision, and their sources to be found by those alone who may know them', async () => {
    await order('withhold', { quote, from: 'staff' });
    const found = async (client: Client | undefined, query: string) =>
      (await client?.get(`/sources${query}`))?.json.items.length as number;
    expect([await found(ed, `?q=${telling}`), await found(iris, `?q=${telling}`)]).toEqual([0, 1]);
    expect(await found(ed, '')).toBe(await found(iris, ''));
    const { headers, json } = (await ed?.get(`/articles/${subject.id}`)) ?? {};
    expect(headers?.get('etag')).toMatch(new RegExp(`^"${json.revision}-r[0-9a-f]{8}"$`));
    const match = { 'if-match': headers?.get('etag') ?? '' };
    expect((await ed?.patch(`/articles/${subject.id}`, { tags: ['bridges'] }, match))?.status).toBe(200);
    const marked = { body: json.body.replace('Nobody', 'No one') };
    const refused = await ed?.patch(`/articles/${subject.id}`, { ...marked, baseRevision: json.revision });
    expect([refused?.status, refused?.json.code]).toEqual([403, 'forbidden']);
    await order('release', { quote });
  });
});

describe('Versions that are withheld', () => {
  it('are not there for readers, for legal reasons with 451, and come back', async () => {
    await order('withhold', { versions: [2], from: 'public' });
    expect((await stet.reader.get('/stories/the-bridge')).json.code).toBe('not-found');
    expect((await stet.reader.get('/stories')).json.items).toEqual([]);
    expect((await stet.reader.get('/stories/the-bridge/versions/2')).json.code).toBe('not-found');
    expect((await stet.reader.get('/stories/the-bridge/versions/1')).status).toBe(200);
    expect((await ed?.get('/stories/the-bridge/versions/2'))?.status).toBe(200);
    await order('withhold', { versions: [2], from: 'public', legal: true });
    const refused = await stet.reader.get('/stories/the-bridge');
    expect([refused.status, refused.json.code]).toEqual([451, 'unavailable-for-legal-reasons']);
    expect((await stet.reader.get('/stories/the-bridge/versions/2')).status).toBe(451);
    await order('release', { versions: [2] });
    expect((await stet.reader.get('/stories/the-bridge')).status).toBe(200);
  });
});

describe('Versions that are withheld from the staff', () => {
  const only = 'Ysbrand';
  let other: Subject;
  let all: readonly Surface[];
  const step = async (path: string, sent: object, method = 'POST') => {
    const answer = await vera?.send(method, `/articles/${other.id}${path}`, { body: sent });
    expect([answer?.status, answer?.text]).toEqual([200, expect.any(String)]);
    position = answer?.headers.get('stet-position') ?? position;
    await caughtUp();
    return answer?.json;
  };
  const shown = (client: Client | undefined) => showing(client ?? stet.reader, all, only, 'Fire');

  beforeAll(async () => {
    const source = { type: 'book', title: 'The tally' };
    const draft = {
      headline: 'The ferry',
      body: 'It sails at noon.\n',
      slug: 'the-ferry',
      citations: [{ key: 'a', source }],
    };
    const { id } = (await vera?.post('/articles', draft))?.json ?? {};
    other = { id, slug: 'the-ferry', sourceId: id, words: only };
    all = surfacesOf(stet, other);
    await step('/publish', { baseRevision: 1 });
    const body = `It sails at noon.\n\nThe purser ${only} kept the tally.\n`;
    await step('', { headline: 'Fire', body, baseRevision: 2 }, 'PATCH');
    await step('/publish', { baseRevision: 3, change: { kind: 'correction', note: `We left out ${only}.` } });
  });

  it('take along what no other version says: revisions, diff, blame, events, search and the working copy pass one redaction', async () => {
    const staff = await shown(ed);
    expect(staff.length).toBeGreaterThan(15);
    await step('/withhold', { versions: [2], from: 'staff', reason: 'A witness' });
    expect([await shown(ed), await shown(undefined)]).toEqual([[], []]);
    const told = (path: string) => !/q=|stories|corrections|feed/.test(path);
    expect((await shown(iris)).filter(told)).toEqual(staff.filter(told));
    const { json } = (await ed?.get(`/articles/${other.id}`)) ?? {};
    expect([json.headline, json.body]).toEqual(['[withheld]', 'It sails at noon.\n\n[withheld].\n']);
  }, 120_000);

  it('keep nothing back that a later version says, on every server, and give all back once released', async () => {
    const beside = await stet.beside();
    const [there, here] = [await beside.as('Ed', 'editor'), ed];
    expect((await there.get(`/articles/${other.id}`)).json.headline).toBe('[withheld]');
    await step('', { headline: 'Fire', body: 'It sails at one.\n', baseRevision: 5 }, 'PATCH');
    await step('/publish', { baseRevision: 6, change: { kind: 'update', note: 'It sails later.' } });
    for (const client of [there, here]) {
      const { json } = (await client?.get(`/articles/${other.id}`)) ?? {};
      expect([json.headline, json.body]).toEqual(['Fire', 'It sails at one.\n']);
      expect((await client?.get(`/articles/${other.id}?revision=4`))?.json.body).toContain('[withheld]');
    }
    await beside.end();
    await step('/release', { versions: [2], reason: 'It is over' });
    expect((await ed?.get(`/articles/${other.id}?revision=4`))?.json.body).toContain(only);
    expect((await ed?.get(`/articles?q=Fire`))?.json.items).toHaveLength(1);
  });
});

describe('Withholding', () => {
  it('is known on every server at once', async () => {
    const beside = await stet.beside();
    const other = await beside.as('Ed', 'editor');
    await order('withhold', { quote, from: 'staff' });
    expect(
      await showing(
        other,
        surfaces.filter(({ path }) => path.includes('/articles/')),
        telling,
      ),
    ).toEqual([]);
    await order('release', { quote });
    await beside.end();
  });

  it('tells the live log of the words to those alone who may know them', async () => {
    const after = Number(position);
    await order('withhold', { quote, from: 'staff' });
    const [staff, trusted] = await Promise.all([live(ed, after), live(iris, after)]);
    expect(trusted).toContain(telling);
    expect(staff).toContain('article-withheld');
    expect(staff).not.toContain(telling);
    await order('release', { quote });
  });

  it.each([
    ['neither quote nor versions', { from: 'public' }],
    ['both', { from: 'public', quote, versions: [1] }],
    ['a version that there is not', { from: 'public', versions: [9] }],
    ['a quote without words', { from: 'public', quote: '— !' }],
    ['nobody from whom', { quote }],
  ])('refuses %s', async (_, sent) => {
    const answer = await vera?.post(`/articles/${subject.id}/withhold`, { reason: 'A witness', ...sent });
    expect([answer?.status, answer?.json.code]).toEqual([400, 'validation-failed']);
  });
});

/** What the live log sends behind a position, up to the first event. */
async function live(client: Client | undefined, after: number): Promise<string> {
  const ending = new AbortController();
  const headers = { authorization: `Bearer ${client?.token}`, accept: 'text/event-stream' };
  const response = await fetch(`${stet.service.url}/v1/main/events?after=${after}`, { headers, signal: ending.signal });
  const reader = response.body?.getReader();
  let text = '';
  while (reader && !/^data:[^\n]*\n\n/m.test(text)) {
    const { value, done } = await reader.read();
    if (done) break;
    text += Buffer.from(value).toString('utf8');
  }
  ending.abort();
  return text;
}
