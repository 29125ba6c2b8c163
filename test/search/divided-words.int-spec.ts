// Short and long texts in one batch, as rows keep them.
import { divided, dividedColumns, kept } from '../../src/search/divided-words';
import { allBits, neighbourBits } from '../../src/search/neighbours';
import { connectedDatabase } from '../setup/database';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

const query = async <T>(text: string, values: readonly unknown[] = []): Promise<T> =>
  (await database.client.query(text, [...values])).rows as T;

const long = 'A ferry left the quay. '.repeat(600);
const texts = [
  { id: 1, configuration: 'english', a: 'Ferries', b: '', c: 'A ferry left the quay.', d: 'Ana' },
  { id: 2, configuration: 'english', a: 'Ferries', b: '', c: long, d: '' },
  { id: 3, configuration: 'german', a: 'Häuser', b: 'Am Kai', c: '' },
  { id: 4, configuration: 'simple', a: '', b: '', c: '' },
];

it('Each keeps the words of its own texts by weight, whatever its length, and the bits of those in a short one', async () => {
  const rows = await divided(texts, { query });
  const rowsKept = await query<{ id: number; vector: string; neighbours: Buffer }[]>(
    `select n.id, (${kept.vector})::text as vector, ${kept.neighbours} as neighbours
       from json_to_recordset($1::json) as n (id int, configuration text, ${dividedColumns}) order by n.id`,
    [JSON.stringify(rows)],
  );
  expect(rowsKept.map(({ vector }) => vector.slice(0, 60))).toEqual([
    `'ana':7 'ferri':1A,3C 'left':4C 'quay':6C`,
    expect.stringMatching(/^'ferri':1A,3C,8C,/),
    `'haus':1A 'kai':3B`,
    '',
  ]);
  expect(rowsKept.map(({ vector, neighbours }) => neighbours.equals(neighbourBits(vector)))).toEqual([
    true,
    false,
    true,
    true,
  ]);
  expect(rowsKept[1]?.neighbours.equals(allBits)).toBe(true);
});

it('Nothing is asked where nothing is short', async () => {
  const silent = { query: () => Promise.reject(new Error('It was asked.')) };
  expect(await divided(texts.slice(1, 2), silent)).toHaveLength(1);
  expect(await divided([], silent)).toEqual([]);
});
