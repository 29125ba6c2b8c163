import { once } from 'node:events';
import { connect } from 'node:net';
import { deepest } from '../../src/http/body-text';
import { errors } from '../../src/errors';
import { Readiness } from '../../src/http/readiness';
import { shutDown } from '../../src/http/shut-down';
import { slowRequests, startSampleApp, type SampleApp } from './sample-app';

let sample: SampleApp;
let url: string;
let reporter: string;
let editor: string;

beforeAll(async () => {
  const originsOf = (newsroom: string) => (newsroom === 'main' ? ['https://desk.example'] : []);
  sample = await startSampleApp({}, { originsOf });
  url = await sample.app.getUrl();
  reporter = await sample.token(['reporter']);
  editor = await sample.token(['editor']);
});
afterAll(() => sample.close());

type Sent = Omit<RequestInit, 'headers'> & {
  readonly headers?: Readonly<Record<string, string>>;
  readonly as?: string;
};

const send = (path: string, { as = reporter, headers, ...rest }: Sent = {}): Promise<Response> =>
  fetch(url + path, { ...rest, headers: { ...(as && { authorization: `Bearer ${as}` }), ...headers } });
const json = { 'content-type': 'application/json' };
const post = (body: string | Buffer, headers: Record<string, string> = json, path = '/v1/main/notes') =>
  send(path, { method: 'POST', headers, body: typeof body === 'string' ? body : new Uint8Array(body) });
/** What a test knows of an answer it did not make. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any
const read = (response: Response): Promise<any> => response.json();
const codeOf = async (response: Response): Promise<string> => `${response.status} ${(await read(response)).code}`;

/** The bytes as they are, without a client that would correct them. */
const sendRaw = (bytes: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes));
    let answer = '';
    socket.on('data', (chunk) => (answer += chunk.toString())).on('error', reject);
    socket.on('close', () => resolve(answer));
  });

