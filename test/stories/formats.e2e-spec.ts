// Outputs of stories over HTTP, on the whole service: what is kept, what is made later, and where they say that they are.
import { createHash } from 'node:crypto';
import { Renditions } from '../../src/articles/renditions';
import { outputs } from '../../src/stories/outputs';
import { faultsOfAtom, faultsOfRss } from './feed-rules';
import { child, children, read, textOf } from './read-xml';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

const capture = { url: 'https://archive.example/1', at: '2026-11-20T10:00:00.000Z', sha256: 'b'.repeat(64) };
const source = {
  type: 'webpage',
  title: 'Log of the lock',
  URL: 'https://locks.example/sluis',
  accessed: { 'date-parts': [[2026, 11, 24]] },
};

let stet: TestService;
let ana: Client;
beforeAll(async () => {
  stet = await startTestService({ STET_URL: 'https://news.example/stet/' });
  ana = await stet.as('Ana', 'standards');
  const admin = await stet.as('Ines', 'admin');
  await admin.patch('/settings', { policies: { corrections: 'https://news.example/corrections' } });
});
afterAll(() => stet.close());

async function published(slug: string, members: object = {}): Promise<string> {
  const body = 'Boats waited [@log].\n';
  const { json } = await ana.post('/articles', {
    headline: `Of ${slug}`,
    body,
    citations: [{ key: 'log', source, capture }],
    ...members,
  });
  const answer = await ana.post(`/articles/${json.id}/publish`, { baseRevision: 1, slug });
  expect(answer.status).toBe(200);
  await get(slug, 'application/json', { 'stet-min-position': answer.headers.get('stet-position') ?? '' }, '/');
  return json.id as string;
}

const get = (slug: string, accept: string, headers = {}, path = `/stories/${slug}`): Promise<Answer> =>
  stet.reader.get(path === '/' ? '/stories?limit=1' : path, { headers: { accept, ...headers } });

