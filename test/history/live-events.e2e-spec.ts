// The log live: server-sent events from any position on, for those who may read the log, as long as their token counts.
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { clockTolerance } from '../../src/identity/token-source';
import { startTestService, type Client, type TestService } from '../setup/service';
import { LogListener } from './events';

let stet: TestService;
let ana: Client;
let rob: Client;
let aud: Client;
const open: LogListener[] = [];

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  rob = await stet.as('Rob', 'reporter');
  aud = await stet.as('Aud', 'auditor');
  await ana.post('/articles', { headline: 'Before' });
});
afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
});
afterAll(() => stet.close());

const head = async () => Number((await aud.get('/events', { headers: ndjson })).headers.get('stet-position'));
const ndjson = { accept: 'application/x-ndjson' };

async function listen(query = '', headers = {}, token = aud.token): Promise<LogListener> {
  const listener = new LogListener();
  open.push(listener);
  return listener.connect({ url: `${stet.service.url}/v1/main/events${query}`, token }, headers);
}

/** To be asked before another service runs in this process: its metrics would take the place of this one's. */
const gauge = async () =>
  /^stet_event_listeners\{newsroom="main"\} (\d+)/m.exec((await stet.reader.get('//metrics')).text)?.[1];

describe('live events', () => {
  it('are counted while somebody listens', async () => {
    const [one, other] = [await listen(), await listen()];
    await Promise.all([one, other].map((each) => each.until(() => each.parser.lastEventId !== '')));
    expect(await gauge()).toBe('2');
    one.close();
    other.close();
    while ((await gauge()) !== '0');
  });

  it('begin behind `after`, and go on with what comes', async () => {
    const listener = await (await listen('?after=0')).until(1);
    await ana.post('/articles', { headline: 'Water' });
    await listener.until(await head());
    expect(listener.positions).toEqual(listener.positions.map((_, at) => at + 1));
    expect(listener.events).toEqual((await aud.get('/events')).json.items);
  });

  it('begin now where nothing is said, and tell at once where that is', async () => {
    const at = await head();
    const listener = await listen();
    await listener.until(() => listener.parser.lastEventId !== '');
    expect(listener.parser.lastEventId).toBe(String(at));
    await ana.post('/articles', { headline: 'Now' });
    await listener.until(1);
    expect(listener.positions).toEqual([at + 1]);
  });

  it('go on behind Last-Event-ID, whatever `after` says', async () => {
    await ana.post('/articles', { headline: 'One more' });
    const at = await head();
    const listener = await (await listen('?after=0', { 'last-event-id': String(at - 1) })).until(1);
    expect(listener.positions).toEqual([at]);
  });

  it('are told to no cache and no gathering proxy, with a time after which to connect again', async () => {
    const listener = await listen();
    await listener.until(() => listener.parser.retry !== undefined);
    expect(listener.headers).toMatchObject({
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
      vary: expect.stringContaining('Accept'),
    });
    expect(listener.parser.retry).toBeGreaterThanOrEqual(1_000);
  });

  it('are filtered by article, type and person, those of the past and those that come', async () => {
    const { json: mine } = await rob.post('/articles', { headline: 'Mine' });
    const after = await head();
    const edit = (headline: string, baseRevision: number) =>
      rob.patch(`/articles/${mine.id}`, { headline, baseRevision });
    await edit('Past', 1);
    const listeners = await Promise.all(
      [`article=${mine.id}`, 'actor=rob', 'type=article-edited'].map((one) => listen(`?after=${after}&${one}`)),
    );
    const others = await listen(`?after=${after}&actor=ana`);
    await Promise.all(listeners.map((one) => one.until(1)));
    await ana.post('/articles', { headline: 'Not mine' });
    await edit('To come', 2);
    await Promise.all([...listeners.map((one) => one.until(2)), others.until(1)]);
    for (const { events } of listeners) expect(events.map(({ data }) => data['headline'])).toEqual(['Past', 'To come']);
    expect(others.events.map(({ data }) => data['headline'])).toEqual(['Not mine']);
  });

  it('of a person who has done nothing yet end, and begin again where they ended', async () => {
    const after = await head();
    const listener = await listen('?actor=new');
    await listener.ended;
    expect(listener.parser.lastEventId).toBe(String(after));
    await (await stet.as('New', 'editor')).post('/articles', { headline: 'First' });
    await listener.connect({ url: `${stet.service.url}/v1/main/events?actor=new`, token: aud.token });
    open.push(listener);
    await listener.until(1);
    expect(listener.positions).toEqual([after + 1]);
  });

  it('of another server come too', async () => {
    const other = await stet.beside();
    const listener = await listen();
    await (await other.as('Ana', 'editor')).post('/articles', { headline: 'Elsewhere' });
    await listener.until(1);
    await other.end();
    expect(listener.events[0]?.data['headline']).toBe('Elsewhere');
  });

  it('are refused to reporters, to nobody, and from what is no position', async () => {
    expect((await listen('', {}, rob.token)).status).toBe(403);
    expect((await listen('', {}, 'x')).status).toBe(401);
    expect((await listen('', { 'last-event-id': 'x' })).status).toBe(400);
    expect((await listen('?limit=5')).status).toBe(400);
  });

  it('end with the token', async () => {
    const key = readOrMakeSigningKey(stet.dataFolder);
    const token = await signToken(
      key,
      { sub: 'aud', name: 'Aud', newsrooms: { main: ['auditor'] } },
      1 - clockTolerance,
    );
    const listener = await listen('?after=0', {}, token);
    expect(listener.status).toBe(200);
    await listener.ended;
    expect(listener.response?.complete).toBe(true);
    expect((await listen('', {}, token)).status).toBe(401);
  });

  it('end when the server is asked to, at once and in order', async () => {
    const other = await stet.beside();
    const listener = new LogListener();
    await listener.connect({ url: `${other.service.url}/v1/main/events`, token: aud.token });
    await listener.until(() => listener.parser.lastEventId !== '');
    const began = performance.now();
    await Promise.all([other.end(), listener.ended]);
    expect(listener.response?.complete).toBe(true);
    expect(performance.now() - began).toBeLessThan(8_000); // ten seconds are given to what does not end
  });

  it('answer HEAD without a stream', async () => {
    const { status, headers } = await aud.send('HEAD', '/events', { headers: { accept: 'text/event-stream' } });
    expect([status, headers.get('content-type')]).toEqual([200, 'text/event-stream']);
  });
});

describe('the log', () => {
  it('is told in three media types, and refused in others', async () => {
    const type = async (accept: string) =>
      (await aud.get('/events', { headers: { accept } })).headers.get('content-type');
    expect(await type('*/*')).toMatch(/^application\/json/);
    expect(await type('application/x-ndjson')).toMatch(/^application\/x-ndjson/);
    const { status, json } = await aud.get('/events', { headers: { accept: 'text/html' } });
    expect([status, json.code]).toEqual([406, 'not-acceptable']);
    expect(json.offers).toEqual(['application/json', 'application/x-ndjson', 'text/event-stream']);
  });
});
