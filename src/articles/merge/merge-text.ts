// Three texts merged: whatever git merges becomes what git makes of it; where git stops, changes that do not get in
// each other's way still merge, and both of two insertions are kept. What both changed is a conflict of just that place.
import { splitLines } from '../line-diff';
import { mergeRegions, takenLines, type Lines, type Region } from './line-merge';
import { mergeRegion, type Contested } from './merge-region';
import { suggest } from './suggest';

export interface TextConflict {
  /** The place in each of the texts, whole lines. */
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  /** What both changes make together, where they are of different words. */
  readonly suggestion?: string;
  /** The number of the place's first line in each text, counted from 1. */
  readonly line: { readonly base: number; readonly ours: number; readonly theirs: number };
}

export type TextMerge =
  | { readonly text: string; readonly conflicts?: undefined }
  | { readonly text?: undefined; readonly conflicts: readonly TextConflict[] };

/**
 * Merges what `ours` and `theirs` made of `base`. `theirs` is what is already committed: of two insertions at one place
 * it stands first. No line that either side added is missing from the text.
 */
export function mergeText(base: string, ours: string, theirs: string): TextMerge {
  if (ours === theirs || base === theirs) return { text: ours };
  if (base === ours) return { text: theirs };
  const lines = { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) };
  const conflicts: TextConflict[] = [];
  let merged: readonly string[] = [];
  let at = 0;
  for (const region of mergeRegions(lines)) {
    const settled = takenLines(lines, region) ?? settledLines(lines, region, conflicts);
    merged = merged.concat(lines.ours.slice(at, region.ours.start), settled);
    at = region.ours.end;
  }
  return conflicts.length > 0 ? { conflicts } : { text: merged.concat(lines.ours.slice(at)).join('') };
}

function settledLines(lines: Lines, region: Region, conflicts: TextConflict[]): readonly string[] {
  const { base, ours, theirs } = region;
  const settled = mergeRegion({
    base: lines.base.slice(base.start, base.end),
    ours: lines.ours.slice(ours.start, ours.end),
    theirs: lines.theirs.slice(theirs.start, theirs.end),
  });
  for (const contested of settled.conflicts) conflicts.push(conflictOf(contested, region));
  return settled.lines;
}

function conflictOf({ at, ...lines }: Contested, region: Region): TextConflict {
  const [base, ours, theirs] = [lines.base.join(''), lines.ours.join(''), lines.theirs.join('')];
  const suggestion = suggest(base, ours, theirs);
  const line = {
    base: region.base.start + at.base + 1,
    ours: region.ours.start + at.ours + 1,
    theirs: region.theirs.start + at.theirs + 1,
  };
  return { base, ours, theirs, ...(suggestion === undefined ? {} : { suggestion }), line };
}
