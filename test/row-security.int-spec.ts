// Rows of one newsroom, kept apart by the database: which tables, by which policies, and how connections are told.
import pg from 'pg';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { migrate, poolOf, serviceDataSource } from '../src/data-source';
import { EventStore } from '../src/event-store/event-store';
import { acrossNewsrooms, forNewsroom } from '../src/newsroom-scope';
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
const look = async (): Promise<string[]> => seen(await source.query(newsroomsSeen));

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
    expect(await forNewsroom('main', look)).toEqual(['main']);
    expect(await forNewsroom('sport', look)).toEqual(['sport']);
    expect(await look()).toEqual([]);
    expect(await acrossNewsrooms(look)).toEqual(['main', 'sport']);
  });

  it('cannot be for a newsroom that is named like all of them', async () => {
    for (const newsroom of ['*', '', 'Main', "main' or true"]) expect(await forNewsroom(newsroom, look)).toEqual([]);
  });

  it('cannot ask for rows of another newsroom', async () => {
    const asked = () => forNewsroom('main', () => forNewsroom('sport', look));
    expect(asked).toThrow('Work for the newsroom main asked for rows of another.');
    expect(await acrossNewsrooms(() => forNewsroom('sport', look))).toEqual(['sport']);
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
    const change = () => source.query(statement);
    await expect(forNewsroom('sport', change)).rejects.toMatchObject({ code: '42501' });
    await expect(acrossNewsrooms(change)).rejects.toMatchObject({ code: '42501' });
    await expect(change()).rejects.toMatchObject({ code: '42501' });
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
    await forNewsroom('main', look);
    const twice = async () => [await look(), await look()];
    expect(await statements(() => forNewsroom('main', twice))).toBe(2);
    expect(await statements(() => forNewsroom('sport', twice))).toBe(3);
  });

  it('is told again after what it was told was rolled back', async () => {
    await forNewsroom('main', look);
    await acrossNewsrooms(async () => {
      const failed = source.transaction(async () => {
        await forNewsroom('sport', () => Promise.reject(new Error('No.')));
      });
      await expect(failed).rejects.toThrow('No.');
    });
    expect(await forNewsroom('main', look)).toEqual(['main']);
    await source
      .transaction(async (manager) => {
        expect(seen(await forNewsroom('sport', () => manager.query(newsroomsSeen)))).toEqual(['sport']);
        throw new Error('No.');
      })
      .catch(() => undefined);
    expect(await forNewsroom('sport', look)).toEqual(['sport']);
    expect(await forNewsroom('main', look)).toEqual(['main']);
  });

  it('is of those who waited for it, and not of who let it go', async () => {
    const pool = poolOf(source);
    const ask = async () => seen((await pool.query<{ newsroom_id: string }>(newsroomsSeen)).rows);
    const asked = ['main', 'sport', 'sport', 'main', 'sport'].map((newsroom) => forNewsroom(newsroom, ask));
    expect(await Promise.all(asked)).toEqual([['main'], ['sport'], ['sport'], ['main'], ['sport']]);
  });

  it('answers nothing for the newsroom before where it cannot be told', async () => {
    await forNewsroom('main', look);
    const pid = await source.query<{ pid: number }[]>('select pg_backend_pid() as pid');
    const blocked = jest.spyOn(pg.Client.prototype, 'query').mockImplementationOnce(function (
      this: pg.Client,
      _: unknown,
      told: (error: Error) => void,
    ) {
      told(new Error('cancelled'));
    });
    await expect(forNewsroom('sport', look)).rejects.toThrow(/closed|terminated/);
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
    expect(await forNewsroom('sport', () => service.query(newsroomsSeen))).toEqual([{ newsroom_id: 'sport' }]);
    await service.destroy();
  });
});
