// What one side changed, cut as fine as it can be told: a changed line is put beside the line that it was, so that a
// change of one list item and an insertion after it are two changes.
import type { Hunk } from '../../text/line-diff';
import { tokens } from '../../text/words';
import type { Span } from './line-merge';

/** Base lines [start, end), possibly none, became `lines`, possibly none. Pieces of one side may touch. */
export interface Piece extends Span {
  readonly lines: readonly string[];
}

/** A line is a changed one where at least this share of the words is the same (Dice's coefficient). */
const alike = 0.5;
/** A change with more pairs of lines, or more text in them, is not cut: comparing would take longer than an editor waits. */
const comparedPairs = 10_000;
const comparedText = 2_000_000;

/** The changes from `base` to `side` that the hunks tell of, ascending by start, then end. */
export const piecesOf = (base: readonly string[], side: readonly string[], hunks: readonly Hunk[]): readonly Piece[] =>
  hunks.flatMap(({ aStart, aEnd, bStart, bEnd }) =>
    cut({ start: aStart, end: aEnd, lines: side.slice(bStart, bEnd) }, base.slice(aStart, aEnd)),
  );

function cut(piece: Piece, before: readonly string[]): readonly Piece[] {
  const { start, lines } = piece;
  if (lines.length === 0 || before.length === 0 || isTooMuch(before, lines)) return [piece];
  const pieces: Piece[] = [];
  let [from, to] = [0, 0];
  for (const [row, column] of [...likePairs(before, lines), [before.length, lines.length] as const]) {
    if (row > from || column > to)
      pieces.push({ start: start + from, end: start + row, lines: lines.slice(to, column) });
    const changed = lines.slice(column, column + 1);
    if (row < before.length && changed[0] !== before[row]) pieces.push({ start: start + row, end: start + row + 1, lines: changed }); // prettier-ignore
    [from, to] = [row + 1, column + 1];
  }
  return pieces;
}

function isTooMuch(before: readonly string[], after: readonly string[]): boolean {
  if (before.length * after.length > comparedPairs) return true;
  const length = before.reduce((sum, line) => sum + line.length, 0);
  return length * after.length > comparedText;
}

/** Which line became which: of the pairs in order, those that have most in common. */
function likePairs(before: readonly string[], after: readonly string[]): (readonly [row: number, column: number])[] {
  const [rows, columns] = [before.map(wordsOf), after.map(wordsOf)];
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

interface WordsOf {
  readonly line: string;
  readonly words: ReadonlySet<string>;
}

const wordsOf = (line: string): WordsOf => ({ line, words: new Set(tokens(line)) });

/** 0 for lines that are not alike. */
function likeness(one: WordsOf, other: WordsOf): number {
  if (one.line === other.line) return 1;
  let shared = 0;
  for (const word of one.words) if (other.words.has(word)) shared += 1;
  const score = (2 * shared) / (one.words.size + other.words.size);
  return score >= alike ? score : 0;
}
