// What readers were given in the past, over HTTP from the whole service: at each version's address, and as of any second.
import { startTestService, type Client, type TestService } from '../setup/service';
import { httpDate, mediaTypes, StoryLife, type Stage } from './story-life';

const times = [
  '2021-03-01T09:00:00.900Z',
  '2021-03-01T09:00:00.950Z', // within the same second
  '2021-03-04T10:30:00.000Z',
  '2021-03-05T11:00:00.001Z',
  '2022-01-01T00:00:00.500Z',
  '2022-06-01T12:00:00.999Z',
  '2023-02-03T04:05:06.789Z',
];

let stet: TestService;
let iris: Client;
let rob: Client;
let life: StoryLife;
/** v1; v2 corrected; v3 with another address; retracted; v4 back; unpublished; v5 back. */
let stages: readonly Stage[];

beforeAll(async () => {
  stet = await startTestService();
  iris = await stet.as('Iris', 'auditor');
  rob = await stet.as('Rob', 'reporter');
  life = await StoryLife.begin(stet, 'Weir');
  await life.publish('the-weir');
  await life.correct('It was not shut.', 'The weir was open.\n');
  await life.move('the-open-weir');
  await life.retract('There was no weir.');
  await life.publish('the-open-weir', { change: { kind: 'editors-note', note: 'There was one.' } });
  await life.unpublish(true);
  await life.publish('the-open-weir', { change: { kind: 'update', note: 'Back.' } });
  await life.happenedAt(times);
  stages = life.stages;
}, 60_000);
afterAll(() => stet.close());

const paths = [
  '/stories/the-open-weir/versions/1',
  '/stories/the-open-weir/versions/2',
  '/stories/the-open-weir/versions/3',
  '/stories/the-open-weir/versions/3/retraction',
  '/stories/the-open-weir/versions/4',
  undefined,
  '/stories/the-open-weir/versions/5',
];
const withBytes = paths.flatMap((path, nth) => (path === undefined ? [] : [{ path, nth }]));
const stage = (nth: number): Stage => stages[nth] as Stage;
const asOf = (
  date: string,
  path = '/stories/the-open-weir',
  headers: Record<string, string> = {},
  client = stet.reader,
) => client.get(path, { headers: { 'accept-datetime': date, ...headers } });

describe('A version', () => {
  it('stands at its own address as it was served, in every media type, under a strong tag', async () => {
    for (const { path, nth } of withBytes) {
      for (const accept of mediaTypes) {
        const { status, text, headers } = await stet.reader.get(path, { headers: { accept } });
        const { text: then, etag } = stage(nth).served[accept] ?? {};
        expect([path, accept, status, text, headers.get('etag')]).toEqual([path, accept, 200, then, etag]);
        expect(headers.get('content-type')).toBe(`${accept}; charset=utf-8`);
        expect(headers.get('memento-datetime')).toBe(httpDate(stage(nth).at));
        expect(headers.get('last-modified')).toBe(httpDate(stage(nth).at));
        expect(headers.get('vary')).not.toMatch(/accept-datetime/i);
      }
    }
  });

  it('is sent once to who has it, by tag and by time', async () => {
    const path = paths[1] ?? '';
    const { headers } = await stet.reader.get(path);
    const conditions = { 'if-none-match': headers.get('etag') ?? '' };
    const again = await stet.reader.get(path, { headers: conditions });
    expect([again.status, again.text, again.headers.get('etag')]).toEqual([304, '', headers.get('etag')]);
    for (const name of ['link', 'memento-datetime', 'vary', 'cache-control'])
      expect(again.headers.get(name)).toBe(headers.get(name));
    const since = { 'if-modified-since': headers.get('last-modified') ?? '' };
    expect((await stet.reader.get(path, { headers: since })).status).toBe(304);
    expect((await stet.reader.get(path, { headers: { ...conditions, accept: 'text/html' } })).status).toBe(200);
    const head = await stet.reader.send('HEAD', path, {});
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', headers.get('etag')]);
  });

  it('is linked to the story, its TimeMap and its neighbours', async () => {
    const { url } = stet.service;
    const story = `${url}/v1/main/stories/the-open-weir`;
    const dated = (nth: number) => `datetime="${httpDate(stage(nth).at)}"`;
    const { headers } = await stet.reader.get(paths[2] ?? '');
    expect(headers.get('link')?.split(/, (?=<)/)).toEqual([
      `<${story}>; rel="original"`,
      `<${story}>; rel="timegate"`,
      `<${story}/timemap>; rel="timemap"; type="application/link-format"; from="${httpDate(stage(0).at)}"; until="${httpDate(stage(6).at)}"`,
      `<${story}/versions/1>; rel="first memento"; ${dated(0)}`,
      `<${story}/versions/2>; rel="prev memento"; ${dated(1)}`,
      `<${story}/versions/3>; rel="memento"; ${dated(2)}`,
      `<${story}/versions/3/retraction>; rel="next memento"; ${dated(3)}`,
      `<${story}/versions/5>; rel="last memento"; ${dated(6)}`,
    ]);
  });

  it('is not there before it was published, under another number, or as a type that it never had', async () => {
    for (const version of ['0', '6', '01', '1.0', 'x', '1e0', '-1', '99999999999999999999']) {
      const { status, json } = await stet.reader.get(`/stories/the-open-weir/versions/${version}`);
      expect([version, status, json.code]).toEqual([version, 404, 'not-found']);
    }
    expect((await stet.reader.get('/stories/the-open-weir/versions/2/retraction')).status).toBe(404);
    expect((await stet.reader.get('/stories/no-such/versions/1')).status).toBe(404);
    expect((await stet.reader.get(paths[0] ?? '', { headers: { accept: 'image/png' } })).status).toBe(406);
  });

  it('is asked for at an earlier address of the story by the way to the newest', async () => {
    for (const rest of ['/versions', '/versions?limit=2', '/versions/1', '/versions/3/retraction', '/timemap']) {
      const { status, headers } = await stet.reader.get(`/stories/the-weir${rest}`);
      expect([status, headers.get('location')]).toEqual([308, `/v1/main/stories/the-open-weir${rest}`]);
    }
  });
});

