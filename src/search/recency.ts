// How new a text is, as keys that an index holds together with its words: the stretches of numbers in which its own lies, each four
// times as long as the one before, and its newsroom. `read.recency` makes the same keys. Any window of texts is a few stretches. Pure.

/** Of how many numbers a stretch is: two to the power of each. */
const powers = [0, 2, 4, 6, 8, 10, 12];

/** A window may be longer by the first of so many parts. */
const precision = 8;

/** Keys of stretches that hold the numbers from the one to the other: one or more of these for each text in the window. */
export function recencyKeys(newsroom: string, from: number, to: number): string[] {
  const shortest = powers.findLast((power) => 2 ** power * precision <= to - from + 1) ?? 0;
  const keys: string[] = [];
  for (let at = startOf(from, shortest); at <= to;) {
    const power = powers.findLast((one) => one >= shortest && fits(at, one, to)) ?? shortest;
    keys.push(`${newsroom}/${power}/${at / 2 ** power}`);
    at += 2 ** power;
  }
  return keys;
}

const startOf = (number: number, power: number): number => Math.floor(number / 2 ** power) * 2 ** power;

/** Whether such a stretch begins there and goes no farther than to the end. */
const fits = (at: number, power: number, to: number): boolean => at === startOf(at, power) && at + 2 ** power <= to + 1;
