// How new a text is, as keys that an index holds together with its words: the stretches of numbers in which its own lies, each four
// times as long as the one before, and its newsroom. `read.recency` makes the same keys. Any window of texts is a few stretches. Pure.

/** Of how many numbers a stretch is: two to the power of each. */
const powers = [0, 2, 4, 6, 8, 10, 12, 14, 16];

/** A window may be longer by one of so many parts. */
const precision = 8;
/** What comes while the newest are asked for is among these: so many numbers at least. */
const ahead = 16;

/** From the one number to the other, of texts or of the newest of all. */
export interface Numbers {
  readonly from: number;
  readonly to: number;
  readonly isNewest: boolean;
}

/** Of each text of the window one key or more, and seldom one of any other. */
export const recencyKeys = (newsroom: string, { from, to, isNewest }: Numbers): string[] =>
  keysOf(newsroom, from, isNewest ? to + Math.max(ahead, Math.ceil((to - from) / precision)) : to);

/** Of stretches that together hold the numbers, as long ones as lie within. */
function keysOf(newsroom: string, from: number, to: number): string[] {
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