describe('A published story', () => {
  it('is linked to its past where it says that it is, by whatever name it was asked for', async () => {
    await published('linked');
    const site = 'https://news.example/stet/v1/main/stories/linked';
    const asked = ['', '/versions', '/versions/1', '/timemap'].map((path) =>
      get('linked', '*/*', {}, `/stories/linked${path}`),
    );
    const past = get('linked', '*/*', { 'accept-datetime': new Date(Date.now() + 2_000).toUTCString() });
    for (const { status, headers } of [...(await Promise.all(asked)), await past]) {
      const links = headers.get('link')?.split(/, (?=<)/) ?? [];
      expect([status, links.length > 3]).toEqual([200, true]);
      expect(links.filter((link) => !link.startsWith(`<${site}`))).toEqual([]);
    }
    const { text } = await get('linked', '*/*', {}, '/stories/linked/timemap');
    expect(text.split(',\n').filter((link) => !link.startsWith(`<${site}`))).toEqual([]);
  });

  it('is where every Location and Content-Location leads, below the path under which the service lies', async () => {
    const drafted = await ana.post('/articles', { headline: 'Of the far quay', body: 'Far.\n' });
    expect(drafted.headers.get('location')).toBe(`/stet/v1/main/articles/${drafted.json.id}`);
    await published('near');
    const past = await get('near', '*/*', { 'accept-datetime': new Date(Date.now() + 2_000).toUTCString() });
    expect(past.headers.get('content-location')).toMatch(/^\/stet\/v1\/main\/stories\/near\/versions\/1\b/);
  });

  it('is kept in every output, with the hash of each in the log', async () => {
    const id = await published('kept');
    const events = await ana.get(`/events?article=${id}&type=article-published`);
    const { served } = events.json.items[0].data as { served: Record<string, string> };
    expect(Object.keys(served).toSorted()).toEqual([...outputs.keys()].toSorted());
    for (const [mediaType, hash] of Object.entries(served)) {
      const answer = await get('kept', mediaType);
      expect([answer.headers.get('content-type'), answer.headers.get('etag')]).toEqual([
        `${mediaType}; charset=utf-8`,
        `"${hash}"`,
      ]);
      expect(createHash('sha256').update(answer.text).digest('hex')).toBe(hash);
      const again = await get('kept', mediaType, { 'if-none-match': `"${hash}"` });
      expect([again.status, again.text]).toEqual([304, '']);
    }
  });

  it('says that it is where the operator says, whatever name it was asked by', async () => {
    await published('named');
    const address = 'https://news.example/stet/v1/main/stories/named';
    const page = await get('named', 'text/html', { 'x-forwarded-host': 'evil.example' });
    expect(page.text).toContain(`<link rel="canonical" href="${address}">`);
    expect(page.text).toContain(` data-versionurl="${capture.url}" data-versiondate="${capture.at}"`);
    expect(page.text).not.toContain('evil.example');
    const { json } = await get('named', 'application/ld+json');
    expect(json).toMatchObject({ url: address, publisher: { correctionsPolicy: 'https://news.example/corrections' } });
    expect(json.citation[0]).toMatchObject({ '@type': 'WebPage', archivedAt: capture.url });
    const ninjs = await get('named', 'application/vnd.iptc.ninjs+json');
    expect(ninjs.json.trustIndicators).toMatchObject([{ href: 'https://news.example/corrections' }]);
  });

  it('has its sources at an address of their own, which moves with it', async () => {
    const id = await published('cited');
    const answer = await get('cited', '*/*', {}, '/stories/cited/sources');
    expect(answer.headers.get('content-type')).toBe('application/vnd.citationstyles.csl+json; charset=utf-8');
    expect(JSON.parse(answer.text)).toEqual([
      { ...source, id: 'log', 'citation-number': 1, archive_location: capture.url },
    ]);
    const known = { 'if-none-match': answer.headers.get('etag') ?? '' };
    expect((await get('cited', '*/*', known, '/stories/cited/sources')).status).toBe(304);
    expect((await get('cited', 'text/html', {}, '/stories/cited/sources')).status).toBe(406);
    expect((await get('none', '*/*', {}, '/stories/none/sources')).status).toBe(404);
    const change = { kind: 'refile' };
    const moved = await ana.post(`/articles/${id}/publish`, { baseRevision: 2, slug: 'cited-now', change });
    await stet.reader.get('/stories', { headers: { 'stet-min-position': moved.headers.get('stet-position') ?? '' } });
    const old = await get('cited', '*/*', {}, '/stories/cited/sources');
    expect([old.status, old.headers.get('location')]).toEqual([308, '/stet/v1/main/stories/cited-now/sources']);
  });

  it('is made from the log in an output that came later, as that version was, and all else is as it was kept', async () => {
    const id = await published('before');
    await published('retracted-before');
    const { json } = await ana.get('/articles?status=published&limit=1');
    await ana.post(`/articles/${json.items[0].id}/retract`, {
      baseRevision: 2,
      notice: 'It was another lock.',
      reason: 'Wrong.',
    });
    // What is not published yet is not shown, and what was learnt since is.
    await ana.patch(`/articles/${id}`, { baseRevision: 2, body: 'Boats waited long [@log].\n' });
    const late = await stet.beside();
    late.service.app.get(Renditions, { strict: false }).register('text/x-late', (story) => ({
      mediaType: 'text/x-late',
      bytes: Buffer.from(`${story.version} ${story.body}${story.retraction?.notice ?? ''}`),
    }));
    const lateGet = (path: string, accept: string) => late.reader.get(path, { headers: { accept } });
    expect((await lateGet('/stories/before', 'text/x-late')).text).toBe('1 Boats waited [@log].\n');
    expect((await lateGet('/stories/retracted-before', 'text/x-late')).text).toBe('1 It was another lock.');
    expect((await lateGet('/stories/before', 'text/html')).text).toBe((await get('before', 'text/html')).text);
    await late.end();
  });
});

