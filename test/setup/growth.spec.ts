import { growth } from './growth';

const steps = (count: number) => {
  let sum = 0;
  for (let step = 0; step < count; step += 1) sum += String(step).length;
  return sum;
};

it('tells quadratic time from linear time', () => {
  expect(growth((size) => () => steps(size), 8_000_000)).toBeLessThan(3);
  expect(growth((size) => () => steps(size ** 2), 2_800)).toBeGreaterThan(5);
});

it('does not judge what is over at once', () => {
  expect(growth((size) => () => steps(size ** 2), 10)).toBe(0);
});
