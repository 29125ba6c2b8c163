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
  const kept: number[] = [];
  rarity.forEach((value, index) => {
    if (value === rare || (value === frequent && !isLost(rarity, index))) kept.push(start + index);
    else one.changed[start + index] = 1;
  });
  return Int32Array.from(kept);
}

/** Whether a frequent line stands among lines that are nearly all absent from the other text, before it and after. */
function isLost(rarity: Int32Array, index: number): boolean {
  const before = neighbours(rarity, index, -1);
  const after = neighbours(rarity, index, 1);
  if (before.absent === 0 || after.absent === 0) return false;
  // The line itself counts once on each side.
  const frequents = before.frequent + after.frequent + 2;
  return frequents * keptShare < frequents + before.absent + after.absent;
}

function neighbours(rarity: Int32Array, index: number, step: 1 | -1): { absent: number; frequent: number } {
  const found = { absent: 0, frequent: 0 };
  for (let distance = 1; distance <= scanned; distance += 1) {
    const value = rarity[index + step * distance];
    if (value === absent) found.absent += 1;
    else if (value === frequent) found.frequent += 1;
    else break;
  }
  return found;
}
