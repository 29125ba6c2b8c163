// Differences of two texts by lines, the ones git shows: Myers's algorithm (An O(ND) Difference Algorithm, 1986) with
// the short cuts of git's xdiff, then groups of changed lines slid to where git slides them.
import { slideGroups } from './line-slide';
import { lineSides, type Side } from './line-sides';
import { markChanged } from './line-myers';

/** Lines [aStart, aEnd) of the one became [bStart, bEnd) of the other; counted from 0. Hunks never touch. */
export interface Hunk {
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

export interface LineDiffOptions {
  /** Whether indentation and blank lines say where a slidable group rests: `git diff` and `blame` do so, `merge-file` does not. */
  readonly indentHeuristic?: boolean;
}

/** Lines with their terminators (LF, as git has it); joined they are the text. The empty text has none. */
export const splitLines = (text: string): string[] => text.match(/[^\n]*\n|[^\n]+$/g) ?? [];

/** The hunks that turn `a` into `b`, ascending. Lines are equal when they are the same string. */
export function lineDiff(a: readonly string[], b: readonly string[], options: LineDiffOptions = {}): readonly Hunk[] {
  const { indentHeuristic = true } = options;
  const { from, to, rows, columns } = lineSides(a, b);
  markChanged(
    { numbers: rows.map((row) => from.numbers[row] ?? 0), mark: (index) => markLine(from, rows[index]) },
    { numbers: columns.map((column) => to.numbers[column] ?? 0), mark: (index) => markLine(to, columns[index]) },
  );
  slideGroups(from, to, indentHeuristic);
  slideGroups(to, from, indentHeuristic);
  return hunksOf(from.changed, to.changed);
}

function markLine(side: Side, line: number | undefined): void {
  if (line !== undefined) side.changed[line] = 1;
}

function hunksOf(from: Uint8Array, to: Uint8Array): Hunk[] {
  const hunks: Hunk[] = [];
  for (let [a, b] = [0, 0]; a < from.length || b < to.length; a += 1, b += 1) {
    const [aStart, bStart] = [a, b];
    while (from[a] === 1) a += 1;
    while (to[b] === 1) b += 1;
    if (a > aStart || b > bStart) hunks.push({ aStart, aEnd: a, bStart, bEnd: b });
  }
  return hunks;
}