describe('The newsroom’s feeds', () => {
  const feed = async (path: string, headers = {}) => stet.reader.get(path, { headers });
  const after = async (path: string, position: string | null) => feed(path, { 'stet-min-position': position ?? '' });

  it('have the latest stories, by tag and category too, in pages that are linked', async () => {
    await published('feed-1', { tags: ['feed'], category: 'lock & quay' });
    await published('feed-2', { tags: ['feed', 'other'] });
    const slugs = async (path: string): Promise<string[]> =>
      (await feed(path)).json.items.map(({ url }: { url: string }) => url.replace(/^.*\//, ''));
    expect(await slugs('/feed.json?tag=feed')).toEqual(['feed-2', 'feed-1']);
    expect(await slugs('/feed.json?category=lock%20%26%20quay')).toEqual(['feed-1']);
    const first = await feed('/feed.json?tag=feed&limit=1');
    const next = new URL(first.json.next_url as string);
    expect(next.href).toMatch(/^https:\/\/news\.example\/stet\/v1\/main\/feed\.json\?tag=feed&limit=1&cursor=/);
    expect(await slugs(`/feed.json${next.search}`)).toEqual(['feed-1']);
    const root = read(Buffer.from((await feed('/feed.atom?tag=feed')).text));
    expect(faultsOfAtom(root)).toEqual([]);
    expect(children(root, 'entry')).toHaveLength(2);
    expect(faultsOfRss(read(Buffer.from((await feed('/feed.rss?tag=feed')).text)))).toEqual([]);
  });

  it.each(['/feed.atom', '/feed.rss', '/feed.json', '/corrections.atom'])(
    '%s is conditional and may be cached',
    async (path) => {
      const answer = await feed(path, { accept: 'text/html' });
      const type = { atom: 'atom+xml', rss: 'rss+xml', json: 'feed+json' }[path.split('.')[1] ?? ''];
      expect([answer.status, answer.headers.get('content-type')]).toEqual([200, `application/${type}; charset=utf-8`]);
      expect(answer.headers.get('cache-control')).toBe('public, max-age=10, must-revalidate');
      const [etag = '', modified = ''] = ['etag', 'last-modified'].map((name) => answer.headers.get(name) ?? '');
      expect((await feed(path, { 'if-none-match': etag })).status).toBe(304);
      expect((await feed(path, { 'if-modified-since': modified })).status).toBe(304);
      expect((await feed(path, { 'if-none-match': '"other"' })).status).toBe(200);
      expect((await stet.reader.get(`//v1/nowhere${path}`)).status).toBe(404);
    },
  );

  it('refuse a cursor that is none of theirs', async () => {
    expect((await feed('/feed.atom?cursor=x')).status).toBe(400);
  });

  it('mark what is retracted, and tell what is unpublished to be forgotten', async () => {
    const id = await published('going', { tags: ['going'] });
    const before = await feed('/feed.atom?tag=going');
    const retracted = await ana.post(`/articles/${id}/retract`, {
      baseRevision: 2,
      notice: 'Another lock.',
      reason: 'x',
    });
    const marked = read(
      Buffer.from((await after('/feed.atom?tag=going', retracted.headers.get('stet-position'))).text),
    );
    expect(textOf(child(child(marked, 'entry'), 'title'))).toBe('Retracted: Of going');
    expect(textOf(child(child(marked, 'entry'), 'content'))).toMatch(/Another lock\./);
    const corrections = read(Buffer.from((await feed('/corrections.atom')).text));
    expect(faultsOfAtom(corrections)).toEqual([]);
    expect(textOf(child(child(corrections, 'entry'), 'title'))).toBe('Retracted: Of going');
    const gone = await ana.post(`/articles/${id}/unpublish`, { baseRevision: 3, reason: 'x' });
    const answer = await after('/feed.atom?tag=going', gone.headers.get('stet-position'));
    const root = read(Buffer.from(answer.text));
    expect(children(root, 'entry')).toEqual([]);
    expect(child(root, 'at:deleted-entry')?.attributes['ref']).toBe(`urn:uuid:${id}`);
    expect(answer.text).not.toContain('Of going');
    expect(answer.headers.get('etag')).not.toBe(before.headers.get('etag'));
    const { json } = await feed('/feed.json?tag=going');
    expect([json.items, json._stet.gone[0].id]).toEqual([[], `urn:uuid:${id}`]);
    expect((await feed('/corrections.atom')).text).not.toContain('Of going');
  });
});
