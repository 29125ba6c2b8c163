// Who may use what: every route of the service against every role, and the table against the routes that there are.
import { roles, type Role } from '../src/identity/actor';
import { startTestService, type Client, type TestService } from './setup/service';

const everybody = 'everybody';
const readers: Role[] = ['reporter', 'editor', 'standards', 'auditor', 'importer'];
const writers: Role[] = ['reporter', 'editor', 'standards', 'importer'];
const desk: Role[] = ['editor', 'standards'];
const historians: Role[] = ['editor', 'standards', 'auditor'];

const table: Record<string, typeof everybody | Role[]> = {
  'GET /v1/:newsroom/corrections': everybody,
  'GET /v1/:newsroom/corrections.atom': everybody,
  'GET /v1/:newsroom/feed.atom': everybody,
  'GET /v1/:newsroom/feed.json': everybody,
  'GET /v1/:newsroom/feed.rss': everybody,
  'GET /v1/:newsroom/stories': everybody,
  'GET /v1/:newsroom/stories/:slug': everybody,
  'GET /v1/:newsroom/stories/:slug/sources': everybody,
  'GET /v1/:newsroom/stories/:slug/timemap': everybody,
  'GET /v1/:newsroom/stories/:slug/versions': everybody,
  'GET /v1/:newsroom/stories/:slug/versions/:version': everybody,
  'GET /v1/:newsroom/stories/:slug/versions/:version/retraction': everybody,
  'POST /v1/:newsroom/articles': writers,
  'GET /v1/:newsroom/articles': readers,
  'GET /v1/:newsroom/articles/:id': readers,
  'PATCH /v1/:newsroom/articles/:id': writers,
  'PUT /v1/:newsroom/articles/:id/body': writers,
  'GET /v1/:newsroom/articles/:id/buffer': writers,
  'PUT /v1/:newsroom/articles/:id/buffer': writers,
  'DELETE /v1/:newsroom/articles/:id/buffer': writers,
  'GET /v1/:newsroom/articles/:id/checks': readers,
  'POST /v1/:newsroom/articles/:id/publish': desk,
  'POST /v1/:newsroom/articles/:id/assign': desk,
  'POST /v1/:newsroom/articles/:id/request-changes': desk,
  'POST /v1/:newsroom/articles/:id/approve': desk,
  'POST /v1/:newsroom/articles/:id/require': desk,
  'POST /v1/:newsroom/articles/:id/schedule': desk,
  'POST /v1/:newsroom/articles/:id/unschedule': desk,
  'POST /v1/:newsroom/articles/:id/spike': desk,
  'POST /v1/:newsroom/articles/:id/revive': desk,
  'POST /v1/:newsroom/articles/:id/restore': desk,
  'POST /v1/:newsroom/articles/:id/submit': ['reporter', ...desk],
  'POST /v1/:newsroom/articles/:id/retract': ['standards'],
  'POST /v1/:newsroom/articles/:id/unpublish': ['standards'],
  'POST /v1/:newsroom/articles/:id/withhold': ['standards'],
  'POST /v1/:newsroom/articles/:id/release': ['standards'],
  'POST /v1/:newsroom/articles/:id/legal-hold': ['standards'],
  'DELETE /v1/:newsroom/articles/:id/legal-hold': ['standards'],
  'POST /v1/:newsroom/erasures': ['standards'],
  'GET /v1/:newsroom/erasures': ['standards', 'auditor'],
  'GET /v1/:newsroom/erasures/:id': ['standards', 'auditor'],
  'POST /v1/:newsroom/erasures/:id/approve': ['standards'],
  'POST /v1/:newsroom/articles/:id/citations': ['reporter', 'editor', 'standards'],
  'POST /v1/:newsroom/articles/:id/citations/:key/confirm': ['reporter', 'editor', 'standards'],
  'POST /v1/:newsroom/articles/:id/citations/:key/approve': desk,
  'POST /v1/:newsroom/articles/:id/citations/:key/reveal': ['standards'],
  'PATCH /v1/:newsroom/articles/:id/citations/:key': ['reporter', 'editor', 'standards'],
  'DELETE /v1/:newsroom/articles/:id/citations/:key': ['reporter', 'editor', 'standards'],
  'GET /v1/:newsroom/articles/:id/comments': readers,
  'POST /v1/:newsroom/articles/:id/comments': ['reporter', 'editor', 'standards'],
  'GET /v1/:newsroom/articles/:id/comments/:n': readers,
  'POST /v1/:newsroom/articles/:id/comments/:n/resolve': ['reporter', 'editor', 'standards'],
  'GET /v1/:newsroom/articles/:id/evidence': historians,
  'GET /v1/:newsroom/articles/:id/revisions': historians,
  'GET /v1/:newsroom/articles/:id/revisions/:revision': historians,
  'GET /v1/:newsroom/articles/:id/blame': historians,
  'GET /v1/:newsroom/articles/:id/diff': historians,
  'GET /v1/:newsroom/events': historians,
  'GET /v1/:newsroom/sources': historians,
  'GET /v1/:newsroom/sources/:sourceId': historians,
  'GET /v1/:newsroom/sources/:sourceId/articles': historians,
  'POST /v1/:newsroom/replays': ['auditor', 'admin'],
  'GET /v1/:newsroom/replays': ['auditor', 'admin'],
  'GET /v1/:newsroom/replays/:id': ['auditor', 'admin'],
  'GET /v1/:newsroom/ledger/checkpoint': everybody,
  'GET /v1/:newsroom/ledger/key': everybody,
  'GET /v1/:newsroom/ledger/keys': everybody,
  'GET /v1/:newsroom/ledger/proof/consistency': everybody,
  'GET /v1/:newsroom/ledger/proof/event': everybody,
  'GET /v1/:newsroom/ledger/proof/inclusion': everybody,
  'GET /v1/:newsroom/ledger/tile/:level/*': everybody,
  'GET /v1/:newsroom/ledger/tile/entries/*': historians,
  'GET /v1/:newsroom/settings': ['admin'],
  'PATCH /v1/:newsroom/settings': ['admin'],
  'POST /v1/:newsroom/webhooks': ['admin'],
  'GET /v1/:newsroom/webhooks': ['admin'],
  'GET /v1/:newsroom/webhooks/:id': ['admin'],
  'PATCH /v1/:newsroom/webhooks/:id': ['admin'],
  'DELETE /v1/:newsroom/webhooks/:id': ['admin'],
  'POST /v1/:newsroom/webhooks/:id/rotate-secret': ['admin'],
  'POST /v1/:newsroom/webhooks/:id/park': ['admin'],
  'POST /v1/:newsroom/webhooks/:id/resume': ['admin'],
  'POST /v1/:newsroom/webhooks/:id/replay': ['admin'],
  'POST /v1/:newsroom/webhooks/:id/test': ['admin'],
  'GET /audit': everybody,
  'GET /audit/:file': everybody,
  'GET /health/live': everybody,
  'GET /health/ready': everybody,
  'GET /metrics': everybody,
};

