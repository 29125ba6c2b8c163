// What readers get of a story that was changed, moved, retracted, unpublished and published again: over HTTP, from the
// whole service, with every verb given by those who may.
import { createHash } from 'node:crypto';
import { EventStore } from '../../src/event-store/event-store';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';

let stet: TestService;
let vera: Client; // standards
beforeAll(async () => {
  stet = await startTestService();
  vera = await stet.as('Vera', 'standards');
});
afterAll(() => stet.close());

const mediaTypes = ['application/json', 'text/html', 'text/markdown'];
let position = '';

/** A command of Vera's on what the article is now. */
async function order(id: string, verb: string, body: object): Promise<Answer> {
  const { revision } = (await vera.get(`/articles/${id}`)).json;
  const answer = await vera.post(`/articles/${id}/${verb}`, { baseRevision: revision, ...body });
  if (answer.status !== 200) throw new Error(`${verb}: ${answer.text}`);
  position = answer.headers.get('stet-position') ?? '';
  return answer;
}
const publish = (id: string, body: object = {}) => order(id, 'publish', body);

async function published(headline: string, members: object = {}): Promise<string> {
  const { id } = (await vera.post('/articles', { headline, body: `${headline}: the text.\n`, ...members })).json;
  await publish(id);
  return id;
}

/** What a reader gets who asks for what was last ordered, or newer. */
const read = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
  stet.reader.send(method, path, { headers: { 'stet-min-position': position, ...headers } });

const correct = (id: string, kind: string, note: string, body?: string) =>
  publish(id, { change: { kind, note }, ...(body !== undefined && { edit: { body } }) });

describe('A story that is corrected', () => {
  it('shows every note with its label and time, and each version stays the bytes that it was', async () => {
    const id = await published('Ferry sails late');
    const texts = ['One.\n', 'Two.\n', 'Three.\n'];
    for (const [nth, body] of texts.entries()) await correct(id, 'correction', `Note ${nth}.`, body);
    const story = (await read('/stories/ferry-sails-late')).json;
    expect(story).toMatchObject({ version: 4, body: 'Three.\n' });
    expect(story.corrections.map((one: object) => Object.keys(one))).toEqual(texts.map(() => ['kind', 'note', 'at']));
    expect(story.corrections).toMatchObject(texts.map((_, nth) => ({ kind: 'correction', note: `Note ${nth}.` })));
    expect(story.corrections.at(-1).at).toBe(story.updatedAt);
    const page = (await read('/stories/ferry-sails-late', { accept: 'text/html' })).text;
    expect([...page.matchAll(/<strong>Correction<\/strong>, <time datetime="([^"]+)">/g)].map(([, at]) => at)).toEqual(
      story.corrections.map(({ at }: { at: string }) => at),
    );
    const { items } = (await vera.get(`/events?article=${id}`)).json;
    const versions = items.filter(({ type }: { type: string }) => /published|corrected/.test(type));
    expect(versions).toHaveLength(4);
    for (const { position: at, data } of versions) {
      const served = await bytesAt(at);
      expect(Object.fromEntries(served.map(({ mediaType, bytes }) => [mediaType, sha256(bytes)]))).toEqual(data.served);
      const json = served.find(({ mediaType }) => mediaType === 'application/json');
      expect(JSON.parse(json?.bytes.toString() ?? '')).toMatchObject({ version: data.version });
    }
  });

  it('is never answered 304 where the reader has an older one, also within one second', async () => {
    const id = await published('Tides of the week');
    for (let version = 1; version < 5; version++) {
      const before = await read('/stories/tides-of-the-week');
      const [etag, modified] = ['etag', 'last-modified'].map((name) => before.headers.get(name) ?? '');
      expect(Date.parse(modified ?? '')).toBeLessThanOrEqual(Date.parse(before.headers.get('date') ?? ''));
      await correct(id, 'update', 'More.', `Version ${version + 1}.\n`);
      const byTag = await read('/stories/tides-of-the-week', { 'if-none-match': etag ?? '' });
      expect([byTag.status, byTag.json.version]).toEqual([200, version + 1]);
      const byTime = await read('/stories/tides-of-the-week', { 'if-modified-since': modified ?? '' });
      expect([byTime.status, byTime.json.version]).toEqual([200, version + 1]);
    }
    const etag = (await read('/stories/tides-of-the-week')).headers.get('etag') ?? '';
    expect((await read('/stories/tides-of-the-week', { 'if-none-match': etag })).status).toBe(304);
  });
});

describe('A story that got another address', () => {
  it('sends readers of each older one to the newest, whatever they ask for', async () => {
    const id = await published('First name');
    await publish(id, { slug: 'second-name', change: { kind: 'refile' } });
    await publish(id, { slug: 'third-name', change: { kind: 'refile' } });
    for (const slug of ['first-name', 'second-name']) {
      for (const headers of [
        ...mediaTypes.map((accept) => ({ accept })),
        { accept: 'image/png' },
        { 'if-none-match': '*' },
      ]) {
        for (const method of ['GET', 'HEAD']) {
          const answer = await read(`/stories/${slug}`, headers, method);
          expect([answer.status, answer.headers.get('location'), answer.text]).toEqual([
            308,
            '/v1/main/stories/third-name',
            '',
          ]);
          expect(answer.headers.get('cache-control')).toBe('public, max-age=10, must-revalidate');
        }
      }
    }
    expect((await read('/stories/third-name')).json).toMatchObject({ id, slug: 'third-name', version: 3 });
    await publish(id, { slug: 'first-name', change: { kind: 'refile' } });
    expect((await read('/stories/first-name')).json).toMatchObject({ version: 4 });
    expect((await read('/stories/third-name')).headers.get('location')).toBe('/v1/main/stories/first-name');
  });

  it('keeps its older addresses from other stories', async () => {
    const id = await published('Taken address');
    await publish(id, { slug: 'left-address', change: { kind: 'refile' } });
    await published('Taken address');
    expect((await read('/stories/taken-address')).headers.get('location')).toBe('/v1/main/stories/left-address');
    expect((await read('/stories/taken-address-2')).status).toBe(200);
  });
});