describe('Who comes in', () => {
  it('without a token nobody, and the answer says how to ask', async () => {
    const response = await send('/v1/main/notes', { as: '' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="stet"');
    expect(await codeOf(response)).toBe('401 unauthenticated');
  });

  it('with a bad token nobody, and the answer says so', async () => {
    const response = await send('/v1/main/notes', { as: 'nonsense' });
    expect(response.headers.get('www-authenticate')).toBe('Bearer realm="stet", error="invalid_token"');
    expect(response.status).toBe(401);
  });

  it('the person of the token, with the roles of that newsroom', async () => {
    const response = await send('/v1/main/notes?limit=7');
    const actor = { sub: 'ana', name: 'Ana', roles: ['reporter'], expires: expect.any(Number) as number };
    expect(await response.json()).toEqual({ actor, limit: 7 });
    expect(response.headers.get('cache-control')).toBe('private, no-cache');
  });

  it('not with a role that may not', async () => {
    expect(await codeOf(await send('/v1/main/notes/verb', { method: 'POST' }))).toBe('403 forbidden');
  });

  it('not to a newsroom that the token does not name, which is as if it were not there', async () => {
    expect(await codeOf(await send('/v1/other/notes'))).toBe('404 not-found');
    expect(await codeOf(await send('/v1/constructor/notes'))).toBe('404 not-found');
  });

  it('everybody where a route is public, token or not', async () => {
    expect((await send('/v1/main/stories', { as: '' })).status).toBe(200);
    expect((await send('/v1/main/stories', { as: 'nonsense' })).status).toBe(200);
  });

  it('nobody where a route does not say who may', async () => {
    expect(await codeOf(await send('/v1/main/forgotten', { as: editor }))).toBe('403 forbidden');
    const { routes } = sample.app.getHttpAdapter().getInstance().routeTable;
    const undeclared = routes.filter(({ access }) => access === undefined);
    expect(undeclared.map(({ pattern }) => pattern)).toEqual(['/v1/:newsroom/forgotten', '/v1/:newsroom/forgotten']);
  });

  it('by HEAD as by GET, without a body', async () => {
    expect((await send('/v1/main/notes', { method: 'HEAD', as: '' })).status).toBe(401);
    const response = await send('/v1/main/notes', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(await response.text()).toBe('');
  });
});

describe('The order of refusals', () => {
  const broken = '{"text":';

  it('401 before 403, 403 before 400, 404 of a newsroom before 400', async () => {
    const verb = { method: 'POST', headers: json, body: broken };
    expect((await send('/v1/main/notes/verb', { ...verb, as: '' })).status).toBe(401);
    expect((await send('/v1/main/notes/verb', verb)).status).toBe(403);
    expect((await send('/v1/other/notes', verb)).status).toBe(404);
    expect((await send('/v1/main/notes', verb)).status).toBe(400);
  });

  it('an address that is not there is 404 whatever the body', async () => {
    expect(await codeOf(await post(broken, json, '/v1/main/nowhere'))).toBe('404 not-found');
  });
});

describe('Bodies', () => {
  it.each([
    ['malformed JSON', '{"text":}', '400 malformed-body'],
    ['a NUL', String.raw`{"text":"\u0000"}`, '400 malformed-body'],
    ['half of a surrogate pair', String.raw`{"text":"\ud800"}`, '400 malformed-body'],
    ['__proto__', '{"text":"a","__proto__":{"b":1}}', '400 malformed-body'],
    ['too many levels', `{"text":"a","meta":${'{"a":'.repeat(deepest)}1${'}'.repeat(deepest)}}`, '400 malformed-body'],
    ['what is not UTF-8', Buffer.from([0x7b, 0xff, 0x7d]), '400 malformed-body'],
    ['an array', '[]', '400 validation-failed'],
    ['a string', '"text"', '400 validation-failed'],
    ['null', 'null', '400 validation-failed'],
    ['nothing', '', '400 validation-failed'],
    ['more than 1 MiB', JSON.stringify({ text: 'a'.repeat(1024 * 1024) }), '413 body-too-large'],
  ])('of %s are refused', async (_, body, code) => {
    expect(await codeOf(await post(body))).toBe(code);
  });

  it.each([
    ['another media type', { 'content-type': 'application/xml' }],
    ['a media type of other routes', { 'content-type': 'text/markdown' }],
    ['another charset', { 'content-type': 'application/json; charset=latin1' }],
    ['compressed form', { ...json, 'content-encoding': 'gzip' }],
    ['no media type', { 'content-type': '' }],
  ])('in %s are 415', async (_, headers) => {
    expect(await codeOf(await post('{"text":"a"}', headers))).toBe('415 unsupported-media-type');
  });

  it.each(['application/json', 'Application/JSON; charset="UTF-8"'])('of type %s are read', async (type) => {
    expect((await post('{"text":"a"}', { 'content-type': type })).status).toBe(201);
  });

  it('just under 1 MiB are taken', async () => {
    const body = JSON.stringify({ text: 'a'.repeat(1024 * 1024 - 11) });
    expect(body).toHaveLength(1024 * 1024);
    expect((await post(body)).status).toBe(201);
  });

  it('of text come in byte for byte, and may be empty', async () => {
    const put = (body: string) =>
      send('/v1/main/notes/body', { method: 'PUT', headers: { 'content-type': 'text/markdown; charset=utf-8' }, body });
    expect(await (await put('\ufeffé\r\n')).json()).toEqual({ text: '\ufeffé\r\n', bytes: 7 });
    expect(await (await put('')).json()).toMatchObject({ text: '' });
    expect(await codeOf(await put('a\0'))).toBe('400 malformed-body');
  });

  it('are no business of a route that takes none', async () => {
    const path = '/v1/main/notes/verb';
    expect((await send(path, { method: 'POST', as: editor })).status).toBe(200);
    const refused = await send(path, { method: 'POST', as: editor, headers: json, body: '{}' });
    expect(await codeOf(refused)).toBe('415 unsupported-media-type');
  });

  it('name every member that is not as it should be, by its path', async () => {
    const body = { text: 1, extra: true, citations: [{ source: { title: 'a' } }, { source: { title: 1, odd: 1 } }] };
    const { errors } = await read(await post(JSON.stringify(body)));
    expect(errors).toEqual(
      expect.arrayContaining([
        { path: 'text', message: 'text must be a string' },
        { path: 'extra', message: 'property extra should not exist' },
        { path: 'citations[1].source.title', message: 'title must be a string' },
        { path: 'citations[1].source.odd', message: 'property odd should not exist' },
      ]),
    );
    expect(errors).toHaveLength(4);
  });

  it('may send back what only the server sets, also further in, and it is ignored', async () => {
    const citations = [{ sourceId: 7, source: { title: 'a' } }];
    const response = await post(
      JSON.stringify({ text: 'a', revision: 'x', status: [], citations, meta: { status: 1 } }),
    );
    expect(await response.json()).toEqual({ text: 'a', citations: [{ source: { title: 'a' } }], meta: { status: 1 } });
  });
});

describe('Idempotency keys', () => {
  const put = (key: string, method = 'PUT') =>
    send('/v1/main/notes/body', {
      method,
      headers: { 'content-type': 'text/markdown', 'idempotency-key': key },
      body: 'a',
    });

  it('are 1 to 255 printable ASCII characters', async () => {
    expect(await (await put('k'.repeat(255))).json()).toMatchObject({ idempotencyKey: 'k'.repeat(255) });
    for (const key of ['', 'k'.repeat(256), 'clé', 'a\tb'])
      expect(await codeOf(await put(key))).toBe('400 validation-failed');
  });
});

describe('Problems', () => {
  it('are of their own media type, with the request id of the header', async () => {
    const response = await send('/nowhere');
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(await response.json()).toEqual({
      type: 'https://stet.press/problems/not-found',
      title: 'There is nothing here, or nothing for this reader.',
      status: 404,
      detail: expect.any(String),
      code: 'not-found',
      requestId: response.headers.get('stet-request-id'),
    });
  });

  it.each(['DELETE', 'PUT', 'PROPFIND'])('405 to %s says which methods there are', async (method) => {
    const response = await send('/v1/main/notes', { method, as: '' });
    expect(response.headers.get('allow')).toBe('GET, HEAD, POST, OPTIONS');
    expect(await codeOf(response)).toBe('405 method-not-allowed');
  });

  it.each(['/v1/main/%ff', '/v1/main/notes/%', '/v1//notes', '/v1/main/notes/', '/v1/main/%00'])(
    'answer the odd address %s',
    async (path) => {
      expect(await codeOf(await send(path))).toMatch(/^(400 validation-failed|404 not-found)$/);
    },
  );

  it.each([
    ['is no HTTP', 'nonsense\r\n\r\n'],
    ['has too large headers', `GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`],
  ])('answer what %s', async (_, bytes) => {
    const answer = await sendRaw(bytes);
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\nContent-Type: application\/problem\+json/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1] ?? '')).toMatchObject({ status: 400, code: 'validation-failed' });
  });

  it('tell nothing of a defect, and neither does the log tell what people wrote', async () => {
    const response = await send('/v1/main/broken');
    const text = await response.text();
    expect(text).toContain('"internal-error"');
    expect(text).not.toMatch(/secrets|select|sample-app/);
    const line = sample.logged.find((one) => one.includes('request failed')) ?? '';
    expect(JSON.parse(line)).toMatchObject({ requestId: JSON.parse(text).requestId, err: { code: '42P01' } });
    expect(line).not.toContain('a name nobody may know');
  });

  it('say when a database that is away may be back', async () => {
    const response = await send('/v1/main/away');
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await codeOf(response)).toBe('503 unavailable');
  });
});

