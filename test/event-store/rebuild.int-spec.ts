import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { adminDataSource } from '../../src/data-source';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import { command, edited, givenStore, type GivenStore } from './given';
import { createEditCounts, EditCounts } from './reading-projection';

let given: GivenStore;
let owner: Client;
let admin: DataSource;
let projector: Projector;
const [first, second] = [uuidv7(), uuidv7()];

beforeEach(async () => {
  given = await givenStore();
  owner = new Client(given.database.url);
  await owner.connect();
  await createEditCounts(owner);
  admin = await adminDataSource(given.database.url).initialize();
  projector = new Projector(given.source, given.store);
  projector.register(new EditCounts());
  projector.start();
  await given.store.createNewsroom('second');
  await given.store.append(command(first, 0, [edited({ note: 'a' }), edited({ note: 'b' })]));
  await given.store.append(command(second, 0, [edited({ note: 'c' })]));
  await given.store.append(command(uuidv7(), 0, 1, { newsroom: 'second' }));
  await projector.waitFor('main', 3, 10_000);
  await projector.waitFor('second', 1, 10_000);
});
afterEach(async () => {
  await projector.stop();
  await admin.destroy();
  await owner.end();
  await given.close();
});

const live = async (): Promise<unknown[]> =>
  (await owner.query('select * from read.edit_counts order by newsroom_id, article_id')).rows;
const description = async (): Promise<unknown> => {
  const { rows } = await owner.query(`
    select c.relname, c.relacl::text, c.relowner, c.relkind, pg_get_indexdef(c.oid) as index
      from pg_class c
     where c.relnamespace = 'read'::regnamespace
     order by c.relname`);
  return rows;
};

it('equals the live rows, row for row', async () => {
  const progress: number[][] = [];
  const report = await rebuild(admin, new EditCounts(), { onProgress: (...at) => progress.push(at) });
  expect(report).toEqual({ projection: 'edit-counts', events: 4, rows: 3, drift: [], swapped: false });
  expect(progress.at(-1)).toEqual([4, 4]);
});

it('names the row and the column that differ, what is missing and what is too much', async () => {
  const stranger = uuidv7();
  await owner.query(`update read.edit_counts set note = 'x', edits = 7 where article_id = '${first}'`);
  await owner.query(`delete from read.edit_counts where article_id = '${second}'`);
  await owner.query(`insert into read.edit_counts values ('main', '${stranger}', 1, null, '{}')`);
  const { drift } = await rebuild(admin, new EditCounts());
  const row = (id: string) => ({ newsroom_id: 'main', article_id: id });
  expect(drift).toEqual([
    { table: 'edit_counts', key: row(first), column: 'edits', live: '7', rebuilt: '2' },
    { table: 'edit_counts', key: row(first), column: 'note', live: 'x', rebuilt: 'b' },
    { table: 'edit_counts', key: row(second), column: 'missing', live: null, rebuilt: expect.stringContaining('"c"') },
    { table: 'edit_counts', key: row(stranger), column: 'surplus', live: expect.any(String), rebuilt: null },
  ]);
});

it('puts the rebuilt rows in place when asked, and changes nothing about the tables', async () => {
  const [before, tables] = [await live(), await description()];
  await owner.query(`update read.edit_counts set note = 'x'`);
  await owner.query(`delete from read.edit_counts where article_id = '${second}'`);
  const report = await rebuild(admin, new EditCounts(), { swap: true });
  expect(report).toMatchObject({ swapped: true, drift: expect.arrayContaining([expect.anything()]) });
  expect(await live()).toEqual(before);
  expect(await description()).toEqual(tables);
  expect((await rebuild(admin, new EditCounts())).drift).toEqual([]);
});

it('rebuilds one newsroom and leaves the others alone', async () => {
  await owner.query(`update read.edit_counts set note = 'x'`);
  const report = await rebuild(admin, new EditCounts(), { newsroom: 'second', swap: true });
  expect(report).toMatchObject({ events: 1, rows: 1 });
  const { drift } = await rebuild(admin, new EditCounts());
  expect(new Set(drift.map(({ key }) => key.newsroom_id))).toEqual(new Set(['main']));
});

it('changes nothing and leaves nothing behind when an event cannot be applied', async () => {
  const before = await live();
  const broken = new EditCounts();
  broken.poison.add(3);
  await expect(rebuild(admin, broken, { swap: true })).rejects.toThrow('cannot apply 3');
  expect(await live()).toEqual(before);
  const { rows } = await owner.query(`select from pg_namespace where nspname like 'rebuild%'`);
  expect(rows).toEqual([]);
});

it('fits together with what the service appends, applies and reads meanwhile', async () => {
  let writing = true;
  const write = async (): Promise<void> => {
    for (let nth = 0; nth < 200; nth += 1) await given.store.append(command(uuidv7(), 0));
  };
  const writers = Promise.all([write(), write()]).finally(() => (writing = false));
  const seen: number[] = [];
  const reader = async (): Promise<void> => {
    while (writing) {
      const { rows } = await owner.query<{ n: number }>(
        `select sum(edits)::int as n from read.edit_counts where newsroom_id = 'main'`,
      );
      seen.push(rows[0]?.n ?? 0);
    }
  };
  const reading = reader();
  while (writing) {
    expect((await rebuild(admin, new EditCounts())).drift).toEqual([]);
    expect((await rebuild(admin, new EditCounts(), { swap: true })).drift).toEqual([]);
  }
  await Promise.all([writers, reading]);
  await projector.waitFor('main', 403, 10_000);
  expect(seen).toEqual([...seen].sort((a, b) => a - b));
  expect((await rebuild(admin, new EditCounts())).drift).toEqual([]);
  const { rows } = await owner.query(`select sum(edits)::int as n from read.edit_counts where newsroom_id = 'main'`);
  expect(rows).toEqual([{ n: 403 }]);
});
