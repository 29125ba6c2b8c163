// What PostgreSQL expects of a table that it has looked at.
import { expectedRows, type Conditions } from '../../src/search/expected-rows';
import { matching, wordsOf } from '../../src/search/found-words';
import { connectedDatabase } from '../setup/database';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
  await database.client.query(`
create temporary table words as
select n, 'main' as newsroom_id, 'english' as configuration, to_tsvector('english', 'quay ' || case when n % 4 = 0 then 'whale' else '' end) as vector
  from generate_series(1, 2000) as n`);
  await database.client.query('analyze words');
});
afterAll(() => database.drop());

async function expected(q: string, condition = 'true') {
  const words = wordsOf(q, [{ name: 'english', asked: '' }]);
  const texts: Conditions = (given) => [`w.n > ${given(1_000)}`];
  const matches: Conditions = (given) => [...texts(given), matching(words, given), condition];
  const query = async <T>(statement: string, values: readonly unknown[] = []) =>
    (await database.client.query(statement, [...values])).rows as T;
  return expectedRows({ query }, { table: 'words', newsroom: 'main', words, texts, matches });
}

it('So many texts are expected as there are, and so many matches as its statistics make likely', async () => {
  const { texts, matches } = await expected('whale');
  expect([texts, matches]).toEqual([expect.closeTo(1_000, -2), expect.closeTo(250, -2)]);
});

it('A phrase is expected less often than its words', async () => {
  const [together, phrase] = [await expected('quay whale'), await expected('"quay whale"')];
  expect(phrase.candidates).toBe(together.candidates);
  expect(phrase.matches).toBeCloseTo(together.matches / 10);
});

it('Nothing is expected where nothing can match', async () => {
  expect(await expected('whale', 'false')).toEqual({ texts: 0, candidates: 0, matches: 0 });
});