describe('A story as of a second', () => {
  it('is what readers had at the end of it, byte for byte', async () => {
    for (const { path, nth } of withBytes.slice(1)) {
      for (const [accept, seconds] of [
        ['application/json', 0],
        ['text/html', 1],
        ['text/markdown', 3600],
      ] as const) {
        const answer = await asOf(httpDate(stage(nth).at, seconds), undefined, { accept });
        const { text, etag } = stage(nth).served[accept] ?? {};
        expect([nth, answer.status, answer.text, answer.headers.get('etag')]).toEqual([nth, 200, text, etag]);
        expect(answer.headers.get('memento-datetime')).toBe(httpDate(stage(nth).at));
        expect(answer.headers.get('content-location')).toBe(`/v1/main${path}`);
        expect(answer.headers.get('vary')).toBe('Accept, Accept-Datetime, Authorization');
        expect(answer.headers.get('link')).toBe((await stet.reader.get(path)).headers.get('link'));
      }
      const before = await asOf(httpDate(stage(nth).at, -1));
      expect(before.headers.get('etag')).not.toBe(stage(nth).served['application/json']?.etag);
    }
  });

  it('is the first memento before there was one, and the last after today', async () => {
    for (const [date, nth] of [
      [httpDate(stage(0).at, -1), 0],
      ['Mon, 01 Jan 0001 00:00:00 GMT', 0],
      ['Fri, 31 Dec 9999 23:59:59 GMT', 6],
    ] as const) {
      const { status, text, headers } = await asOf(date);
      expect([date, status, text]).toEqual([date, 200, stage(nth).served['application/json']?.text]);
      expect(headers.get('memento-datetime')).toBe(httpDate(stage(nth).at));
    }
  });

  it('is refused for what is no date of the one form that there is', async () => {
    const dates = [
      '',
      'yesterday',
      '2021-03-04T10:30:00Z',
      'Thu, 4 Mar 2021 10:30:00 GMT',
      'Mon, 04 Mar 2021 10:30:00 GMT',
    ];
    const more = [
      'Thu, 04 Mar 2021 10:30:00 +0000',
      'Thu, 04 Mar 2021 10:30 GMT',
      'Tue, 30 Feb 2021 10:30:00 GMT',
      '1614853800',
    ];
    for (const date of [...dates, ...more]) {
      for (const slug of ['the-open-weir', 'no-such']) {
        const { status, json } = await asOf(date, `/stories/${slug}`);
        expect([date, status, json.code]).toEqual([date, 400, 'validation-failed']);
      }
    }
    expect((await asOf(httpDate(stage(0).at), '/stories/no-such')).status).toBe(404);
  });

  it('has the status that a takedown had, and says so', async () => {
    for (const client of [stet.reader, iris]) {
      const { status, json, headers } = await asOf(httpDate(stage(5).at), undefined, {}, client);
      expect([status, json.code]).toEqual([451, 'unavailable-for-legal-reasons']);
      expect(headers.get('memento-datetime')).toBe(httpDate(stage(5).at));
      expect(headers.get('cache-control')).toBe('no-store');
      expect(headers.get('link')).toContain('rel="timemap"');
    }
  });

  it('was at its earlier address while it had that, and sent readers on from there afterwards', async () => {
    const old = '/stories/the-weir';
    const then = await asOf(httpDate(stage(1).at), old);
    expect([then.status, then.text]).toEqual([200, stage(1).served['application/json']?.text]);
    const moved = await asOf(httpDate(stage(2).at), old);
    expect([moved.status, moved.headers.get('location')]).toEqual([308, '/v1/main/stories/the-open-weir']);
    expect(moved.headers.get('memento-datetime')).toBe(httpDate(stage(2).at));
    expect(moved.headers.get('vary')).toContain('Accept-Datetime');
    expect((await asOf(httpDate(stage(5).at), old)).status).toBe(451);
    const now = await stet.reader.get(old);
    expect([now.status, now.headers.get('vary')]).toEqual([308, 'Accept-Datetime']);
  });

  it('is not sent again to who has it, and never in the place of what is younger', async () => {
    const date = httpDate(stage(2).at);
    const first = await asOf(date);
    const etag = first.headers.get('etag') ?? '';
    expect((await asOf(date, undefined, { 'if-none-match': etag })).status).toBe(304);
    expect((await asOf(httpDate(stage(3).at), undefined, { 'if-none-match': etag })).status).toBe(200);
    const now = await stet.reader.get('/stories/the-open-weir');
    const since = { 'if-modified-since': now.headers.get('last-modified') ?? '' };
    expect((await asOf(date, undefined, since)).status).toBe(200);
  });

  it('is told apart from the story now by every cache', async () => {
    const now = await stet.reader.get('/stories/the-open-weir');
    expect(now.headers.get('vary')).toContain('Accept-Datetime');
    expect(now.headers.get('memento-datetime')).toBeNull();
    expect(now.headers.get('link')).toContain('rel="timegate"');
    const date = httpDate(stage(1).at);
    expect((await asOf(date)).headers.get('cache-control')).toBe('public, max-age=10, must-revalidate');
    for (const client of [iris, rob]) {
      const told = await asOf(date, undefined, {}, client);
      expect([told.headers.get('cache-control'), told.headers.get('vary')]).toEqual([
        'private, no-cache',
        'Accept, Accept-Datetime, Authorization',
      ]);
    }
  });

  it('is not older than a position that was named', async () => {
    const other = await StoryLife.begin(stet, 'Sluice');
    await other.publish('sluice');
    const answer = await iris.get('/articles/' + other.id);
    const order = { baseRevision: answer.json.revision, change: { kind: 'update', note: 'Now.' } };
    const { headers } = await (await stet.as('Vera', 'standards')).post(`/articles/${other.id}/publish`, order);
    const position = { 'stet-min-position': headers.get('stet-position') ?? '' };
    const end = 'Fri, 31 Dec 9999 23:59:59 GMT';
    expect((await asOf(end, '/stories/sluice', position)).json).toMatchObject({ version: 2 });
    expect((await stet.reader.get('/stories/sluice/versions/2', { headers: position })).status).toBe(200);
    expect((await asOf(end, '/stories/sluice', { 'stet-min-position': 'soon' })).status).toBe(400);
  });
});

