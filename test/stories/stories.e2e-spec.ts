// Readers' routes over HTTP, behind the real door.
import { createHash } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { metrics } from '../../src/http/metrics';
import { Feeds } from '../../src/stories/feeds';
import { Newsstand } from '../../src/stories/newsstand';
import { outputs } from '../../src/stories/outputs';
import { servedStory } from '../../src/stories/served-story';
import { sourcesType } from '../../src/stories/story-sources';
import { givenNewsstand, type GivenNewsstand } from './given';
import { startReadersApp, type ReadersApp } from './readers-app';
import { aStory } from './story.fixture';

describe('Readers', () => {
  let given: GivenNewsstand;
  let readers: ReadersApp;
  beforeAll(async () => {
    given = await givenNewsstand();
    readers = await startReadersApp(given.database.url);
  });
  afterAll(async () => {
    await readers.close();
    await given.close();
  });

  const get = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> =>
    fetch(`${readers.url}/v1/main/stories${path}`, { method, headers });

  const published = async (members: Parameters<typeof aStory>[0] = {}): Promise<string> => {
    const story = aStory({ id: uuidv7(), slug: `s-${uuidv7()}`, ...members });
    await given.publish(story);
    await given.caughtUp();
    return `/${story.slug}`;
  };

  it('get a story as JSON, with the members of the contract and no others', async () => {
    const answer = await get(await published());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('application/json; charset=utf-8');
    const story = (await answer.json()) as Record<string, unknown>;
    expect(Object.keys(story).sort()).toEqual(
      (
        'id slug version headline standfirst body html language category tags byline dateline sources corrections ' +
        'publishedAt updatedAt retraction'
      )
        .split(' ')
        .sort(),
    );
    expect(story['sources']).toMatchObject([{ number: 1, key: 'gauge' }, { number: 2 }, { number: 3, source: null }]);
    expect(story['body']).toContain('[1][2]');
  });

  it.each([
    [undefined, 'application/json; charset=utf-8'],
    ['*/*', 'application/json; charset=utf-8'],
    ['text/html', 'text/html; charset=utf-8'],
    ['text/markdown', 'text/markdown; charset=utf-8'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html; charset=utf-8'],
    ['application/json;q=0.1, text/*;q=0.5', 'text/html; charset=utf-8'],
  ])('accepting %s get %s', async (accept, mediaType) => {
    const path = await published();
    const answer = await get(path, accept === undefined ? {} : { accept });
    expect(answer.headers.get('content-type')).toBe(mediaType);
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect(answer.headers.get('etag')).toBe(`"${createHash('sha256').update(bytes).digest('hex')}"`);
    expect(answer.headers.get('vary')).toContain('Accept');
  });

  it('are refused a type that there is none of', async () => {
    const path = await published();
    for (const accept of ['application/pdf', 'text/html;q=0, text/markdown;q=0, application/json;q=0']) {
      const answer = await get(path, { accept });
      expect(answer.status).toBe(406);
      expect(await answer.json()).toMatchObject({ code: 'not-acceptable' });
    }
    expect((await get('', { accept: 'text/html' })).status).toBe(406);
  });

  it('are told that nothing changed when they have the very bytes', async () => {
    const path = await published({ publishedAt: '2026-10-30T09:30:00.500Z' });
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    const again = await get(path, { 'if-none-match': `"other", W/${etag}` });
    expect(again.status).toBe(304);
    expect(await again.text()).toBe('');
    for (const name of ['etag', 'cache-control', 'vary', 'last-modified'])
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(again.headers.get('content-type')).toBeNull();
    expect((await get(path, { 'if-none-match': etag, accept: 'text/html' })).status).toBe(200);
    expect((await get(path, { 'if-modified-since': first.headers.get('last-modified') ?? '' })).status).toBe(304);
    expect((await get(path, { 'if-modified-since': 'Fri, 30 Oct 2026 09:29:59 GMT' })).status).toBe(200);
  });

  it.each(['stories/late', 'stories/late/sources', 'feed.json'])(
    'are not told at %s of a change that is later than the answer, however late the server looks at its clock',
    async (path) => {
      const bytes = Buffer.from('{}');
      const place = { newsroom: 'main', id: uuidv7(), slug: 'late', version: 1, position: 1 };
      const mediaTypes = ['application/json', sourcesType];
      const story = (modifiedAt: Date) =>
        servedStory(
          { ...place, modifiedAt },
          mediaTypes.map((mediaType) => ({ mediaType, bytes })),
        );
      await get(''); // from here on to the end of the second Node takes the time for this
      const changes = [
        jest
          .spyOn(readers.app.get(Newsstand, { strict: false }), 'atHand')
          .mockImplementation(() => story(busyIntoTheNextSecond())),
        jest
          .spyOn(readers.app.get(Feeds, { strict: false }), 'bytes')
          .mockImplementation(() =>
            Promise.resolve({ bytes, etag: '"late"', lastModified: busyIntoTheNextSecond().getTime() }),
          ),
      ];
      const { headers } = await fetch(`${readers.url}/v1/main/${path}`);
      for (const change of changes) change.mockRestore();
      const [changed = 0, answered = 0] = ['last-modified', 'date'].map((name) => Date.parse(headers.get(name) ?? ''));
      expect(changed).toBeGreaterThan(Date.now() - 60_000);
      expect(changed).toBeLessThanOrEqual(answered);
    },
  );

  it('get the same headers from HEAD, and no bytes', async () => {
    const path = await published();
    const [head, whole] = [await get(path, {}, 'HEAD'), await get(path)];
    expect(head.status).toBe(200);
    for (const name of ['etag', 'content-type', 'content-length', 'last-modified', 'cache-control'])
      expect(head.headers.get(name)).toBe(whole.headers.get(name));
    expect(await head.text()).toBe('');
  });

  it('get a page that may not run a script, and JSON under the strictest policy', async () => {
    const path = await published();
    const page = await get(path, { accept: 'text/html' });
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'; style-src 'unsafe-inline'");
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect((await get(path)).headers.get('content-security-policy')).toBe("default-src 'none'; frame-ancestors 'none'");
  });

  it('are logged and counted one by one, and pass the door, also for what is in memory', async () => {
    const path = await published();
    await get(path);
    const counted = async () => {
      const { values } = (await metrics.getSingleMetric('stet_http_request_duration_seconds')?.get()) ?? { values: [] };
      const labels = { method: 'GET', route: '/v1/:newsroom/stories/:slug', status: 200 };
      return values.filter((one) => /_count$/.test(String(Object(one).metricName)) && isLike(one.labels, labels))[0];
    };
    const before = (await counted())?.value ?? 0;
    const find = jest.spyOn(readers.app.get(Newsstand, { strict: false }), 'find');
    const ids = [await get(path), await get(path)].map(({ headers }) => headers.get('stet-request-id') ?? '');
    expect(find).not.toHaveBeenCalled();
    find.mockRestore();
    expect((await get(path, { authorization: 'Bearer forged' })).status).toBe(401);
    expect((await get(path, {}, 'DELETE')).status).toBe(405);
    expect((await get(path, { 'stet-min-position': 'seven' })).status).toBe(400);
    const lines = readers.logged.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines.filter(({ requestId }) => ids.includes(String(requestId)))).toMatchObject(
      ids.map((requestId) => ({
        requestId,
        method: 'GET',
        route: '/v1/:newsroom/stories/:slug',
        status: 200,
        newsroom: 'main',
        msg: 'request',
      })),
    );
    expect((await counted())?.value).toBe(before + 2);
  });

  it('get 404 where there is no story or no newsroom', async () => {
    await published();
    const answers = [await get('/nothing-here'), await get('/%00'), await get('/..%2f..'), await get('/A')];
    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404]);
    expect((await fetch(`${readers.url}/v1/elsewhere/stories`)).status).toBe(404);
    expect((await fetch(`${readers.url}/v1/elsewhere/stories/x`)).status).toBe(404);
  });

  it('may name a position that the answer must not be older than', async () => {
    const story = aStory({ id: uuidv7(), slug: 'own-write' });
    const { position } = await given.publish(story);
    const headers = { 'stet-min-position': String(position) };
    expect((await get('/own-write', headers)).status).toBe(200);
    const next = await given.publish({ ...story, version: 2, headline: 'Now with a harbour' });
    const answer = await get('/own-write', { 'stet-min-position': String(next.position) });
    expect(await answer.json()).toMatchObject({ version: 2, headline: 'Now with a harbour' });
    const list = await get('?limit=200', { 'stet-min-position': String(next.position) });
    expect(JSON.stringify(await list.json())).toContain('Now with a harbour');
    expect((await get('/own-write', { 'stet-min-position': 'soon' })).status).toBe(400);
  });

  it('list stories without their text, in pages', async () => {
    for (let nth = 0; nth < 5; nth++)
      await published({ tags: ['paged', `n${nth}`], category: 'pages', publishedAt: `2026-08-01T00:00:0${nth}.000Z` });
    const tags: string[][] = [];
    let next: string | null = '';
    while (next !== null) {
      const answer: Response = await get(`?tag=paged&category=pages&limit=2${next && `&cursor=${next}`}`);
      const page = (await answer.json()) as { items: { tags: string[] }[]; next: string | null };
      for (const item of page.items) {
        expect(Object.keys(item)).toEqual(expect.arrayContaining(['slug', 'sources', 'publishedAt', 'byline']));
        expect(item).not.toHaveProperty('body');
        expect(item).not.toHaveProperty('html');
      }
      tags.push(...page.items.map((item) => item.tags));
      next = page.next;
    }
    expect(tags.map(([, nth]) => nth)).toEqual(['n4', 'n3', 'n2', 'n1', 'n0']);
    expect(await (await get('?tag=no-such-tag')).json()).toEqual({ items: [], next: null });
  });

  it('are told that a list did not change', async () => {
    const path = '?tag=paged';
    const etag = (await get(path)).headers.get('etag') ?? '';
    expect((await get(path, { 'if-none-match': etag })).status).toBe(304);
  });

  it.each([
    '?limit=0',
    '?limit=201',
    '?limit=many',
    '?cursor=forged',
    '?colour=red',
    '?sort=relevance',
    '?tag=a&tag=b',
  ])('are refused %s', async (query) => {
    const answer = await get(query);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'validation-failed',
      errors: expect.arrayContaining([expect.anything()]),
    });
  });

  it('of another origin that the newsroom allows may read the answer, and caches are told', async () => {
    const answer = await get(await published(), { origin: 'https://site.example' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('https://site.example');
    expect(answer.headers.get('vary')).toBe('Accept, Accept-Datetime, Authorization, Origin');
  });

  it('find their routes described', async () => {
    const document = (await (await fetch(`${readers.url}/openapi.json`)).json()) as {
      paths: Record<string, { get?: { responses: Record<string, { content?: object }> } }>;
    };
    const story = document.paths['/v1/{newsroom}/stories/{slug}']?.get?.responses['200'];
    expect(Object.keys(story?.content ?? {})).toEqual([...outputs.keys()]);
    expect(document.paths['/v1/{newsroom}/stories']?.get).toBeDefined();
  });
});

const isLike = (one: object, other: object): boolean =>
  Object.entries(other).every(([name, value]) => Object.entries(one).some(([n, v]) => n === name && v === value));

/** The beginning of the next second; until then this process, which is the server too, does nothing else. */
function busyIntoTheNextSecond(): Date {
  const next = (Math.floor(Date.now() / 1000) + 1) * 1000;
  const nobody = new Int32Array(new SharedArrayBuffer(4));
  while (Date.now() < next) Atomics.wait(nobody, 0, 0, next - Date.now());
  return new Date(next);
}