const rows = Object.entries(table).map(([route, allowed]) => {
  const [method = '', pattern = ''] = route.split(' ');
  return { route, method, allowed, path: addressOf(pattern) };
});
const closed = rows.filter(({ allowed }) => allowed !== everybody);
const cells = closed.flatMap((row) => roles.map((role) => ({ ...row, role })));

/** An address of that pattern at which there is nothing. */
function addressOf(pattern: string): string {
  const parts = {
    ':newsroom': 'main',
    ':id': '01934567-89ab-7cde-8f01-23456789abcd',
    ':revision': '1',
    ':key': 'a',
    ':slug': 'x',
    ':sourceId': '01934567-89ab-5cde-8f01-23456789abcd',
    ':n': '1',
  };
  return Object.entries(parts).reduce((path, [name, value]) => path.replace(name, value), pattern);
}

let stet: TestService;
const clients = new Map<Role, Client>();

beforeAll(async () => {
  stet = await startTestService();
  for (const role of roles) clients.set(role, await stet.as(role, role));
});
afterAll(() => stet.close());

const send = (client: Client | undefined, { method, path }: { method: string; path: string }) =>
  (client ?? stet.reader).send(method, `/${path}`, method === 'GET' || method === 'DELETE' ? {} : { body: {} });

describe('the routes', () => {
  it('are those of the table, and each says who may use it', () => {
    const { routes } = stet.service.app.getHttpAdapter().getInstance().routeTable;
    const own = routes.filter(({ method, pattern }) => method !== 'HEAD' && !/^\/(docs|openapi)/.test(pattern));
    expect(own.map(({ method, pattern }) => `${method} ${pattern}`).sort()).toEqual(Object.keys(table).sort());
    expect(routes.filter(({ access }) => access === undefined)).toEqual([]);
  });

  it('answer with headers that let nothing be guessed, framed or told on, whatever they answer', async () => {
    const wrong = [];
    for (const row of [...rows, { route: 'none', method: 'GET', path: '/nowhere' }]) {
      const { headers } = await send(undefined, row);
      const safe =
        headers.get('x-content-type-options') === 'nosniff' &&
        headers.get('referrer-policy') === 'no-referrer' &&
        /frame-ancestors 'none'/.test(headers.get('content-security-policy') ?? '') &&
        /default-src 'none'/.test(headers.get('content-security-policy') ?? '') &&
        !headers.has('server') &&
        !headers.has('x-powered-by');
      if (!safe) wrong.push({ route: row.route, headers: [...headers] });
    }
    expect(wrong).toEqual([]);
  });

  it.each(closed)('$route needs a token', async (row) => {
    const { status, json, headers } = await send(undefined, row);
    expect([status, json.code]).toEqual([401, 'unauthenticated']);
    expect(headers.get('www-authenticate')).toMatch(/^Bearer/);
  });

  it.each(cells)('$route for $role', async ({ role, allowed, ...row }) => {
    const { status, json } = await send(clients.get(role), row);
    if (allowed.includes(role)) expect([401, 403]).not.toContain(status);
    else expect([status, json.code]).toEqual([403, 'forbidden']);
  });

  it('hide a newsroom that the token does not name', async () => {
    const { status, json } = await (clients.get('editor') as Client).get(
      '//v1/other/articles/01934567-89ab-7cde-8f01-23456789abcd',
    );
    expect([status, json.code]).toEqual([404, 'not-found']);
  });
});
