// What two lists have in common, in order.
import { lcs } from 'fast-myers-diff';

/** Index pairs of a longest common subsequence of `a` and `b`, ascending. Values are compared as a Map compares keys. */
export function commonOrder<T>(a: readonly T[], b: readonly T[]): (readonly [from: number, to: number])[] {
  // Values of one side only are in no common order: without them the search stays short where the lists differ much.
  const [inA, inB] = [new Set(a), new Set(b)];
  const from = [...a.keys()].filter((index) => inB.has(a[index] as T));
  const to = [...b.keys()].filter((index) => inA.has(b[index] as T));
  const numbers = new Map<T, number>();
  const numbered = (value: T): number => {
    const known = numbers.get(value) ?? numbers.size;
    numbers.set(value, known);
    return known;
  };
  const runs = lcs(
    from.map((index) => numbered(a[index] as T)),
    to.map((index) => numbered(b[index] as T)),
  );
  const pairs: (readonly [number, number])[] = [];
  for (const [start, other, length] of runs) {
    for (let step = 0; step < length; step += 1) pairs.push([from[start + step] ?? 0, to[other + step] ?? 0]);
  }
  return pairs;
}
