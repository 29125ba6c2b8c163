import { createServer, type AddressInfo } from 'node:net';
import { Client } from 'pg';
import { adminDataSource, migrate, poolOf, serviceDataSource } from '../src/data-source';
import { createDatabase, type TestDatabase } from './setup/database';

let database: TestDatabase;
let owner: Client;
beforeEach(async () => {
  database = await createDatabase();
  owner = new Client(database.url);
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await database.drop();
});

const emptied = `
  do $$ declare own text; begin
    for own in select nspname from pg_namespace where nspname !~ '^pg_|^information_schema$|^public$' loop
      execute format('drop schema %I cascade', own);
    end loop;
  end $$`;

it('runs each migration once, whichever of several servers comes first', async () => {
  await owner.query(emptied);
  await Promise.all(Array.from({ length: 6 }, () => migrate(database.url)));
  const { rows } = await owner.query<{ name: string; n: number }>(
    'select name, count(*)::int as n from log.migrations group by name',
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every(({ n }) => n === 1)).toBe(true);
});

it('leaves a database that is up to date as it is', async () => {
  const objects = 'select oid, relname from pg_class order by oid';
  const before = await owner.query(objects);
  await migrate(database.url);
  expect((await owner.query(objects)).rows).toEqual(before.rows);
});

it('says in a sentence what is missing where the owner may not make the role', async () => {
  await owner.query(emptied);
  await owner.query(`
    do $$ begin
      if not exists (select from pg_roles where rolname = 'stet_test_lowly') then
        create role stet_test_lowly login password 'lowly';
      end if;
    end $$`);
  await owner.query(`grant create on database ${owner.database ?? ''} to stet_test_lowly`);
  const url = new URL(database.url);
  url.username = 'stet_test_lowly';
  url.password = 'lowly';
  await expect(migrate(url.href)).rejects.toThrow(
    /The role stet_app exists, but stet_test_lowly is no member of it and may not grant it/,
  );
});

it('gives the running server the rights of stet_app, and the read tables by their bare names', async () => {
  const source = await serviceDataSource(database.url, { maxConnections: 3 }).initialize();
  const { rows } = await poolOf(source).query(
    'select current_user, current_schemas(false)::text[] as path, current_setting($1) as zone',
    ['TimeZone'],
  );
  expect(rows).toEqual([{ current_user: 'stet_app', path: ['read'], zone: 'UTC' }]);
  await source.destroy();
});

it('lets the running server write tables that later migrations add to the read schema', async () => {
  const admin = await adminDataSource(database.url).initialize();
  await admin.query('create table read.later (n int)');
  const source = await serviceDataSource(database.url).initialize();
  await source.query('insert into later values (1)');
  expect(await source.query('select n from later')).toEqual([{ n: 1 }]);
  await source.destroy();
  await admin.destroy();
});

it('goes on after its idle connections were lost', async () => {
  const lost: string[] = [];
  const source = await serviceDataSource(database.url, {
    onConnectionLost: ({ message }) => lost.push(message),
  }).initialize();
  const gone = new Promise((resolve) => poolOf(source).once('remove', resolve));
  await owner.query(
    'select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()',
  );
  await gone;
  expect(await source.query('select 1 as one')).toEqual([{ one: 1 }]);
  expect(lost).toHaveLength(1);
  await source.destroy();
});

/** Lets a client in and, in the same breath, tells it that the server ends. */
const greetAndLeave = Buffer.concat([
  Buffer.from('R\0\0\0\b\0\0\0\0Z\0\0\0\x05I'),
  Buffer.from('E\0\0\0\x20SFATAL\0C57P01\0Mserver is ending\0\0'),
]);

it('outlives a server that ends in the instant in which a connection to it is made', async () => {
  const ending = createServer((socket) => socket.once('data', () => socket.end(greetAndLeave)).on('error', () => 0));
  await new Promise<void>((listening) => ending.listen(0, '127.0.0.1', listening));
  const { port } = ending.address() as AddressInfo;
  const source = serviceDataSource(`postgres://a:b@127.0.0.1:${port}/c`);
  await expect(source.initialize()).rejects.toThrow(/not queryable|terminat|ending/);
  await new Promise((closed) => ending.close(closed));
});
