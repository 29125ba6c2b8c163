// What two lists have in common, in order. Its cost is bounded as git's is, whatever an editor may paste.
import { lineDiff } from './line-diff';

/** Index pairs of a long common subsequence of `a` and `b` (a longest one unless that is costly to find), ascending. */
export function commonOrder(a: readonly string[], b: readonly string[]): (readonly [from: number, to: number])[] {
  const { start, end } = commonEnds(a, b);
  const pairs = range(start).map((at): [number, number] => [at, at]);
  for (const [from, to] of between(a.slice(start, a.length - end), b.slice(start, b.length - end))) {
    pairs.push([start + from, start + to]);
  }
  for (const at of range(end)) pairs.push([a.length - end + at, b.length - end + at]);
  return pairs;
}

/** How many items are the same at the start of both lists, and behind those at their end. */
export function commonEnds(a: readonly string[], b: readonly string[]): { start: number; end: number } {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { start, end };
}

function between(a: readonly string[], b: readonly string[]): (readonly [number, number])[] {
  if (a.length === 0 || b.length === 0 || (a.length === 1 && b.length === 1)) return [];
  const pairs: (readonly [number, number])[] = [];
  let [from, to] = [0, 0];
  const end = { aStart: a.length, aEnd: a.length, bStart: b.length, bEnd: b.length };
  for (const hunk of [...lineDiff(a, b, { indentHeuristic: false }), end]) {
    for (; from < hunk.aStart; from += 1, to += 1) pairs.push([from, to]);
    [from, to] = [hunk.aEnd, hunk.bEnd];
  }
  return pairs;
}

const range = (length: number): number[] => Array.from({ length }, (_, at) => at);
