// What PostgreSQL makes of the words of a query for rows of several configurations.
import { stems, wordsOf } from '../../src/search/found-words';
import { connectedDatabase } from '../setup/database';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

async function stemsOf(q: string, asked: readonly string[], configurations: readonly string[]): Promise<string[][]> {
  const values: unknown[] = [configurations];
  const words = wordsOf(q, asked.map((name) => ({ name, asked: '' }))); // prettier-ignore
  const made = stems(words, (value) => `$${values.push(value)}`);
  const text = `select ${made} as stems from unnest($1::text[]) with ordinality as w (configuration, nth) order by nth`;
  const { rows } = await database.client.query<{ stems: string[] }>(text, values);
  return rows.map((row) => row.stems);
}

describe('The words of a query', () => {
  it('are those of the row’s own configuration', async () => {
    const found = await stemsOf('ferries häuser', ['english', 'german'], ['german', 'english', 'german']);
    expect(found.map((some) => some.sort())).toEqual([
      ['ferri', 'haus'],
      ['ferri', 'häuser'],
      ['ferri', 'haus'],
    ]);
  });

  it('are none for a row of a configuration that was not asked in', async () => {
    expect(await stemsOf('ferries', ['english'], ['english', 'dutch'])).toEqual([['ferri'], []]);
    expect(await stemsOf('ferries', [], ['english'])).toEqual([[]]);
  });
});
