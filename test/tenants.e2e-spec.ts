// Newsrooms are strangers to each other: every route of the service is tried with another newsroom's token, and in the other
// newsroom with this one's ids. Nothing is found, and nothing changes. The routes are those that the service has, new ones too.
import { Client as Connection } from 'pg';
import { roles } from '../src/identity/actor';
import { readOrMakeSigningKey, signToken } from '../src/identity/signing-key';
import { betweenPolls } from './setup/between-polls';
import { Client, startTestService, type Answer, type TestService } from './setup/service';

const word = 'Kwakzalversdijk'; // stands in all that main has, and nowhere else
const source = { type: 'webpage', title: `Levels at the ${word}`, URL: 'https://levels.example/k' };
const confidential = { description: `A clerk of the ${word}`, identity: `Kim of the ${word}`, reason: 'A promise' };

let stet: TestService;
let database: Connection;
let stranger: Client;
let things: Record<string, string>;

beforeAll(async () => {
  stet = await startTestService();
  database = new Connection(stet.database.url);
  await database.connect();
  await database.query(`select log.create_newsroom('sport')`);
  const key = readOrMakeSigningKey(stet.dataFolder);
  const token = await signToken(key, { sub: 'sam', name: 'Sam', newsrooms: { sport: roles } }, 3600);
  stranger = new Client(stet.service.url, token);
  things = await everythingOfMain();
});
afterAll(async () => {
  await database.end();
  await stet.close();
});

/** An article with all that an article can have, and what its addresses are made of. */
async function everythingOfMain(): Promise<Record<string, string>> {
  const ana = await stet.as('Ana', 'editor');
  const ben = await stet.as('Ben', 'standards');
  const admin = await stet.as('Ada', 'admin');
  const body = `The ${word} held [@levels] [@clerk].\n`;
  const citations = [
    { key: 'levels', source },
    { key: 'clerk', confidential },
  ];
  const { json: article } = await ana.post('/articles', { headline: word, body, citations, tags: [word] });
  const at = `/articles/${article.id}`;
  await ben.post(`${at}/citations/clerk/approve`, { reason: word });
  await ana.post(`${at}/comments`, { text: word });
  await ana.write('PUT', `${at}/buffer`, word);
  expect((await ana.post(`${at}/publish`, { baseRevision: 2, slug: 'held' })).status).toBe(200);
  const { json: replay } = await admin.post('/replays', { projection: 'revision-history' });
  const { json: read } = await ana.get(at);
  return {
    id: article.id,
    slug: 'held',
    key: 'clerk',
    n: '1',
    revision: '1',
    v: '1',
    sourceId: read.citations[0].sourceId,
    replay: replay.id,
  };
}

const reason = 'Because';
/** What each address takes, so that it is refused for what it is about and not for how it is asked. */
const bodies: Record<string, object> = {
  'PATCH /articles/:id': { headline: 'Mine', baseRevision: 1 },
  'POST /articles/:id/assign': { actors: ['sam'], baseRevision: 1 },
  'POST /articles/:id/request-changes': { note: 'Mine', baseRevision: 1 },
  'POST /articles/:id/approve': { baseRevision: 1 },
  'POST /articles/:id/submit': { baseRevision: 1 },
  'POST /articles/:id/require': { approval: 'legal', reason, baseRevision: 1 },
  'POST /articles/:id/schedule': { at: '2099-01-01T00:00:00Z', baseRevision: 1 },
  'POST /articles/:id/publish': { baseRevision: 1 },
  'POST /articles/:id/unschedule': { reason, baseRevision: 1 },
  'POST /articles/:id/spike': { reason, baseRevision: 1 },
  'POST /articles/:id/revive': { reason, baseRevision: 1 },
  'POST /articles/:id/restore': { revision: 1, reason, baseRevision: 1 },
  'POST /articles/:id/retract': { notice: 'Mine', reason, baseRevision: 1 },
  'POST /articles/:id/unpublish': { reason, baseRevision: 1 },
  'POST /articles/:id/citations': { key: 'mine', source },
  'POST /articles/:id/citations/:key/approve': { reason },
  'POST /articles/:id/citations/:key/reveal': { reason },
  'POST /articles/:id/comments': { text: 'Mine' },
};

const named = (pattern: string) => /:(?!newsroom)\w+/.test(pattern);

/** Every route of a newsroom, as method and pattern below it. */
const routes = () =>
  stet.service.app
    .getHttpAdapter()
    .getInstance()
    .routeTable.routes.filter(({ method, pattern }) => method !== 'HEAD' && pattern.startsWith('/v1/:newsroom/'))
    .map(({ method, pattern, access }) => ({ method, access, below: pattern.replace('/v1/:newsroom', '') }));

