// Which phrases a text may have, against what PostgreSQL finds in it.
import { neighbourBits, neededBits } from '../../src/search/neighbours';
import { searchQuery, searchText } from '../../src/search/search-text';
import { connectedDatabase } from '../setup/database';
import { fc } from '../setup/chance';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

interface Asked {
  readonly vector: string;
  readonly query: string;
  readonly isFound: boolean;
}

async function asked(configuration: string, texts: readonly [string, string], q: string): Promise<Asked> {
  const text = `
select vector::text, query::text, vector @@ query as "isFound"
  from (select setweight(to_tsvector($1::regconfig, $2), 'A') || to_tsvector($1::regconfig, $3) as vector,
               websearch_to_tsquery($1::regconfig, $4) as query) made`;
  const { rows } = await database.client.query<Asked>(text, [configuration, ...texts.map(searchText), searchQuery(q)]);
  return rows[0] as Asked;
}

/** As PostgreSQL looks at them. */
async function hasAll(bits: Buffer, needed: readonly number[]): Promise<boolean> {
  const text = 'select coalesce(bool_and(get_bit($1, bit) = 1), true) as all from unnest($2::bigint[]) as bit';
  return (await database.client.query<{ all: boolean }>(text, [bits, needed])).rows[0]?.all ?? false;
}

async function mayHave(configuration: string, text: string, q: string): Promise<boolean> {
  const { vector, query } = await asked(configuration, ['', text], q);
  return hasAll(neighbourBits(vector), neededBits(query));
}

// Few words, so that they often meet; some that PostgreSQL divides, some that it leaves out, some that have to be quoted.
const word = fc.constantFrom(
  'ferry',
  'ferries',
  'quay',
  'the',
  'of',
  'fox-trot',
  "o'neil",
  'http://a.example/b',
  'x\\y',
  '東京都',
  '1.5',
);
const words = fc.array(word, { maxLength: 30 }).map((some) => some.join(' '));
const phrase = fc.array(word, { minLength: 1, maxLength: 4 }).map((some) => `"${some.join(' ')}"`);
const query = fc
  .array(fc.tuple(fc.constantFrom('', '', '-', 'or '), fc.oneof(word, phrase)), { minLength: 1, maxLength: 3 })
  .map((some) => some.map(([sign, one]) => sign + one).join(' '));

it('A text that has a phrase has all its bits, however it is asked for', () =>
  fc.assert(
    fc.asyncProperty(
      fc.constantFrom('english', 'simple', 'german'),
      words,
      words,
      query,
      async (configuration, head, text, q) => {
        const { vector, query, isFound } = await asked(configuration, [head, text], q);
        if (isFound) expect(await hasAll(neighbourBits(vector), neededBits(query))).toBe(true);
      },
    ),
  ));

it.each(['"ferry quay"', 'the "Quay fox-trot" now', '"ferry of the quay" "quay fox"', `"ferries quay" -"quay ferry"`])(
  'A text of other words has not the bits of %s',
  async (q) => {
    const others = 'The quay stood. A ferry of foxes trotted to the quay of the ferries, a fox behind.';
    expect(await mayHave('english', others, q)).toBe(false);
  },
);

it.each(['ferry quay', '"ferry"', '"ferry quay" or whale', '-"ferry quay"', '"ferry of quay"', ''])(
  'No bit is needed for %s',
  async (q) => {
    expect(neededBits((await asked('english', ['', ''], q)).query)).toEqual([]);
  },
);

it.each([
  `!'ferry' <-> 'quay'`,
  `'ferry' <-> ( 'quay' & 'whale' )`,
  `!( 'ferry' <-> 'quay' ) & 'whale'`,
  `'a' <2> 'b'`,
])('No bit is needed for what is written %s', (query) => {
  expect(neededBits(query)).toEqual([]);
});

it('A text of five hundred words seems to have one phrase in twenty that it lacks, and a short one none', async () => {
  const text = (length: number): string => Array.from({ length }, (_, nth) => `w${(nth * 7919) % 30_011}`).join(' ');
  const lacked = (bits: Buffer): number =>
    Array.from({ length: 2_000 }, (_, nth) => neededBits(`'v${nth}' <-> 'w${nth}'`)).filter((needed) =>
      needed.every((bit) => ((bits[bit >> 3] ?? 0) >> (bit & 7)) & 1),
    ).length;
  const bitsOf = async (length: number): Promise<Buffer> =>
    neighbourBits((await asked('english', ['', text(length)], '')).vector);
  expect(lacked(await bitsOf(500)) / 2_000).toBeCloseTo(0.047, 1.5);
  expect(lacked(await bitsOf(20))).toBeLessThan(5);
});

it('Words behind the last place that PostgreSQL counts are no neighbours, as they are none in its phrases', async () => {
  const text = `${'word '.repeat(16_400)} ferry quay`;
  const { vector, query, isFound } = await asked('english', ['', text], '"ferry quay"');
  expect(isFound).toBe(false);
  expect(await hasAll(neighbourBits(vector), neededBits(query))).toBe(false);
});
