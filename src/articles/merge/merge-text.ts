// Three texts merged: whatever git merges becomes what git makes of it; where git stops, changes that do not get in
// each other's way still merge, and both of two insertions are kept. What both changed is a conflict of just that place.
import { splitLines } from '../../text/line-diff';
import { ended, endedAs } from './last-line';
import { changesOf, merged, mergeRegions, takenLines, type Changes, type Lines, type Region } from './line-merge';
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

/** Further conflicts of one text come without a suggestion: a person has to look at the whole then. */
const suggested = 100;

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
  const changes = changesOf(lines);
  const regions = mergeRegions(lines, changes);
  const clean = merged(lines, regions, (region) => takenLines(lines, region));
  if (clean !== undefined) return { text: clean.join('') };
  return settled(lines, changes, regions);
}

/** Where git stops. */
function settled(lines: Lines, changes: Changes, regions: readonly Region[]): TextMerge {
  const whole = ended(lines);
  const conflicts: Contested[] = [];
  const text = merged(whole, regions, (region) => {
    const taken = takenLines(whole, region);
    if (taken !== undefined) return taken;
    const settling = mergeRegion(whole, changes, region);
    for (const contested of settling.conflicts) conflicts.push(contested);
    return settling.lines;
  });
  if (text !== undefined && conflicts.length === 0) return { text: endedAs(text, lines).join('') };
  return { conflicts: conflicts.map((contested, nth) => conflictOf(contested, nth < suggested)) };
}

function conflictOf({ at, ...lines }: Contested, isSuggested: boolean): TextConflict {
  const [base, ours, theirs] = [lines.base.join(''), lines.ours.join(''), lines.theirs.join('')];
  const suggestion = isSuggested ? suggest(base, ours, theirs) : undefined;
  const line = { base: at.base + 1, ours: at.ours + 1, theirs: at.theirs + 1 };
  return { base, ours, theirs, ...(suggestion === undefined ? {} : { suggestion }), line };
}