describe('A story that is retracted', () => {
  const notice = 'The harbour was not where we said.';
  const given = { standfirst: 'A standfirst.', category: 'harbour', tags: ['retracting'] };

  it('keeps its address and its place in lists, and shows the notice instead of its text', async () => {
    const id = await published('Harbour moves', given);
    await correct(id, 'correction', 'Not the harbour wall.', 'Another text of it.\n');
    await order(id, 'retract', { notice, reason: 'Invented' });
    const answer = await read('/stories/harbour-moves');
    const { retraction } = answer.json;
    expect(answer.json).toMatchObject({ headline: 'Harbour moves', version: 2, body: '', html: '', standfirst: null });
    expect(answer.json).toMatchObject({ sources: [], corrections: [], retraction: { notice } });
    expect(answer.json.updatedAt).toBe(retraction.at);
    for (const accept of mediaTypes) {
      const { text } = await read('/stories/harbour-moves', { accept });
      expect(text).toContain(notice);
      expect(text).not.toMatch(/Another text|the text|standfirst\.|harbour wall|Invented/);
    }
    const page = (await read('/stories/harbour-moves', { accept: 'text/html' })).text;
    expect(page).toContain('<title>Retracted: Harbour moves</title>');
    expect((await read('/stories?tag=retracting')).json.items).toMatchObject([{ id, retraction: { notice } }]);
  });

  it('keeps text, sources and corrections below the notice where that was asked for', async () => {
    const id = await published('Quay sinks', given);
    await correct(id, 'correction', 'By forty centimetres.', 'It sank.\n');
    await order(id, 'retract', { notice, reason: 'Invented', keepText: true });
    expect((await read('/stories/quay-sinks')).json).toMatchObject({
      body: 'It sank.\n',
      corrections: [{ note: 'By forty centimetres.' }],
      retraction: { notice },
    });
    const page = (await read('/stories/quay-sinks', { accept: 'text/html' })).text;
    expect(page.indexOf(notice)).toBeLessThan(page.indexOf('It sank.'));
  });

  it('is published again as a next version without the notice', async () => {
    const id = await published('Lock opens');
    await order(id, 'retract', { notice, reason: 'Wrong lock' });
    await correct(id, 'correction', 'It was the other lock.');
    expect((await read('/stories/lock-opens')).json).toMatchObject({
      version: 2,
      body: 'Lock opens: the text.\n',
      retraction: null,
      corrections: [{ note: 'It was the other lock.' }],
    });
  });
});

describe('A story that is unpublished', () => {
  it.each([
    [false, 410, 'gone'],
    [true, 451, 'unavailable-for-legal-reasons'],
  ])('with legal %s answers %s at every address it ever had, with nothing of it', async (legal, status, code) => {
    const secret = `Pier ${legal ? 'north' : 'south'}`;
    const id = await published(secret, { tags: ['taken-down'] });
    const old = secret.toLowerCase().replace(' ', '-');
    await publish(id, { slug: `now-${status}`, change: { kind: 'refile' } });
    const etag = (await read(`/stories/now-${status}`)).headers.get('etag') ?? '';
    await order(id, 'unpublish', { reason: `Because of ${secret}`, legal });
    for (const slug of [`now-${status}`, old]) {
      for (const headers of [...mediaTypes.map((accept) => ({ accept })), { 'if-none-match': etag }]) {
        const answer = await read(`/stories/${slug}`, headers);
        expect([answer.status, answer.json.code]).toEqual([status, code]);
        expect(answer.text).not.toContain(secret);
        expect(['location', 'etag', 'last-modified', 'link'].map((name) => answer.headers.get(name))).toEqual(
          Array.from({ length: 4 }, () => null),
        );
      }
      expect((await read(`/stories/${slug}`, {}, 'HEAD')).status).toBe(status);
    }
    expect((await read('/stories?tag=taken-down')).json.items).toEqual([]);
  });

  it('is back at its addresses and in lists once it is published again', async () => {
    const id = await published('Bridge closes', { tags: ['back'] });
    const { publishedAt } = (await read('/stories/bridge-closes')).json;
    await publish(id, { slug: 'bridge-shut', change: { kind: 'refile' } });
    await order(id, 'retract', { notice: 'Not so.', reason: 'Not so' });
    await order(id, 'unpublish', { reason: 'Asked to', legal: true });
    expect((await read('/stories/bridge-shut')).status).toBe(451);
    await correct(id, 'editors-note', 'We took this down for a day.');
    expect((await read('/stories/bridge-shut')).json).toMatchObject({ version: 3, publishedAt, retraction: null });
    expect((await read('/stories/bridge-closes')).status).toBe(308);
    expect((await read('/stories?tag=back')).json.items).toMatchObject([{ id, version: 3 }]);
    await order(id, 'unpublish', { reason: 'Again' });
    expect((await read('/stories/bridge-shut')).status).toBe(410);
  });
});

const bytesAt = async (at: number): Promise<{ mediaType: string; bytes: Buffer }[]> => {
  const events = stet.service.app.get(EventStore);
  const [event] = await events.readLog('main', { after: at - 1, limit: 1 });
  return events.served('main', event?.streamId ?? '', at);
};
const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