describe('The list of versions', () => {
  it('tells when readers had each, what it changed, and what became of it', async () => {
    const { json, headers } = await stet.reader.get('/stories/the-open-weir/versions');
    const at = (nth: number) => times[nth] ?? null;
    const memento = (rest: string) => ({ memento: `/v1/main/stories/the-open-weir/versions/${rest}` });
    const gone = { retraction: null, takedown: null };
    const publishedAt = expect.stringMatching(/^\d{4}-.*Z$/);
    expect(json).toEqual({
      items: [
        { version: 1, publishedAt, publicFrom: at(0), publicTo: at(1), kind: null, note: null, ...gone, links: memento('1') },
        { version: 2, publishedAt, publicFrom: at(1), publicTo: at(2), kind: 'correction', note: 'It was not shut.', ...gone, links: memento('2') },
        {
          ...{ version: 3, publishedAt, publicFrom: at(2), publicTo: at(3), kind: 'refile', note: null, links: memento('3') },
          retraction: { notice: 'There was no weir.', publicFrom: at(3), publicTo: at(4), links: memento('3/retraction') },
          takedown: null,
        },
        {
          ...{ version: 4, publishedAt, publicFrom: at(4), publicTo: at(5), kind: 'editors-note', note: 'There was one.' },
          ...{ retraction: null, takedown: { legal: true, publicFrom: at(5), publicTo: at(6) }, links: memento('4') },
        },
        { version: 5, publishedAt, publicFrom: at(6), publicTo: null, kind: 'update', note: 'Back.', ...gone, links: memento('5') },
      ],
      next: null,
    }); // prettier-ignore
    expect(headers.get('vary')).toBe('Accept, Authorization');
    expect(json.items[1].publishedAt).toBe(JSON.parse(stage(1).served['application/json']?.text ?? '').updatedAt);
    const again = await stet.reader.get('/stories/the-open-weir/versions', {
      headers: { 'if-none-match': headers.get('etag') ?? '' },
    });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('comes in pages without gap or repeat, and takes no other cursor', async () => {
    const seen: number[] = [];
    let next: string | null = '';
    while (next !== null) {
      const query: string = `?limit=2${next && `&cursor=${next}`}`;
      const { json } = await stet.reader.get(`/stories/the-open-weir/versions${query}`);
      seen.push(...json.items.map(({ version }: { version: number }) => version));
      next = json.next;
    }
    expect(seen).toEqual([1, 2, 3, 4, 5]);
    for (const query of ['limit=0', 'limit=201', 'cursor=forged', 'colour=red'])
      expect((await stet.reader.get(`/stories/the-open-weir/versions?${query}`)).status).toBe(400);
    expect(
      (await stet.reader.get('/stories/the-open-weir/versions', { headers: { accept: 'text/html' } })).status,
    ).toBe(406);
  });
});
