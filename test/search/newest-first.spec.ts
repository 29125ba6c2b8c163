import type { Expected } from '../../src/search/expected-rows';
import { newestMatches, type Span } from '../../src/search/newest-first';
import { fc } from '../setup/chance';

/** Texts 1, 2, 3 …, the last the newest; asked as the tables are. */
function texts(count: number, isMatch: (nth: number) => boolean, expected?: number) {
  const asked: Span<number>[] = [];
  const all = Array.from({ length: count }, (_, nth) => count - nth);
  const matching = all.filter(isMatch);
  const expecting: Expected = { texts: count, matches: expected ?? matching.length };
  return {
    asked,
    find: (wanted: number) =>
      newestMatches(
        {
          expected: () => Promise.resolve(expecting),
          nth: (n) => Promise.resolve(all[n]),
          within: ({ from = 1, before = Infinity }, limit) => {
            asked.push({ from, before });
            const rows = matching.filter((nth) => nth >= from && nth < before).slice(0, limit);
            return Promise.resolve({ rows, found: rows.length });
          },
        },
        wanted,
      ),
    newest: (wanted: number) => matching.slice(0, wanted),
  };
}

describe('The newest matches', () => {
  it('are all that are wanted, each once, whatever was expected', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 3_000 }),
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 1, max: 1_500 }),
        fc.boolean(),
        async (count, every, expected, wanted, areOld) => {
          const isMatch = (nth: number): boolean => (areOld ? nth < count / every : nth % every === 0);
          const some = texts(count, isMatch, Math.min(expected, count));
          expect(await some.find(wanted)).toEqual(some.newest(wanted));
        },
      ),
    ));

  it('are found without asking for older texts where the newest have enough', async () => {
    const some = texts(100_000, (nth) => nth % 2 === 0);
    await some.find(1_000);
    expect(some.asked).toEqual([{ from: 100_000 - 2_400, before: Infinity }]);
  });

  it('are looked for in all texts at once where few are expected', async () => {
    const some = texts(100_000, (nth) => nth % 40 === 0);
    await some.find(1_000);
    expect(some.asked).toEqual([{ from: 1, before: Infinity }]);
  });

  it('are looked for behind the newest texts, and nowhere twice, where these had too few', async () => {
    const some = texts(100_000, (nth) => nth % 9 === 0, 50_000);
    expect(await some.find(1_000)).toEqual(some.newest(1_000));
    expect(some.asked).toEqual([
      { from: 100_000 - 2_400, before: Infinity },
      { from: 100_000 - 2_400 - 7_907, before: 100_000 - 2_400 },
    ]);
  });
});
