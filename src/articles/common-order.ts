// What two lists have in common, in order. Its cost is bounded as git's is, whatever an editor may paste.
import { lineDiff } from './line-diff';

/** Index pairs of a long common subsequence of `a` and `b` (a longest one unless that is costly to find), ascending. */
export function commonOrder(a: readonly string[], b: readonly string[]): (readonly [from: number, to: number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [from, to] = [0, 0];
  const end = { aStart: a.length, aEnd: a.length, bStart: b.length, bEnd: b.length };
  for (const hunk of [...lineDiff(a, b, { indentHeuristic: false }), end]) {
    for (; from < hunk.aStart; from += 1, to += 1) pairs.push([from, to]);
    [from, to] = [hunk.aEnd, hunk.bEnd];
  }
  return pairs;
}
