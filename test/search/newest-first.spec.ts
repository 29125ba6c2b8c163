import type { Expected } from '../../src/search/expected-rows';
import { newestMatches, type Window } from '../../src/search/newest-first';
import { fc } from '../setup/chance';

/** What is expected where it is not so. */
type Wrongly = Partial<Expected> & {
  readonly rows?: number;
  readonly isNarrowed?: boolean;
  /** Texts that came since the places of the others were remembered. */
  readonly stale?: number;
};

/** Texts 1, 2, 3 …, the last the newest; asked as the tables are. */
function texts(count: number, isMatch: (nth: number) => boolean, wrongly: Wrongly = {}) {
  const asked: Window<number>[] = [];
  const all = Array.from({ length: count }, (_, nth) => count - nth);
  const matching = all.filter(isMatch);
  const {
    rows = count,
    texts: expected = count,
    isNarrowed = false,
    stale = 0,
    matches = matching.length,
    candidates = matches,
  } = wrongly;
  return {
    asked,
    find: (wanted: number) =>
      newestMatches(
        {
          rows,
          isNarrowed,
          expected: () => Promise.resolve({ texts: expected, candidates, matches }),
          nth: (n) =>
            n < 1 ? Promise.reject(new Error('There is no such text.')) : Promise.resolve(all[n - 1 + stale]),
          within: (window, limit) => {
            asked.push(window);
            const { since = 1, before = Infinity, walked } = window;
            const looked = all.filter((nth) => nth >= since && nth < before).slice(0, walked);
            const found = looked.filter(isMatch).slice(0, limit);
            return Promise.resolve({ rows: found, found: found.length, oldest: found.at(-1) });
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
        fc.integer({ min: 1, max: 20 }),
        fc.boolean(),
        fc.constantFrom(0, 1, 500),
        fc.boolean(),
        fc.constantFrom(0.5, 1, 3),
        async (count, every, expected, wanted, over, areOld, stale, isNarrowed, wrong) => {
          const isMatch = (nth: number): boolean => (areOld ? nth < count / every : nth % every === 0);
          const candidates = Math.min(expected, count);
          const some = texts(count, isMatch, {
            candidates,
            matches: candidates / over,
            texts: count * wrong,
            stale,
            isNarrowed,
          });
          expect(await some.find(wanted)).toEqual(some.newest(wanted));
        },
      ),
    ));

  it('are found in the newest texts, and these by the index, where it leaves out most of them', async () => {
    const some = texts(100_000, (nth) => nth % 5 === 0);
    await some.find(1_000);
    expect(some.asked).toMatchObject([{ since: 100_001 - 6_144 }]);
  });

  it('are looked for in one text after the other where the index would leave out few, until they are found', async () => {
    const some = texts(100_000, (nth) => nth % 2 === 0);
    expect(await some.find(1_000)).toEqual(some.newest(1_000));
    expect(some.asked).toMatchObject([{ walked: 10_240 }]);
  });

  it('are looked for so earlier where what is looked at is little', async () => {
    for (const isNarrowed of [false, true]) {
      const some = texts(100_000, (nth) => nth % 16 === 0, { isNarrowed, candidates: 20_000, matches: 2_000 });
      expect(await some.find(1_000)).toEqual(some.newest(1_000));
      expect(some.asked[0]?.walked !== undefined).toBe(isNarrowed);
    }
  });

  it('are looked for so too where texts have the words and seldom the phrase', async () => {
    const some = texts(100_000, (nth) => nth % 16 === 0, { candidates: 90_000, matches: 9_000 });
    await some.find(1_000);
    expect(some.asked).toMatchObject([{ walked: 57_344 }]);
  });

  it('are looked for in all texts at once where few are expected', async () => {
    for (const rows of [100_000, 1_000_000, -1]) {
      const some = texts(100_000, (nth) => nth % 60 === 0, { rows });
      await some.find(1_000);
      expect(some.asked).toEqual([{ areMost: rows === 100_000 }]);
    }
  });

  it('are looked for behind the newest texts, and nowhere twice, where these had too few', async () => {
    const some = texts(100_000, (nth) => nth % 9 === 0, { matches: 30_000 });
    expect(await some.find(1_000)).toEqual(some.newest(1_000));
    const since = 100_001 - 4_096;
    expect(some.asked).toMatchObject([{ since }, { since: 100_001 - 10_240, before: since }]);
  });

  it('are looked for behind those that were looked at one after the other, where these had too few', async () => {
    const some = texts(100_000, (nth) => nth % 50 === 0, { matches: 90_000 });
    expect(await some.find(1_000)).toEqual(some.newest(1_000));
    expect(some.asked).toMatchObject([{ walked: 5_632 }, { before: 94_400 }]);
  });

  it('are none where there are no texts', async () => {
    const some = texts(0, () => true);
    expect(await some.find(1_000)).toEqual([]);
    expect(some.asked).toHaveLength(1);
  });

  it('are all looked at where there are more than was thought', async () => {
    const wrongly = { isNarrowed: true, texts: 5_000, candidates: 5_000, matches: 5_000 };
    const some = texts(10_000, (nth) => nth % 8 === 0, wrongly);
    expect(await some.find(1_240)).toEqual(some.newest(1_240));
  });

  it('are looked for as far behind a stretch without any as behind others', async () => {
    const some = texts(100_000, (nth) => nth > 99_200 || (nth < 90_000 && nth % 2 === 0), { matches: 90_000 });
    expect(await some.find(1_000)).toEqual(some.newest(1_000));
    expect(some.asked).toMatchObject([{ walked: 5_632 }, { before: 99_201, walked: 13_312 - 800 }]);
  });
});
