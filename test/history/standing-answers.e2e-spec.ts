// What was answered about the past is answered for ever, by whichever server: the same bytes under the same strong entity tag.
import { startTestService, type Client, type TestService } from '../setup/service';

interface Asked {
  readonly path: string;
  readonly accept?: string;
  readonly datetime?: string;
  /** Readers, who have no token, as well as auditors. */
  readonly isPublic?: true;
}

let stet: TestService;
let [ana, aud]: Client[] = [];
let id = '';
let asked: readonly Asked[] = [];

beforeAll(async () => {
  stet = await startTestService();
  [ana, aud] = await Promise.all([stet.as('Ana', 'editor'), stet.as('Aud', 'auditor')]);
  const draft = {
    headline: 'The sluice',
    body: 'It is shut [@log].\n\nNobody knows why.\n',
    citations: [{ key: 'log' }],
  };
  id = (await ana.post('/articles', draft)).json.id;
  await write({ body: draft.body.replace('shut', 'open') });
  await ana.post(`/articles/${id}/citations`, { key: 'log', source: { type: 'report', title: 'Log' } });
  await publish({ slug: 'the-sluice' });
  await publish({ change: { kind: 'correction', note: 'It is open.' } });
  asked = [...ofArticle(await timeOf(2)), ...ofStory(await timeOf(4))];
});
afterAll(() => stet.close());

const head = async (): Promise<number> => (await aud?.get(`/articles/${id}`))?.json.revision;
const write = async (members: object) => ana?.patch(`/articles/${id}`, { ...members, baseRevision: await head() });

async function publish(order: object): Promise<void> {
  const answer = await ana?.post(`/articles/${id}/publish`, { ...order, baseRevision: await head() });
  expect([answer?.status, answer?.text]).toEqual([200, expect.any(String)]);
  const position = { 'stet-min-position': answer?.headers.get('stet-position') ?? '' };
  await stet.reader.get('/stories', { headers: position });
}

const timeOf = async (revision: number): Promise<string> =>
  (await aud?.get(`/articles/${id}/revisions/${revision}`))?.json.recordedAt;

function ofArticle(time: string): Asked[] {
  const texts = ['application/json', 'text/markdown', 'text/html'].flatMap((accept) =>
    ['?revision=2', `?at=${time}`, `?at=${time}&time=occurred`].map((path) => ({ path, accept })),
  );
  const revisions = ['application/json', 'text/markdown'].map((accept) => ({ path: '/revisions/2', accept }));
  const diffs = ['json', 'html', 'unified'].map((format) => ({ path: `/diff?from=1&to=3&format=${format}` }));
  const blames = ['line', 'sentence'].map((grain) => ({ path: `/blame?revision=2&granularity=${grain}` }));
  return [...texts, ...revisions, ...diffs, ...blames].map((one) => ({ ...one, path: `/articles/${id}${one.path}` }));
}

const outputs = [
  ...['application/json', 'text/html', 'text/markdown'],
  ...['application/ld+json', 'application/vnd.iptc.ninjs+json'],
];

function ofStory(time: string): Asked[] {
  const datetime = new Date(time).toUTCString();
  return outputs.flatMap((accept): Asked[] => [
    { path: '/stories/the-sluice/versions/1', accept, isPublic: true },
    { path: '/stories/the-sluice', accept, datetime, isPublic: true },
  ]);
}

const read = (client: Client | undefined, { path, accept, datetime }: Asked, headers: Record<string, string> = {}) =>
  (client ?? stet.reader).get(path, {
    headers: { ...headers, ...(accept && { accept }), ...(datetime && { 'accept-datetime': datetime }) },
  });

const kept = ['etag', 'cache-control', 'vary', 'link', 'memento-datetime', 'content-location'];

/** What was answered, once fully and once under the condition of its tag. */
async function answered(client: Client | undefined, one: Asked) {
  const { status, headers, text } = await read(client, one);
  const again = await read(client, one, { 'if-none-match': headers.get('etag') ?? '' });
  const told = (from: Headers) => kept.map((name) => from.get(name));
  expect([one, status, again.status, again.text]).toEqual([one, 200, 304, '']);
  expect([one, told(again.headers)]).toEqual([one, told(headers)]); // RFC 9110 section 15.4.5
  return { one, tag: headers.get('etag'), cache: headers.get('cache-control'), vary: headers.get('vary'), text };
}

async function everything(auditor: Client | undefined, reader: Client | undefined) {
  const forAuditors = await Promise.all(asked.map((one) => answered(auditor, one)));
  const open = asked.filter(({ isPublic }) => isPublic);
  return { forAuditors, forReaders: await Promise.all(open.map((one) => answered(reader, one))) };
}

describe('An answer about the past', () => {
  it('has a strong tag, is private for who sent a token, and is told apart by token, media type and time', async () => {
    const { forAuditors, forReaders } = await everything(aud, undefined);
    for (const { one, tag, cache, vary } of [...forAuditors, ...forReaders]) {
      expect([one, tag]).toEqual([one, expect.stringMatching(/^"[^"]+"$/)]);
      const varies = one.datetime ? 'Accept, Accept-Datetime, Authorization' : 'Accept, Authorization';
      expect([one, vary]).toEqual([one, varies]);
      expect([one, cache]).toEqual([
        one,
        expect.stringMatching(/^(private, (max-age=3600, immutable|no-cache)|public)/),
      ]);
    }
    expect(forAuditors.filter(({ cache }) => !cache?.startsWith('private'))).toEqual([]);
    expect(new Set(forReaders.map(({ cache }) => cache))).toEqual(new Set(['public, max-age=10, must-revalidate']));
    const fixed = forAuditors.filter(({ cache }) => cache?.endsWith('immutable'));
    // An occurred time is not over for good: what is imported later may have happened earlier.
    const lasting = asked.filter(({ isPublic, path }) => !isPublic && !path.includes('occurred'));
    expect(fixed.map(({ one }) => one)).toEqual(lasting);
  });

  it('is not given to who has no token, and the refusal is kept nowhere', async () => {
    for (const one of asked.filter(({ isPublic }) => !isPublic)) {
      const { status, headers } = await read(undefined, one);
      expect([one, status, headers.get('cache-control')]).toEqual([one, 401, 'no-store']);
    }
  });

  it('stands: the same bytes and tags after more edits and versions, and from a server that was started later', async () => {
    const before = await everything(aud, undefined);
    await write({ body: 'Something else.\n\nIt is shut [@log].\n', headline: 'The sluice again' });
    await publish({ change: { kind: 'update', note: 'More.' } });
    expect(await withoutLinks(everything(aud, undefined))).toEqual(await withoutLinks(Promise.resolve(before)));
    await stet.end();
    const later = await stet.beside();
    const after = await withoutLinks(everything(await later.as('Aud', 'auditor'), later.reader));
    await later.end();
    expect(after).toEqual(await withoutLinks(Promise.resolve(before)));
  });
});

/** A `Link` goes on naming what came after: it is no part of what stands. */
const withoutLinks = async (answers: ReturnType<typeof everything>) => {
  const { forAuditors, forReaders } = await answers;
  return [...forAuditors, ...forReaders].map(({ one, tag, text }) => [one, tag, text]);
};
