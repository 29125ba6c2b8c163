// Rows of one newsroom, kept apart by the database: which tables, by which policies, and how connections are told.
import pg from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { migrate, serviceDataSource } from '../src/data-source';
import { EventStore } from '../src/event-store/event-store';
import { acrossNewsrooms, forNewsroom, type Rows } from '../src/newsroom-rows';
import { command } from './event-store/given';
import { createDatabase, type TestDatabase } from './setup/database';
import { unseparatedTables } from './setup/unseparated-tables';

let database: TestDatabase;
let owner: pg.Client;
let source: DataSource;

beforeAll(async () => {
  database = await createDatabase();
  owner = new pg.Client(database.url);
  await owner.connect();
  await owner.query(`select log.create_newsroom('sport')`);
  source = await serviceDataSource(database.url, { maxConnections: 1 }).initialize();
  const store = new EventStore(source);
  for (const newsroom of ['main', 'sport']) await store.append(command(uuidv7(), 0, 1, { newsroom }));
});
afterAll(async () => {
  await source.destroy();
  await owner.end();
  await database.drop();
});

const names = async (sql: string): Promise<string[]> => {
  const { rows } = await owner.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
};
const newsroomsSeen = `select distinct newsroom_id from log.events order by 1`;
const seen = (rows: readonly { newsroom_id: string }[]): string[] => rows.map((row) => row.newsroom_id);
const look = async (rows: Rows): Promise<string[]> => seen(await rows.query(newsroomsSeen));
const of = (newsroom: string): Rows => forNewsroom(source, newsroom);

describe('every table that has newsrooms', () => {
  it('is found where a migration forgot that, and set right by one call', async () => {
    await owner.query('create table read.forgotten (newsroom_id text not null)');
    expect(await names(unseparatedTables)).toEqual(['read.forgotten']);
    await owner.query('call log.separate_newsrooms()');
    expect(await names(unseparatedTables)).toEqual([]);
    await owner.query('drop table read.forgotten');
  });

  it('shows rows of all newsrooms to loops over newsrooms only where they look for work', async () => {
    const sql = `
      select format('%s.%s %s by %s', schemaname, tablename, lower(cmd), policyname) as name
        from pg_policies
       where policyname not in ('newsroom', 'owner')
       order by 1`;
    expect(await names(sql)).toEqual([
      'ledger.heads select by lookout',
      'log.events select by lookout',
      'log.newsrooms select by lookout',
      'ops.replays select by lookout',
      'ops.replays update by taking',
      'read.checkpoints insert by beginning',
      'read.checkpoints select by lookout',
      'read.due_publications select by lookout',
      'read.due_publications update by taking',
      'relay.webhooks select by lookout',
      'relay.webhooks update by taking',
    ]);
  });
});

