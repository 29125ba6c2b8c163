// Two texts made ready for the search: lines as numbers, and the lines that no search is needed for told apart.
// What is left out, and when, is as in git's xdiff, because it changes which of several shortest answers is found.

export interface Side {
  readonly lines: readonly string[];
  /** The same number is the same line, on both sides. */
  readonly numbers: Int32Array;
  /** 1 where the line is not in the other text. */
  readonly changed: Uint8Array;
}

export interface LineSides {
  readonly from: Side;
  readonly to: Side;
  /** Lines of `from` that are to be searched; ascending. */
  readonly rows: Int32Array;
  /** Lines of `to` that are to be searched; ascending. */
  readonly columns: Int32Array;
}

/** How far around a frequent line its neighbours are looked at. */
const scanned = 100;
/** A frequent line is dropped where fewer than one in this many of its neighbours is frequent too. */
const keptShare = 4;
const highestLimit = 1024;

const [absent, rare, frequent] = [0, 1, 2] as const;

// Looked up once: in a VM context, as tests run in, each look-up of a global is dear.
const { max } = Math;

/** Numbers the lines, marks those that are surely changed and lists those left to be searched. */
export function lineSides(a: readonly string[], b: readonly string[]): LineSides {
  const known = new Map<string, number>();
  const from = side(a, known);
  const to = side(b, known);
  const start = commonStart(from.numbers, to.numbers);
  const tail = commonTail(from.numbers, to.numbers, start);
  const counts = { from: countsOf(from, known.size), to: countsOf(to, known.size) };
  return {
    from,
    to,
    rows: searched(from, counts.to, start, a.length - tail),
    columns: searched(to, counts.from, start, b.length - tail),
  };
}

function side(lines: readonly string[], known: Map<string, number>): Side {
  const numbers = Int32Array.from(lines, (line) => {
    const number = known.get(line) ?? known.size;
    known.set(line, number);
    return number;
  });
  return { lines, numbers, changed: new Uint8Array(lines.length) };
}

function commonStart(a: Int32Array, b: Int32Array): number {
  const limit = Math.min(a.length, b.length);
  let start = 0;
  while (start < limit && a[start] === b[start]) start += 1;
  return start;
}

function commonTail(a: Int32Array, b: Int32Array, start: number): number {
  const limit = Math.min(a.length, b.length) - start;
  let tail = 0;
  while (tail < limit && a[a.length - tail - 1] === b[b.length - tail - 1]) tail += 1;
  return tail;
}

function countsOf({ numbers }: Side, size: number): Int32Array {
  const counts = new Int32Array(size);
  for (const number of numbers) counts[number] = (counts[number] ?? 0) + 1;
  return counts;
}

/** A power of two near the square root. */
export function roughRoot(value: number): number {
  let root = 1;
  for (let rest = value; rest > 0; rest >>= 2) root <<= 1;
  return root;
}

function searched(one: Side, otherCounts: Int32Array, start: number, end: number): Int32Array {
  const limit = Math.min(roughRoot(one.lines.length), highestLimit);
  const rarity = one.numbers.subarray(start, end).map((number) => {
    const count = otherCounts[number] ?? 0;
    return count === 0 ? absent : count < limit ? rare : frequent;
  });
  const isLost = rarity.includes(frequent) ? lostAmong(rarity) : () => false;
  const kept: number[] = [];
  rarity.forEach((value, index) => {
    if (value === rare || (value === frequent && !isLost(index))) kept.push(start + index);
    else one.changed[start + index] = 1;
  });
  return Int32Array.from(kept);
}

/** Whether a frequent line stands among lines that are nearly all absent from the other text, before it and after. */
function lostAmong(rarity: Int32Array): (index: number) => boolean {
  const before = runsOf(rarity);
  const after = runsOf(rarity.toReversed());
  return (index) => {
    const mirrored = rarity.length - 1 - index;
    const [absentBefore, absentAfter] = [before.absentBefore(index), after.absentBefore(mirrored)];
    if (absentBefore === 0 || absentAfter === 0) return false;
    // The line itself counts once on each side.
    const all = before.lengthBefore(index) + after.lengthBefore(mirrored) + 2;
    return (all - absentBefore - absentAfter) * keptShare < all;
  };
}

/** What stands before a line, as far as it is looked at and up to the first rare line; counted once for all lines. */
function runsOf(rarity: Int32Array): Record<'absentBefore' | 'lengthBefore', (index: number) => number> {
  const absents = new Int32Array(rarity.length + 1);
  const starts = new Int32Array(rarity.length + 1);
  rarity.forEach((value, index) => {
    absents[index + 1] = (absents[index] ?? 0) + (value === absent ? 1 : 0);
    starts[index + 1] = value === rare ? index + 1 : (starts[index] ?? 0);
  });
  const from = (index: number) => max(starts[index] ?? 0, index - scanned);
  return {
    absentBefore: (index) => (absents[index] ?? 0) - (absents[from(index)] ?? 0),
    lengthBefore: (index) => index - from(index),
  };
}