async function ask(newsroom: string, { method, below }: { method: string; below: string }): Promise<Answer> {
  const replays = below.startsWith('/replays');
  const path = below.replace(/:(\w+)|\*/g, (_, name: string) => (replays ? things['replay'] : things[name]) ?? '1');
  if (method === 'PUT') return stranger.write('PUT', `//v1/${newsroom}${path}?baseRevision=1`, 'Mine');
  const body = method === 'GET' || method === 'DELETE' ? {} : { body: bodies[`${method} ${below}`] ?? {} };
  return stranger.send(method, `//v1/${newsroom}${path}`, body);
}

async function tables(kinds = ['r']): Promise<readonly string[]> {
  const { rows } = await database.query<{ name: string }>(
    `
    select a.attrelid::regclass::text as name
      from pg_attribute a
      join pg_class c on c.oid = a.attrelid
     where a.attname = 'newsroom_id'
       and c.relkind = any ($1::"char"[])
       and c.relpersistence <> 't' -- of another session that compares read models
     order by name`,
    [kinds],
  );
  return rows.map(({ name }) => name);
}

/** What the database holds of main, row by row. */
async function rowsOfMain(): Promise<readonly string[]> {
  const lines: string[] = [];
  for (const name of await tables()) {
    const { rows } = await database.query<{ row: string }>(
      `select t::text as row from ${name} t where newsroom_id = 'main' order by 1`,
    );
    lines.push(...rows.map(({ row }) => `${name}: ${row}`));
  }
  return lines;
}

describe('another newsroom', () => {
  it('finds at no address what is not its own, with its own token or another id, and changes nothing', async () => {
    const before = await settled();
    expect(before.filter((row) => row.includes(word)).length).toBeGreaterThan(10);
    const leaks: string[] = [];
    const let_in: string[] = [];
    for (const route of routes()) {
      const name = `${route.method} ${route.below}`;
      const there = await ask('main', route);
      if (route.access !== 'public' && there.status !== 404) let_in.push(`${name} in main: ${there.status}`);
      const here = await ask('sport', route);
      if (here.text.includes(word)) leaks.push(name);
      const refused = here.status === 404 || (here.status === 400 && bodies[name] === undefined);
      if (named(route.below) && !refused && !nothing(here)) let_in.push(`${name} in sport: ${here.status}`);
    }
    expect([leaks, let_in]).toEqual([[], []]);
    expect(await rowsOfMain()).toEqual(before);
  });
});

/** How many rows of main the running server's role sees while it works for that newsroom. */
async function seenFrom(newsroom: string): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  const count = async (running: Connection, name: string): Promise<number> => {
    const text = `select count(*)::int as n from ${name} where newsroom_id = 'main'`;
    const { rows } = await running.query<{ n: number }>(text);
    return rows[0]?.n ?? NaN;
  };
  await asRunning(newsroom, async (running) => {
    for (const name of await tables(['r', 'v'])) counts[name] = await count(running, name).catch(() => -1);
  });
  return counts;
}

async function asRunning(newsroom: string, work: (running: Connection) => Promise<void>): Promise<void> {
  const options = `-c role=stet_app -c stet.newsroom=${newsroom}`;
  const running = new Connection({ connectionString: stet.database.url, options });
  await running.connect();
  await work(running);
  await running.end();
}

describe('a statement of the running server that forgot to say of which newsroom', () => {
  it('sees in no table anything of another newsroom than the one that it works for', async () => {
    const own = await seenFrom('main');
    expect(Object.values(own).filter((count) => count > 0).length).toBeGreaterThan(15);
    expect(Object.entries(await seenFrom('sport')).filter(([, count]) => count > 0)).toEqual([]);
    expect(Object.entries(await seenFrom('')).filter(([, count]) => count > 0)).toEqual([]);
  });

  it('changes, deletes and adds nothing of another newsroom in any table', async () => {
    const before = await settled();
    await asRunning('sport', async (running) => {
      const statements = (await tables()).flatMap(destroying);
      for (const statement of statements) await running.query(statement).catch(() => undefined); // some it may not at all
    });
    expect(await rowsOfMain()).toEqual(before);
  });
});

const destroying = (table: string): readonly string[] => [
  `update ${table} set newsroom_id = newsroom_id`,
  `delete from ${table}`,
  `insert into ${table} select * from json_populate_record(null::${table}, '{"newsroom_id":"main"}')`,
];

/** An empty answer, an empty list: there is nothing. */
const nothing = ({ status, text, json }: Answer): boolean =>
  (status < 300 && ['', '{}'].includes(text)) || (Array.isArray(json?.items) && json.items.length === 0);

/** Once the read models, the replay and the notary of main are done with what it did. */
async function settled(): Promise<readonly string[]> {
  const admin = await stet.as('Ada', 'admin');
  for (; ; await betweenPolls()) {
    const { json } = await admin.get(`/replays/${things['replay']}`);
    const { rows } = await database.query(`
      select
        from log.ends l
       where l.newsroom_id = 'main'
         and (   exists (select from read.checkpoints c where c.newsroom_id = 'main' and c.position < l.position)
              or not exists (select from ledger.heads h where h.newsroom_id = 'main' and h.size = l.position))`);
    if (['done', 'failed'].includes(json.status) && rows.length === 0) return rowsOfMain();
  }
}