describe('Pages of other origins', () => {
  const origin = 'https://desk.example';

  it('of the newsroom may read the answer and its headers', async () => {
    const { headers } = await send('/v1/main/stories', { headers: { origin } });
    expect(headers.get('access-control-allow-origin')).toBe(origin);
    const exposed = headers.get('access-control-expose-headers')?.split(', ');
    expect(exposed).toEqual(expect.arrayContaining(['ETag', 'Link', 'Stet-Position', 'Memento-Datetime']));
    expect(headers.get('vary')).toBe('Accept, Origin');
  });

  it('are answered before they ask, also for what needs a token', async () => {
    const headers = { origin, 'access-control-request-method': 'POST' };
    const response = await send('/v1/main/notes', { method: 'OPTIONS', as: '', headers });
    expect(response.status).toBe(204);
    expect(response.headers.get('access-control-allow-methods')).toBe('GET, HEAD, POST');
    expect(response.headers.get('access-control-allow-headers')).toContain('Idempotency-Key');
  });

  it('that are not on the list, or of another newsroom, may not', async () => {
    const strange = await send('/v1/main/stories', { headers: { origin: 'https://evil.example' } });
    const other = await send('/v1/other/stories', { headers: { origin } });
    for (const { headers } of [strange, other]) expect(headers.get('access-control-allow-origin')).toBeNull();
  });
});

