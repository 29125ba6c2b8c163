// Real concurrent edits that developers and CI have beside the project, and how merging does on them.
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { splitLines } from '../../../src/text/line-diff';
import { mergeText } from '../../../src/articles/merge/merge-text';

interface RealMerge {
  readonly base: string;
  /** Committed first. */
  readonly ours: string;
  readonly theirs: string;
  /** What the people made of it. */
  readonly committed: string;
  /** Whether `git merge-file` merges it without conflict; its result is `git_merged`, or `committed` where that is absent. */
  readonly git_clean: boolean;
  readonly git_merged?: string;
}

export interface MergeFigures {
  readonly clean: number;
  readonly cleanAsGit: number;
  readonly cleanOtherwise: number;
  readonly unclean: number;
  readonly asCommitted: number;
  readonly keptBoth: number;
  readonly conflicts: number;
  readonly lostLines: number;
}

const file = resolve(__dirname, '../../../../shared/corpus/merges.ndjson.br');
export const hasMerges = existsSync(file);

/** Every real merge, in the order of the corpus; none without it. */
export function realMerges(): readonly RealMerge[] {
  if (!hasMerges) return [];
  const lines = brotliDecompressSync(readFileSync(file)).toString().trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line) as RealMerge);
}

export function mergeFigures(merges: readonly RealMerge[]): MergeFigures {
  const outcomes = merges.map((merge) => {
    const { text } = mergeText(merge.base, merge.theirs, merge.ours);
    const wanted = merge.git_clean ? (merge.git_merged ?? merge.committed) : merge.committed;
    const lost = text === undefined ? 0 : lostLines(merge.base, [merge.ours, merge.theirs], text).length;
    return { clean: merge.git_clean, text, isWanted: text === wanted, lost };
  });
  const [clean, unclean] = [true, false].map((is) => outcomes.filter((outcome) => outcome.clean === is));
  const count = (some: typeof outcomes = [], which: (outcome: (typeof outcomes)[number]) => boolean) =>
    some.filter(which).length;
  return {
    clean: clean?.length ?? 0,
    cleanAsGit: count(clean, ({ isWanted }) => isWanted),
    cleanOtherwise: count(clean, ({ text, isWanted }) => text !== undefined && !isWanted),
    unclean: unclean?.length ?? 0,
    asCommitted: count(unclean, ({ isWanted }) => isWanted),
    keptBoth: count(unclean, ({ text, isWanted }) => text !== undefined && !isWanted),
    conflicts: count(unclean, ({ text }) => text === undefined),
    lostLines: outcomes.reduce((sum, { lost }) => sum + lost, 0),
  };
}

/** Lines that a side added to the base and the text does not have (line terminators aside). */
export function lostLines(base: string, sides: readonly string[], text: string): string[] {
  const linesOf = (whole: string) => new Set(splitLines(whole).map((line) => line.replace(/\r?\n$/, '')));
  const [old, kept] = [linesOf(base), linesOf(text)];
  return sides.flatMap((side) => [...linesOf(side)].filter((line) => !old.has(line) && !kept.has(line)));
}
