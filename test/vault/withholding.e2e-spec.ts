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
  const source = { type: 'book', title: 'The ledger', note: quote };
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
  }, 60_000);

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

  it('leave the working copy to be edited by its revision', async () => {
    await order('withhold', { quote, from: 'staff' });
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
