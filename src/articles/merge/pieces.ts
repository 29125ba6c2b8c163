// What one side changed, cut as fine as it can be told: a changed line is put beside the line that it was, so that a
// change of one list item and an insertion after it are two changes.
import { lineDiff } from '../line-diff';
import { tokens } from '../words';
import type { Span } from './line-merge';

/** Base lines [start, end), possibly none, became `lines`, possibly none. Pieces of one side may touch. */
export interface Piece extends Span {
  readonly lines: readonly string[];
}

/** A line is a changed one where at least this share of the words is the same (Dice's coefficient). */
const alike = 0.5;
/** A change with more pairs of lines than this is not cut: comparing them all would take longer than an editor waits. */
const comparedPairs = 10_000;

/** The changes from `base` to `side`, ascending by start, then end. */
export const piecesOf = (base: readonly string[], side: readonly string[]): readonly Piece[] =>
  lineDiff(base, side, { indentHeuristic: false }).flatMap(({ aStart, aEnd, bStart, bEnd }) =>
    cut({ start: aStart, end: aEnd, lines: side.slice(bStart, bEnd) }, base),
  );

function cut(piece: Piece, base: readonly string[]): readonly Piece[] {
  const size = piece.end - piece.start;
  const pairs = size * piece.lines.length;
  if (pairs < 2 || pairs > comparedPairs) return [piece];
  const { start, lines } = piece;
  const ends = [...likePairs(base.slice(start, piece.end), lines), [size, lines.length] as const];
  let [from, to] = [0, 0];
  return ends.flatMap(([row, column]) => {
    const between = { start: start + from, end: start + row, lines: lines.slice(to, column) };
    const changed = { start: start + row, end: start + row + 1, lines: lines.slice(column, column + 1) };
    [from, to] = [row + 1, column + 1];
    return [between, changed].filter(({ start: at, end, lines: some }) => end <= piece.end && (at < end || some.length > 0));
  });
}

/** Which line became which: of the pairs in order, those that have most in common. */
function likePairs(before: readonly string[], after: readonly string[]): (readonly [row: number, column: number])[] {
  const [rows, columns] = [before.map(wordSet), after.map(wordSet)];
  const scores = rows.map((row) => columns.map((column) => likeness(row, column)));
  const best = bestSums(scores, columns.length);
  const pairs: (readonly [number, number])[] = [];
  for (let [row, column] = [0, 0]; row < rows.length && column < columns.length;) {
    const sum = best[row]?.[column] ?? 0;
    if (sum === (best[row + 1]?.[column] ?? 0)) row += 1;
    else if (sum === (best[row]?.[column + 1] ?? 0)) column += 1;
    else pairs.push([row++, column++]);
  }
  return pairs;
}

/** For each row and column the highest sum of scores from there on. */
function bestSums(scores: readonly (readonly number[])[], width: number): number[][] {
  const best: number[][] = [new Array<number>(width + 1).fill(0)];
  for (const row of scores.toReversed()) {
    const below = best[0] ?? [];
    const sums = new Array<number>(width + 1).fill(0);
    for (let column = width - 1; column >= 0; column -= 1) {
      const paired = (row[column] ?? 0) + (below[column + 1] ?? 0);
      sums[column] = Math.max(below[column] ?? 0, sums[column + 1] ?? 0, row[column] === 0 ? 0 : paired);
    }
    best.unshift(sums);
  }
  return best;
}

const wordSet = (line: string): ReadonlySet<string> => new Set(tokens(line));

/** 0 for lines that are not alike. */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of one) if (other.has(word)) shared += 1;
  const score = (2 * shared) / (one.size + other.size);
  return score >= alike ? score : 0;
}

/** Whether a line may be an edit of another. */
export const isAlike = (one: string, other: string): boolean => likeness(wordSet(one), wordSet(other)) > 0;
