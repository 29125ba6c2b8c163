// Replays over HTTP: whatever is wrong with a read model, a replay names exactly it, and its swap puts it right.
import { Client as Postgres } from 'pg';
import { Projector } from '../../src/event-store/projector';
import { soon } from '../desk/awaited';
import { startTestService, type Answer, type Client, type TestService } from '../setup/service';
import { corruptions, tableOf } from './corrupt';
import { ended } from './ended';

let stet: TestService;
let ana: Client;
let sam: Client;
let aud: Client;
let ida: Client;
let owner: Postgres;
let id: string;

beforeAll(async () => {
  stet = await startTestService();
  ana = await stet.as('Ana', 'editor');
  sam = await stet.as('Sam', 'standards');
  aud = await stet.as('Aud', 'auditor');
  ida = await stet.as('Ida', 'admin');
  owner = new Postgres(stet.database.url);
  await owner.connect();
  for (const headline of ['Ferries wait', 'Ice on the quay', 'Pilots strike']) id = await happening(headline);
});
afterAll(async () => {
  await owner.end();
  await stet.close();
});

const right = ({ status, json }: Answer) => {
  expect([status, json.code]).toEqual([status < 300 ? status : 200, undefined]);
  return json;
};

/** One of everything that read models are made of; the article's id. */
async function happening(headline: string): Promise<string> {
  const source = {
    type: 'webpage',
    title: `${headline} in the register`,
    URL: `https://register.example/${headline.length}`,
  };
  const citations = [{ key: 'a', source: { ...source, accessed: { 'date-parts': [[2026, 11, 1]] } } }];
  const members = { headline, body: `${headline} since May [@a].\n`, tags: ['harbour'], category: 'Trade', citations };
  const article = right(await ana.post('/articles', members)).id;
  const at = (path: string) => `/articles/${article}${path}`;
  right(await sam.post(at('/publish'), { baseRevision: 1 }));
  right(await ana.patch(at(''), { body: `${headline} since June [@a].\n`, baseRevision: 2 }));
  const change = { kind: 'correction', note: 'It began in June.', wrong: 'May', right: 'June' };
  right(await sam.post(at('/publish'), { baseRevision: 3, change }));
  right(await ana.patch(at(''), { standfirst: 'More to come.', baseRevision: 4 }));
  const later = { at: soon(10 * 365 * 24 * 3600_000), change: { kind: 'update', note: 'More.' } };
  right(await ana.post(at('/schedule'), { baseRevision: 5, ...later }));
  await ana.post(at('/comments'), { text: 'Since when?', quote: 'since June' });
  return article;
}

const caughtUp = async (): Promise<void> => {
  const { json } = await ana.get('/events?limit=200');
  await ana.get('/articles', { headers: { 'stet-min-position': String(json.items.at(-1).position) } });
};
const replay = async (by: Client, body: object = {}) => ended(by, right(await by.post('/replays', body)).id);
const tamper = async (statement: string): Promise<void> => {
  const { rowCount } = await owner.query(statement);
  expect(`${rowCount} by ${statement}`).toBe(`1 by ${statement}`);
};
async function tampering(projection: string, table: string) {
  const whole = await tableOf(owner, table);
  expect(`${table}: ${whole.rows > 0 ? 'some' : 'no'} rows`).toBe(`${table}: some rows`);
  const ways = await corruptions(owner, whole);
  return { whole, ways: ways.map(({ statement, drift }) => ({ statement, drift: { projection, table, ...drift } })) };
}
const projections = () => stet.service.app.get(Projector, { strict: false }).registered();

describe('a replay', () => {
  it('waits to be carried out, and is then told of where Location says', async () => {
    const { status, json, headers } = await aud.post('/replays');
    expect(status).toBe(202);
    expect(headers.get('location')).toBe(`/v1/main/replays/${json.id}`);
    expect(json).toMatchObject({ status: 'waiting', progress: 0, projection: null, drift: [], startedAt: null });
    expect(json.startedBy).toEqual({ id: 'aud', name: 'Aud', role: 'auditor' });
    expect(await ended(aud, json.id)).toMatchObject({ id: json.id, status: 'done', progress: 1, swapped: false });
  });

  it('finds every read model equal to what the log gives', async () => {
    await caughtUp();
    const { projections: names, drift, driftTotal, events, rows, failure } = await replay(aud);
    expect(names).toEqual(projections().map(({ name }) => name));
    expect({ drift, driftTotal, failure }).toEqual({ drift: [], driftTotal: 0, failure: null });
    expect(events % names.length).toBe(0);
    expect(rows).toBeGreaterThanOrEqual(names.length);
  });

  it('of one read model leaves the others alone', async () => {
    const found = await replay(aud, { projection: 'revision-history' });
    expect(found).toMatchObject({ projection: 'revision-history', projections: ['revision-history'], rows: 18 });
  });

  it('of every read model names the row and the column that were tampered with, and its swap puts them right', async () => {
    await caughtUp();
    const tables: Awaited<ReturnType<typeof tampering>>[] = [];
    for (const { name, tables: all } of projections())
      for (const table of all) tables.push(await tampering(name, table));
    const most = Math.max(...tables.map(({ ways }) => ways.length));
    // One way at a time with each table: a replay of all finds in each of them exactly that.
    for (let nth = 0; nth < most; nth += 1) {
      const drifts = tables.flatMap(({ ways }) => ways[nth] ?? []);
      for (const { statement } of drifts) await tamper(statement);
      const found = await replay(ida, { swap: true });
      expect(found).toMatchObject({ status: 'done', swapped: true, driftTotal: drifts.length });
      expect(found.drift).toEqual(drifts.map(({ drift }) => drift));
      for (const { whole } of tables) expect(await tableOf(owner, whole.table)).toEqual(whole);
    }
    expect((await replay(aud)).driftTotal).toBe(0);
  }, 120_000);

  it('finds what was tampered with in all of them at once, and puts all right', async () => {
    const expected: string[] = [];
    for (const { name, tables } of projections()) {
      for (const table of tables) {
        const [different, missing, surplus] = await corruptions(owner, await tableOf(owner, table), 'few');
        for (const one of [different, missing, surplus]) await tamper(one?.statement ?? '');
        expected.push(`${name} ${table} different`, `${name} ${table} missing`, `${name} ${table} surplus`);
      }
    }
    const told = (drift: { projection: string; table: string; kind: string }[]) =>
      drift.map(({ projection, table, kind }) => `${projection} ${table} ${kind}`).sort();
    expect(told((await replay(aud)).drift)).toEqual(expected.sort());
    expect(told((await replay(ida, { swap: true })).drift)).toEqual(expected);
    expect((await replay(aud)).drift).toEqual([]);
  });

  it('compares and swaps only the rows of its newsroom', async () => {
    await owner.query(`select log.create_newsroom('other')`);
    await owner.query(`update read.working_copies set category = 'Elsewhere', newsroom_id = 'other'
                        where article_id = '${id}'`);
    expect((await replay(ida, { projection: 'working-copies', swap: true })).drift).toMatchObject([
      { kind: 'missing' },
    ]);
    const { rows } = await owner.query(`select newsroom_id, category from read.working_copies
                                         where article_id = '${id}' order by 1`);
    expect(rows).toEqual([
      { newsroom_id: 'main', category: 'Trade' },
      { newsroom_id: 'other', category: 'Elsewhere' },
    ]);
    await owner.query(`delete from read.working_copies where newsroom_id = 'other'`);
  });
});

