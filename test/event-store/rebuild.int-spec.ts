import { Client } from 'pg';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { adminDataSource } from '../../src/data-source';
import { Projector } from '../../src/event-store/projector';
import { rebuild, type RebuildOptions } from '../../src/event-store/rebuild';
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
/** Sessions of rebuilds end a moment after their last word, and their tables with them. */
const nothingBeside = async (): Promise<void> => {
  const sql = `select from pg_class where relpersistence = 't'`;
  while ((await owner.query(sql)).rowCount !== 0);
};
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
  expect(report).toEqual({
    projection: 'edit-counts',
    events: 4,
    rows: 3,
    drift: [],
    driftTotal: 0,
    swapped: false,
  });
  expect(progress.at(-1)).toEqual([4, 4]);
});

it('names the row and the column that differ, what is missing and what is too much', async () => {
  const stranger = uuidv7();
  await owner.query(`update read.edit_counts set note = 'x', edits = 7 where article_id = '${first}'`);
  await owner.query(`delete from read.edit_counts where article_id = '${second}'`);
  await owner.query(`insert into read.edit_counts values ('main', '${stranger}', 1, null, '{}')`);
  const { drift } = await rebuild(admin, new EditCounts());
  const row = (id: string) => ({ newsroom_id: 'main', article_id: id });
  const table = 'edit_counts';
  const kind = 'different';
  expect(drift).toEqual([
    { table, kind, key: row(first), column: 'edits', live: '7', rebuilt: '2' },
    { table, kind, key: row(first), column: 'note', live: 'x', rebuilt: 'b' },
    { table, kind: 'missing', key: row(second), live: null, rebuilt: expect.objectContaining({ note: 'c' }) },
    { table, kind: 'surplus', key: row(stranger), live: expect.objectContaining({ note: null }), rebuilt: null },
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
  await expect(rebuild(admin, broken, { swap: true })).rejects.toMatchObject({
    first: 3,
    count: 1,
    message: 'cannot apply 3',
  });
  expect(await live()).toEqual(before);
  await nothingBeside();
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

it('is in the power of the running server’s role, which may still make no lasting table', async () => {
  await owner.query(`update read.edit_counts set note = 'x' where article_id = '${first}'`);
  expect(await rebuild(given.source, new EditCounts(), { swap: true })).toMatchObject({ driftTotal: 1, swapped: true });
  expect((await rebuild(given.source, new EditCounts())).driftTotal).toBe(0);
  await expect(given.source.query('create table read.mine ()')).rejects.toThrow('permission denied');
});

it('touches no row that is right', async () => {
  const places = async () => (await owner.query('select ctid, xmin from read.edit_counts order by article_id')).rows;
  const before = await places();
  await owner.query(`insert into read.edit_counts values ('main', '${uuidv7()}', 1, null, '{}')`);
  expect(await rebuild(admin, new EditCounts(), { swap: true })).toMatchObject({ driftTotal: 1 });
  expect(await places()).toEqual(before);
});

it('tells of a hundred rows of a table at most, of long values only their beginning, and how much there is in all', async () => {
  await owner.query(`
    insert into read.edit_counts
    select 'main', gen_random_uuid(), 1, null, '{}' from generate_series(1, 150)`);
  await owner.query(`update read.edit_counts set note = repeat('x', 5000), edits = 9 where article_id = '${first}'`);
  const { drift, driftTotal } = await rebuild(admin, new EditCounts());
  expect(driftTotal).toBe(152);
  expect(new Set(drift.map(({ key }) => key.article_id)).size).toBe(100);
  const note = drift.find(({ column }) => column === 'note');
  expect(note?.live).toBe(`${'x'.repeat(1000)}…`);
});

describe('A rebuild that is ended', () => {
  const broken = async () => {
    await owner.query(`update read.edit_counts set note = 'x'`);
    return live();
  };

  it('by its signal changes nothing', async () => {
    const before = await broken();
    const end = new AbortController();
    const options: RebuildOptions = { swap: true, signal: end.signal, onProgress: () => end.abort(new Error('ended')) };
    await expect(rebuild(admin, new EditCounts(), options)).rejects.toThrow('ended');
    expect(await live()).toEqual(before);
  });

  it('at the moment of its swap changes nothing either', async () => {
    const before = await broken();
    const onSwap = () => Promise.reject(new Error('no longer ours'));
    await expect(rebuild(admin, new EditCounts(), { newsroom: 'main', swap: true, onSwap })).rejects.toThrow('ours');
    expect(await live()).toEqual(before);
  });
});
