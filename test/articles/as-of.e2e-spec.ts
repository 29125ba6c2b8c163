// An article as it stood at an instant, over HTTP.
import { startTestService, type Client, type TestService } from '../setup/service';

let stet: TestService;
let ana: Client;
let ivo: Client;
/** Drafted and edited twice. */
let id: string;
/** When each revision was recorded. */
let times: string[];

const shifted = (time: string | undefined, milliseconds: number) =>
  new Date(Date.parse(time ?? '') + milliseconds).toISOString();
const at = (time: string | undefined, rest = '') => `/articles/${id}?at=${encodeURIComponent(time ?? '')}${rest}`;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  ivo = await stet.as('Ivo', 'importer');
  id = (await ana.post('/articles', { headline: 'One', body: 'First.\n' })).json.id;
  await ana.patch(`/articles/${id}`, { headline: 'Two', body: 'Second.\n', baseRevision: 1 });
  await ana.patch(`/articles/${id}`, { headline: 'Three', body: 'Third.\n', baseRevision: 2 });
  const { items } = (await ana.get(`/articles/${id}/revisions`)).json;
  times = items.map(({ recordedAt }: { recordedAt: string }) => recordedAt);
});
afterAll(() => stet.close());

describe('an article at an instant', () => {
  it('is the last revision recorded at or before it', async () => {
    for (const time of times) {
      const last = times.lastIndexOf(time) + 1;
      expect((await ana.get(at(time))).json).toEqual((await ana.get(`/articles/${id}?revision=${last}`)).json);
    }
    expect((await ana.get(at(shifted(times[2], 60_000)))).json.revision).toBe(3);
  });

  it('was not there before its draft', async () => {
    const { status, json } = await ana.get(at(shifted(times[0], -1)));
    expect([status, json.code]).toEqual([404, 'not-found']);
    expect((await ana.get(at('0001-01-01T00:00:00Z'))).status).toBe(404);
    expect((await ana.get(at('0001-01-01T00:00:00Z', '&time=occurred'))).status).toBe(404);
  });

  it('may be asked for with any offset, and any fraction of a second', async () => {
    const local = `${shifted(times[2], 3_600_000).slice(0, -1)}999+01:00`;
    expect((await ana.get(at(local))).json.revision).toBe(3);
    expect((await ana.get(at('9999-12-31T23:59:59.999999999Z'))).json.revision).toBe(3);
  });

  it('is there as JSON, Markdown and HTML, each with the tag of its revision', async () => {
    const read = async (accept: string) => {
      const { headers, text } = await ana.get(at(times[2]), { headers: { accept } });
      return [headers.get('etag'), text.includes('Third.')];
    };
    expect(await read('application/json')).toEqual(['"3"', true]);
    expect(await read('text/markdown')).toEqual(['"3-md"', true]);
    expect(await read('text/html')).toEqual(['"3-html"', true]);
    const again = await ana.get(at(times[2]), { headers: { 'if-none-match': '"3"' } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  it('may be kept once it is over, and is asked for again until then', async () => {
    const kept = async (path: string) => (await ana.get(path)).headers.get('cache-control');
    await expect(kept(at(shifted(times[2], 60_000)))).resolves.toBe('private, no-cache');
    await expect(kept(`/articles/${id}?revision=3`)).resolves.toBe('private, max-age=3600, immutable');
    await expect(kept(`/articles/${id}`)).resolves.toBe('private, no-cache');
    await ana.patch(`/articles/${id}`, { headline: 'Four', baseRevision: 3 });
    const past = await ana.get(at(times[0]));
    expect(past.headers.get('cache-control')).toBe('private, max-age=3600, immutable');
    expect(past.headers.get('vary')).toBe('Accept, Authorization');
  });

  it('is refused for what is no instant, and beside a revision', async () => {
    for (const path of [at('2026-05-04'), at(times[0], '&revision=1'), at(times[0], '&time=told')]) {
      const { status, json } = await ana.get(path);
      expect([path, status, json.code]).toEqual([path, 400, 'validation-failed']);
    }
    expect((await ana.get(`/articles/${id}?time=occurred`)).status).toBe(400);
  });

  it('is for those alone who may read it now', async () => {
    await ana.post(`/articles/${id}/assign`, { actors: ['cleo'], access: 'assigned', baseRevision: 4 });
    const rob = await stet.as('Rob', 'reporter');
    expect((await rob.get(at(times[0]))).status).toBe(404);
  });
});

describe('an imported article at an instant in the world', () => {
  it('is the last revision that had happened, by when it happened or else was recorded', async () => {
    const drafted = { headline: 'Old', body: 'First.\n', occurredAt: '2001-01-03T10:00:00Z' };
    const old = `/articles/${(await ivo.post('/articles', drafted)).json.id}`;
    await ivo.patch(old, { headline: 'Older', baseRevision: 1, occurredAt: '2001-01-05T12:00:00+02:00' });
    await ana.patch(old, { headline: 'Now', baseRevision: 2 });
    await ivo.patch(old, { headline: 'Between', baseRevision: 3, occurredAt: '2001-01-04T10:00:00Z' });
    const asOf = async (time: string) => (await ana.get(`${old}?at=${time}&time=occurred`)).json.headline;
    expect(await asOf('2001-01-03T10:00:00Z')).toBe('Old');
    expect(await asOf('2001-01-04T09:59:59.999Z')).toBe('Old');
    expect(await asOf('2001-01-05T10:00:00Z')).toBe('Between');
    expect(await asOf('2099-01-01T00:00:00Z')).toBe('Between');
    expect((await ana.get(`${old}?at=2001-01-03T09:00:00Z&time=occurred`)).status).toBe(404);
    expect((await ana.get(`${old}?at=2001-01-05T10:00:00Z`)).status).toBe(404);
  });
});
