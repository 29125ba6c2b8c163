// Offsets in a block to lines and columns of the whole text, as an editor counts them.
import type { Block, Body } from './body';

/** Both from 1; columns in UTF-16 units. A line ends at LF, CR LF or CR. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** Where a block begins: lines before it, and UTF-16 units before it on its first line. */
interface BlockStart {
  readonly line: number;
  readonly units: number;
}

const lineStarts = new WeakMap<Block, readonly number[]>();
const blockStarts = new WeakMap<Body, readonly BlockStart[]>();

/** The place of an offset in the body's block of that index. */
export function placeIn(body: Body, index: number, offset: number): Place {
  const block = body[index];
  const start = startsOf(body)[index];
  if (!block || !start) throw new RangeError(`The body has no block ${String(index)}.`);
  const starts = lineStartsOf(block);
  const lines = countUpTo(starts, offset);
  const lineStart = starts[lines - 1];
  const column = lineStart === undefined ? start.units + offset : offset - lineStart;
  return { line: start.line + lines + 1, column: column + 1 };
}

function startsOf(body: Body): readonly BlockStart[] {
  const known = blockStarts.get(body);
  if (known) return known;
  let line = 0;
  let units = 0;
  let last = '';
  const starts = body.map((block) => {
    // A line end that two blocks share is one line end, also across empty blocks.
    if (block.text.startsWith('\n') && last === '\r') line--;
    last = block.text.at(-1) ?? last;
    const start = { line, units };
    const within = lineStartsOf(block);
    line += within.length;
    units = within.length === 0 ? units + block.text.length : block.text.length - (within.at(-1) ?? 0);
    return start;
  });
  blockStarts.set(body, starts);
  return starts;
}

/** Offsets in the block after each of its line ends. */
function lineStartsOf(block: Block): readonly number[] {
  const known = lineStarts.get(block);
  if (known) return known;
  const starts = Array.from(block.text.matchAll(/\r\n|\n|\r/g), (end) => end.index + end[0].length);
  lineStarts.set(block, starts);
  return starts;
}

/** How many of the ascending numbers are at most `limit`. */
function countUpTo(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? Infinity) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
