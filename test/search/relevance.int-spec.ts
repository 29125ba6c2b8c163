// Pages as the database makes them of what it found, against a list that is ordered and cut here.
import { bestOf, rankedPage, type PlacedMatch, type RankedCursor, type RankedPage } from '../../src/search/relevance';
import { connectedDatabase } from '../setup/database';
import { fc } from '../setup/chance';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

interface Given {
  readonly key: string;
  readonly rank: number;
}

type Placed = Given & PlacedMatch;

/** Asked at once, or of the newer half first and then of the others. */
async function pageOf(
  matches: readonly Given[],
  { limit, isHalved }: { limit: number; isHalved: boolean },
  cursor?: RankedCursor,
): Promise<RankedPage<Placed>> {
  const window = cursor ? matches.filter(({ key }) => key >= cursor.oldest && key <= cursor.newest) : matches;
  const newestFirst = window.toSorted((one, other) => (one.key < other.key ? 1 : -1));
  const half = isHalved ? Math.ceil(newestFirst.length / 2) : newestFirst.length;
  const placed = [
    ...(await placedOf(newestFirst.slice(0, half), limit, cursor)),
    ...(await placedOf(newestFirst.slice(half), limit, cursor)),
  ];
  return rankedPage(placed, limit, cursor);
}

async function placedOf(window: readonly Given[], limit: number, cursor?: RankedCursor): Promise<Placed[]> {
  const text = bestOf({
    matches:
      'select nth as found_at, key, rank from unnest($1::text[], $2::real[]) with ordinality as f (key, rank, nth)',
    newer: ['m.key collate "C"'],
    after: cursor && ['$4::real', '$5'],
    limit: '$3',
    table: '(select nth as found_at, key from unnest($1::text[]) with ordinality as f (key, nth))',
    shown: 'w.key as shown',
  });
  const { rows } = await database.client.query<Placed & { shown: string | null }>(text, [
    window.map(({ key }) => key),
    window.map(({ rank }) => rank),
    limit,
    ...(cursor ? [cursor.rank, cursor.key] : []),
  ]);
  expect(rows.length).toBeLessThanOrEqual(limit + 3);
  expect(rows.every((row) => row.found === window.length)).toBe(true);
  expect(rows.every((row) => row.shown === (row.end === null ? row.key : null))).toBe(true);
  return rows;
}

const inOrder = (matches: readonly Given[]): string[] =>
  matches.toSorted((one, other) => other.rank - one.rank || (one.key < other.key ? 1 : -1)).map(({ key }) => key);

// Few ranks, so that many are alike; none of them is a sum of powers of two.
const some = fc.uniqueArray(
  fc.record({ key: fc.stringMatching(/^[a-z]{1,3}$/), rank: fc.constantFrom(0.1, 0.06079271, 0.7, 1e-20) }),
  { selector: ({ key }) => key, maxLength: 40 },
);

it('The pages of what was found have it in order, each match once, though better ones come meanwhile', () =>
  fc.assert(
    fc.asyncProperty(
      some,
      some,
      fc.integer({ min: 1, max: 12 }),
      fc.boolean(),
      async (matches, later, limit, isHalved) => {
        const seen: string[] = [];
        const keys = new Set(matches.map(({ key }) => key));
        const newest = Array.from(keys).sort().at(-1) ?? '';
        const grown = [...matches, ...later.filter(({ key }) => key > newest)];
        let { page, next } = await pageOf(matches, { limit, isHalved });
        while (next) {
          expect(page).toHaveLength(limit);
          seen.push(...page.map(({ key }) => key));
          ({ page, next } = await pageOf(grown, { limit, isHalved }, next));
        }
        seen.push(...page.map(({ key }) => key));
        expect(seen).toEqual(inOrder(matches));
      },
    ),
  ));
