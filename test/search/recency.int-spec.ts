// Windows of texts by keys, against the keys that the database keeps of a row.
import { recencyKeys } from '../../src/search/recency';
import { connectedDatabase } from '../setup/database';
import { fc } from '../setup/chance';

let database: Awaited<ReturnType<typeof connectedDatabase>>;
beforeAll(async () => {
  database = await connectedDatabase();
});
afterAll(() => database.drop());

/** Which of the numbers have one of the keys. */
async function within(keys: readonly string[], numbers: readonly number[], newsroom = 'main'): Promise<number[]> {
  const text = 'select n::int from unnest($1::bigint[]) as n where read.recency($2, n) && $3::text[]';
  return (await database.client.query<{ n: number }>(text, [numbers, newsroom, keys])).rows.map(({ n }) => n);
}

const number = fc.oneof(fc.integer({ min: -50, max: 300 }), fc.integer({ min: -1_000_000, max: 10_000_000 }));

it('The numbers of a window have one of its keys, those far from it none', () =>
  fc.assert(
    fc.asyncProperty(number, fc.oneof(fc.nat(40), fc.nat(100_000)), fc.array(number), async (from, length, others) => {
      const to = from + length;
      const inside = [from, to, Math.floor((from + to) / 2), ...others.filter((one) => one >= from && one <= to)];
      const far = [from - length, to + length + 1, ...others].filter(
        (one) => one < from - length / 8 || one > to + length / 8,
      );
      const keys = recencyKeys('main', { from, to, isNewest: false });
      expect(await within(keys, inside)).toEqual(inside);
      expect(await within(keys, far)).toEqual([]);
      expect(await within(keys, inside, 'other')).toEqual([]);
    }),
  ));

it('The newest have keys also of what comes while they are asked for', async () => {
  const keys = recencyKeys('main', { from: 100, to: 150, isNewest: true });
  expect(await within(keys, [100, 150, 151, 166])).toEqual([100, 150, 151, 166]);
  const many = recencyKeys('main', { from: 0, to: 80_000, isNewest: true });
  expect(await within(many, [0, 80_000, 90_000])).toEqual([0, 80_000, 90_000]);
});

it('A window has few keys, however long it is', () =>
  fc.assert(
    fc.property(number, fc.oneof(fc.nat(100), fc.nat(300_000)), (from, length) => {
      const keys = recencyKeys('main', { from, to: from + length, isNewest: false });
      expect(keys.length).toBeLessThanOrEqual(20);
    }),
  ));

it('Every text of a newsroom has its name, and of a window each moment and each position', async () => {
  const text = `
select read.recency('main', 7) && array['main'] as named,
       read.story_recency('main', '1969-12-31T23:59:59Z') && array['main/0/-1'] as before,
       read.story_recency('main', '1970-01-01T04:33:04Z') && array['main/0/1'] as moment,
       read.copy_recency('main', 191) && array['main/0/2'] as place`;
  expect((await database.client.query(text)).rows).toEqual([{ named: true, before: true, moment: true, place: true }]);
});
