import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import { command, givenStore, type GivenStore } from './given';

let given: GivenStore;
let owner: Client;
beforeAll(async () => {
  given = await givenStore();
  owner = new Client(given.database.url);
  await owner.connect();
  await given.store.append(command(uuidv7(), 0, 1, { served: [{ mediaType: 'text/html', bytes: Buffer.from('x') }] }));
});
afterAll(async () => {
  await owner.end();
  await given.close();
});

describe.each(['log.events', 'log.commands', 'log.served', 'log.newsrooms'])('%s', (table) => {
  const changes = [
    [`update ${table} set newsroom_id = 'other'`],
    [`delete from ${table}`],
    [`truncate ${table} cascade`],
  ];

  it.each(changes)('refuses its owner: %s', async (change) => {
    await expect(owner.query(change)).rejects.toMatchObject({ code: '55000' });
  });

  it.each(changes)('refuses a replica session too, where ordinary triggers sleep: %s', async (change) => {
    await owner.query('set session_replication_role = replica');
    await expect(owner.query(change)).rejects.toMatchObject({ code: '55000' });
    await owner.query('reset session_replication_role');
  });

  it.each(changes)('refuses the running server by grants: %s', async (change) => {
    await expect(given.source.query(change)).rejects.toMatchObject({ code: '42501' });
  });

  it('takes no row from the running server but by its functions', async () => {
    await expect(given.source.query(`insert into ${table} select * from ${table}`)).rejects.toMatchObject({
      code: '42501',
    });
  });
});

it('lets the running server neither make tables nor switch its triggers off', async () => {
  for (const statement of [
    'create table log.mine ()',
    'create table read.mine ()',
    'alter table log.events disable trigger all',
    'drop table log.events',
  ]) {
    await expect(given.source.query(statement)).rejects.toMatchObject({ code: '42501' });
  }
});

it('gives nobody else a function of the log', async () => {
  const { rows } = await owner.query<{ proname: string }>(`
    select p.proname
      from pg_proc p
     where p.pronamespace = 'log'::regnamespace
       and has_function_privilege('pg_monitor', p.oid, 'execute')`);
  expect(rows).toEqual([]);
});

it('has a fixed search path in every function that runs with its owner’s rights', async () => {
  const { rows } = await owner.query(`
    select p.proname
      from pg_proc p
     where p.pronamespace = 'log'::regnamespace
       and p.prosecdef
       and not coalesce('search_path=pg_catalog, pg_temp' = any (p.proconfig), false)`);
  expect(rows).toEqual([]);
});

const append = `select from log.append('main', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}')`;

it('does not let a caller switch durability off', async () => {
  const durability = given.source.transaction(async (manager) => {
    await manager.query('set local synchronous_commit = off');
    await manager.query(append);
    return manager.query<unknown[]>('show synchronous_commit');
  });
  expect(await durability).toEqual([{ synchronous_commit: 'on' }]);
});

it('appends under read committed only: a snapshot taken before the lock would be blind to other batches', async () => {
  await expect(given.source.transaction('REPEATABLE READ', (manager) => manager.query(append))).rejects.toMatchObject({
    code: '25001',
  });
});
