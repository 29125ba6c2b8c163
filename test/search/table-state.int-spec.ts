// What is told of a table for one newsroom, whatever the others have in it.
import { tableState } from '../../src/search/table-state';
import { connectedDatabase } from '../setup/database';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
  await database.client.query(`
create temporary table words as
select n, case when n % 10 = 0 then 'small' else 'main' end as newsroom_id,
       case when n % 10 = 0 then 'german' when n = 33 then 'arabic' else 'english' end as configuration
  from generate_series(1, 999) as n`);
});
afterAll(() => database.drop());

async function stateOf(newsroom: string): Promise<unknown> {
  const more = 'upper($1) as loud';
  const { rows } = await database.client.query(tableState({ table: 'words', newer: 'n', more }), [
    newsroom,
    'the "ferries"',
  ]);
  return rows[0];
}

it('Nobody has counted the rows of a new table', async () => {
  expect(await stateOf('main')).toMatchObject({ rows: -1 });
});

it('A newsroom is told its configurations, its newest row and how many rows all have', async () => {
  await database.client.query('analyze words');
  expect(await stateOf('main')).toEqual({
    configurations: [
      { name: 'arabic', asked: "'the' & 'ferries'" },
      { name: 'english', asked: "'ferri'" },
    ],
    rows: 999,
    newest: 999,
    loud: 'MAIN',
  });
  expect(await stateOf('small')).toMatchObject({
    configurations: [{ name: 'german', asked: "'the' & 'ferri'" }],
    rows: 999,
    newest: 990,
  });
  expect(await stateOf('none')).toMatchObject({ configurations: [], rows: 999, newest: null });
});
