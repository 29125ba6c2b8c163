import { newestMatches } from '../../src/search/newest-first';

/** Texts 1, 2, 3 …, the last the newest; asked as the tables are. */
function texts(count: number, matches: (nth: number) => boolean) {
  const asked: (number | undefined)[] = [];
  const all = Array.from({ length: count }, (_, nth) => count - nth);
  return {
    asked,
    find: (wanted: number) => {
      const since = (place = 1): number[] => all.filter((nth) => nth >= place && matches(nth)).slice(0, wanted);
      const nth = (n: number): Promise<number | undefined> => Promise.resolve(all[n]);
      const search = (place: number | undefined) => {
        asked.push(place);
        const rows = since(place);
        return Promise.resolve({ rows, found: rows.length });
      };
      return newestMatches({ nth, since: search }, wanted);
    },
    newest: (wanted: number) => all.filter(matches).slice(0, wanted),
  };
}

describe('The newest matches', () => {
  it.each([1, 2, 9, 40, 700, 99_999])('are all that are wanted where every %dth text is one', async (nth) => {
    for (const wanted of [51, 1_000]) {
      const some = texts(100_000, (one) => one % nth === 0);
      expect(await some.find(wanted)).toEqual(some.newest(wanted));
      expect(some.asked.length).toBeLessThanOrEqual(3);
    }
  });

  it('are found without asking for older texts where the newest have enough', async () => {
    const some = texts(100_000, (one) => one % 2 === 0);
    await some.find(1_000);
    expect(some.asked).toEqual([100_000 - 10_000]);
  });

  it('are found where they are all old', async () => {
    const some = texts(20_000, (one) => one < 100);
    expect(await some.find(51)).toEqual(some.newest(51));
  });
});
