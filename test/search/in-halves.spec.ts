import { inHalves } from '../../src/search/in-halves';

/** The squares of numbers, and which were asked for together. */
async function squares(count: number) {
  const asked: (readonly number[])[] = [];
  const numbers = Array.from({ length: count }, (_, nth) => nth);
  const made = await inHalves(numbers, (some) => {
    asked.push(some);
    return Promise.resolve(some.map((one) => one * one));
  });
  expect(made).toEqual(numbers.map((one) => one * one));
  return asked;
}

describe('What takes time for each of many', () => {
  it('is made of each half, and all of it is there', async () => {
    expect(await squares(11)).toEqual([
      [0, 1, 2, 3, 4, 5],
      [6, 7, 8, 9, 10],
    ]);
  });

  it('is made at once where there are few, and asked of nobody where there are none', async () => {
    expect(await squares(9)).toHaveLength(1);
    expect(await squares(0)).toEqual([]);
  });
});