describe('Operations', () => {
  it('writes one line a request: pattern, never address, query, body or token', async () => {
    const before = sample.logged.length;
    const response = await send('/v1/main/notes?limit=2');
    await response.json();
    const lines = sample.logged
      .slice(before)
      .filter((line) => line.includes(response.headers.get('stet-request-id') ?? '?'));
    expect(lines.map((line) => JSON.parse(line))).toEqual([
      expect.objectContaining({
        route: '/v1/:newsroom/notes',
        method: 'GET',
        status: 200,
        newsroom: 'main',
        actor: 'ana',
      }),
    ]);
    expect(sample.logged.join('')).not.toMatch(/limit=|Bearer|eyJ/);
  });

  it('counts requests by route pattern', async () => {
    const text = await (await send('/metrics', { as: '' })).text();
    expect(text).toMatch(
      /stet_http_request_duration_seconds_count\{method="GET",route="\/v1\/:newsroom\/notes",status="200"\} \d/,
    );
  });

  it('is alive, and ready when every probe is', async () => {
    expect(await (await send('/health/live', { as: '' })).json()).toEqual({ status: 'ok' });
    let up = true;
    const check = () => (up ? Promise.resolve({ lag: 0 }) : Promise.reject(new Error('at 10.0.0.7')));
    sample.app.get(Readiness).add({ name: 'database', check });
    expect(await (await send('/health/ready', { as: '' })).json()).toEqual({
      status: 'ok',
      checks: { database: { status: 'up', lag: 0 } },
    });
    up = false;
    const response = await send('/health/ready', { as: '' });
    expect(response.status).toBe(503);
    expect(await response.json()).toMatchObject({ code: 'unavailable', checks: { database: { status: 'down' } } });
  });

  it('describes itself as OpenAPI 3.1, every operation with its problems and path parameters', async () => {
    const document = await read(await send('/openapi.json', { as: '' }));
    expect(document.openapi).toBe('3.1.0');
    const notes = document.paths['/v1/{newsroom}/notes'];
    expect(notes.parameters).toEqual([{ name: 'newsroom', in: 'path', required: true, schema: { type: 'string' } }]);
    expect(notes.get.responses.default.content).toHaveProperty(['application/problem+json']);
    expect(notes.get.security).toEqual([{ bearer: [] }]);
    expect(document.paths['/v1/{newsroom}/stories'].get.security).toEqual([]); // none, said outright
  });

  it('shows it on a page that needs no other server', async () => {
    const page = await send('/docs', { as: '' });
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(await page.text()).not.toMatch(/(src|href)="https?:/);
    expect((await send('/docs/swagger-ui-bundle.js', { as: '' })).status).toBe(200);
  });
});

describe('A limit on requests', () => {
  it('is by person, then by address, and never keeps anybody from health', async () => {
    const limited = await startSampleApp({ STET_RATE_LIMIT: '2' });
    const address = await limited.app.getUrl();
    const headers = { authorization: `Bearer ${await limited.token(['editor'])}` };
    const all = await Promise.all(Array.from({ length: 6 }, () => fetch(`${address}/v1/main/notes`, { headers })));
    const refused = all.filter(({ status }) => status === 429);
    expect(refused.length).toBeGreaterThanOrEqual(3);
    expect(refused[0]?.headers.get('retry-after')).toBe('1');
    expect(refused[0]?.headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(await refused[0]?.json()).toMatchObject({
      status: 429,
      code: 'rate-limited',
      title: errors['rate-limited'],
    });
    expect((await fetch(`${address}/v1/main/stories`)).status).toBe(200);
    const health = await Promise.all(Array.from({ length: 6 }, () => fetch(`${address}/health/live`)));
    expect(health.map(({ status }) => status)).toEqual(Array(6).fill(200));
    await limited.close();
  });
});

describe('The end', () => {
  it('finishes what was accepted, accepts nothing new and keeps no connection', async () => {
    const ending = await startSampleApp();
    const address = await ending.app.getUrl();
    const slow = fetch(`${address}/v1/main/slow`);
    await until(() => slowRequests.length > 0);
    const closed = shutDown(ending.app);
    await until(() => !ending.app.getHttpServer().listening);
    slowRequests.pop()?.();
    expect(await (await slow).json()).toEqual({ finished: true });
    await closed;
    await expect(fetch(`${address}/health/live`)).rejects.toThrow();
  });

  it('waits for nobody who has connected and asked nothing', async () => {
    const ending = await startSampleApp();
    const { hostname, port } = new URL(await ending.app.getUrl());
    const accepted = once(ending.app.getHttpServer(), 'connection');
    const silent = connect(Number(port), hostname);
    await accepted;
    const left = once(silent, 'close');
    await shutDown(ending.app, 600_000);
    await left;
  });
});

/** Turn by turn of the event loop, without waiting a given time. */
async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve));
}