describe('work for a newsroom', () => {
  it('sees its rows, whatever the statement asks for', async () => {
    expect(await look(of('main'))).toEqual(['main']);
    expect(await look(of('sport'))).toEqual(['sport']);
    expect(seen(await source.query(newsroomsSeen))).toEqual([]);
    expect(await look(acrossNewsrooms(source))).toEqual(['main', 'sport']);
  });

  it('cannot be for a newsroom that is named like all of them', async () => {
    for (const newsroom of ['*', '', 'Main', "main' or true"]) expect(await look(of(newsroom))).toEqual([]);
  });

  it('is told to a connection by the driver, by TypeORM and for a transaction alike', async () => {
    const { rows } = await of('sport').connection.query<{ newsroom_id: string }>(newsroomsSeen);
    expect(seen(rows)).toEqual(['sport']);
    const ask = (manager: EntityManager) => manager.query<{ newsroom_id: string }[]>(newsroomsSeen);
    expect(seen(await of('main').with(ask))).toEqual(['main']);
    expect(seen(await of('sport').transaction(ask))).toEqual(['sport']);
    const client = await of('main').connect();
    expect(seen((await client.query<{ newsroom_id: string }>(newsroomsSeen)).rows)).toEqual(['main']);
    client.release();
    expect(seen(await source.query(newsroomsSeen))).toEqual([]);
  });

  it.each([
    `select log.append('main', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`,
    `select log.actor_id('main', 'eve')`,
    `select log.claim_slug('main', 'taken', '${uuidv7()}', true)`,
    `select log.create_newsroom('main')`,
    `select ledger.take_duty('main')`,
    `select ledger.add_hashes('main', '{}', '{}', '{}')`,
    `select ledger.add_head('main', 0, null, 1, null, '')`,
  ])('changes nothing of another one by a function either: %s', async (statement) => {
    for (const rows of [of('sport'), acrossNewsrooms(source), source])
      await expect(rows.query(statement)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('a connection', () => {
  const statements = async (work: () => Promise<unknown>): Promise<number> => {
    const query = jest.spyOn(pg.Client.prototype, 'query');
    await work();
    const count = query.mock.calls.length;
    query.mockRestore();
    return count;
  };

  it('is told the newsroom once, and not again while it stays the same', async () => {
    await look(of('main'));
    const twice = (newsroom: string) => async () => [await look(of(newsroom)), await look(of(newsroom))];
    expect(await statements(twice('main'))).toBe(2);
    expect(await statements(twice('sport'))).toBe(3);
  });

  it('is told again after what it was told was rolled back', async () => {
    await look(of('main'));
    const failed = of('sport').transaction(async (manager) => {
      expect(seen(await manager.query(newsroomsSeen))).toEqual(['sport']);
      throw new Error('No.');
    });
    await expect(failed).rejects.toThrow('No.');
    expect(await look(of('main'))).toEqual(['main']);
    const broken = of('sport').transaction((manager) => manager.query('select 1 / 0'));
    await expect(broken).rejects.toThrow('division by zero');
    expect(await look(of('sport'))).toEqual(['sport']);
    expect(await look(of('main'))).toEqual(['main']);
  });

  it('is of those who waited for it, and not of who let it go', async () => {
    const asked = ['main', 'sport', 'sport', 'main', 'sport'].map((newsroom) => look(of(newsroom)));
    expect(await Promise.all(asked)).toEqual([['main'], ['sport'], ['sport'], ['main'], ['sport']]);
  });

  it('answers nothing for the newsroom before where it cannot be told', async () => {
    await look(of('main'));
    const pid = await source.query<{ pid: number }[]>('select pg_backend_pid() as pid');
    const blocked = jest.spyOn(pg.Client.prototype, 'query').mockImplementationOnce(function (
      this: pg.Client,
      _: unknown,
      told: (error: Error) => void,
    ) {
      told(new Error('cancelled'));
    });
    await expect(look(of('sport'))).rejects.toThrow(/closed|terminated/);
    blocked.mockRestore();
    expect(await source.query('select pg_backend_pid() as pid')).not.toEqual(pid);
  });
});

describe('an owner who is no superuser', () => {
  const role = `stet_test_owner`;
  let url: string;

  beforeAll(async () => {
    await owner.query(`
      do $$ begin
        if not exists (select from pg_roles where rolname = '${role}') then
          create role ${role} login password 'own';
        end if;
      end $$`);
    await owner.query(`grant stet_app to ${role}`);
    await owner.query(`create database own_${process.pid} owner ${role}`);
    const own = new URL(database.url);
    Object.assign(own, { username: role, password: 'own', pathname: `/own_${process.pid}` });
    url = own.href;
    await migrate(url);
  });
  afterAll(() => owner.query(`drop database own_${process.pid} with (force)`));

  it('keeps newsrooms apart as well, and its functions write for the newsroom that is named', async () => {
    const service = await serviceDataSource(url).initialize();
    const store = new EventStore(service);
    expect(await store.createNewsroom('sport')).toBe(true);
    for (const newsroom of ['main', 'sport'])
      expect(await store.append(command(uuidv7(), 0, 1, { newsroom }))).toMatchObject({ outcome: 'appended' });
    expect(await store.newsrooms()).toEqual(['main', 'sport']);
    expect(await forNewsroom(service, 'sport').query(newsroomsSeen)).toEqual([{ newsroom_id: 'sport' }]);
    await service.destroy();
  });
});