describe('who asks for a replay', () => {
  it('with swap has to be an admin', async () => {
    const { status, json } = await aud.post('/replays', { swap: true });
    expect([status, json.code]).toEqual([403, 'forbidden']);
    expect((await ida.post('/replays', { swap: true })).status).toBe(202);
  });

  it.each([
    [{ projection: 'no-such' }, 'projection'],
    [{ projection: 7 }, 'projection'],
    [{ swap: 'yes' }, 'swap'],
    [{ tables: [] }, 'tables'],
  ])('with %j is refused', async (body, path) => {
    const { status, json } = await ida.post('/replays', body);
    expect([status, json.code, json.errors[0].path]).toEqual([400, 'validation-failed', path]);
  });

  it('with an Idempotency-Key gets the same one again, also when it is done', async () => {
    const key = { 'idempotency-key': 'monday' };
    const first = await aud.post('/replays', { projection: 'corrections' }, key);
    await ended(aud, first.json.id);
    const again = await aud.post('/replays', { projection: 'corrections' }, key);
    expect([again.status, again.text]).toEqual([202, first.text]);
    const other = await aud.post('/replays', {}, key);
    expect([other.status, other.json.code]).toEqual([422, 'idempotency-key-reused']);
  });

  it('for one that there is not is told so', async () => {
    const unknown = await aud.get('/replays/01934567-89ab-7cde-8f01-23456789abcd');
    expect([unknown.status, unknown.json.code]).toEqual([404, 'not-found']);
    expect((await aud.get('/replays/seven')).status).toBe(400);
  });
});

describe('the list of replays', () => {
  it('has them latest first, page by page, without their drift', async () => {
    const ids: string[] = [];
    for (const projection of ['corrections', 'due-publications']) ids.push((await replay(aud, { projection })).id);
    const first = (await aud.get('/replays?limit=1')).json;
    const second = (await aud.get(`/replays?limit=1&cursor=${first.next}`)).json;
    expect([first, second].map(({ items }) => items[0].id)).toEqual(ids.toReversed());
    expect(first.items[0]).not.toHaveProperty('drift');
    const wrong = await aud.get('/replays?cursor=abc');
    expect([wrong.status, wrong.json.errors[0].path]).toEqual([400, 'cursor']);
  });
});

describe('the log', () => {
  const told = async () => (await aud.get('/events?limit=200&type=projections-replayed')).json.items;

  it('is told who had which rows put in place, and of nothing that a comparison found', async () => {
    await caughtUp();
    const before = (await told()).length;
    await owner.query(`update read.revisions set note = 'x' where article_id = '${id}' and revision = 1`);
    await replay(aud);
    expect(await told()).toHaveLength(before);
    const { id: swap, replaced } = await replay(ida, { swap: true });
    expect(replaced).toEqual([{ projection: 'revision-history', drift: 1 }]);
    await replay(ida, { swap: true });
    const events = await told();
    expect(events).toHaveLength(before + 1);
    expect(events.at(-1).data).toEqual({ by: { sub: 'ida', name: 'Ida', role: 'admin' }, replay: swap, replaced });
    expect(events.at(-1)).not.toHaveProperty('subject');
  });

  it('goes on behind such an event', async () => {
    await happening('Snow on the pier');
    await caughtUp();
    expect((await stet.reader.get('//health/ready')).status).toBe(200);
    expect((await replay(aud)).driftTotal).toBe(0);
  });
});

it('is told to Prometheus how replays ended and what they found', async () => {
  const { text } = await stet.reader.get('//metrics');
  expect(text).toMatch(/^stet_replays_total\{status="done"\} \d+$/m);
  expect(text).toMatch(/^stet_replay_drift\{projection="revision-history",newsroom="main"\} 0$/m);
});
