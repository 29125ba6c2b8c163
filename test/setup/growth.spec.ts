import { growth } from './growth';

const steps = (count: number) => {
  let sum = 0;
  for (let step = 0; step < count; step += 1) sum += Math.sqrt(step);
  return sum;
};

it('tells quadratic time from linear time', () => {
  expect(growth((size) => () => steps(size), 1_500_000)).toBeLessThan(3);
  expect(growth((size) => () => steps(size ** 2), 1_200)).toBeGreaterThan(5);
});

it('does not judge what is over at once', () => {
  expect(growth((size) => () => steps(size ** 2), 10)).toBe(0);
});
