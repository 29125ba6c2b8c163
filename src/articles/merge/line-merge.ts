// Three texts merged by lines exactly as `git merge-file` does it: changes that keep a line apart are taken from either
// side, changes that overlap or touch are conflicts, and a change that both made is one.
import { lineDiff, type Hunk } from '../../text/line-diff';

/** Lines [start, end), counted from 0. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The lines of three texts, or of the same part of them. */
export interface Lines {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** A place where a side changed the base. Between two regions `ours` is what the merge says. */
export interface Region {
  readonly by: 'ours' | 'theirs' | 'both';
  readonly base: Span;
  readonly ours: Span;
  readonly theirs: Span;
}

export interface Changes {
  readonly ours: readonly Hunk[];
  readonly theirs: readonly Hunk[];
}

/** What each side changed. git diff slides groups of lines by indentation, git merge-file does not. */
export const changesOf = ({ base, ours, theirs }: Lines): Changes => ({
  ours: lineDiff(base, ours, { indentHeuristic: false }),
  theirs: lineDiff(base, theirs, { indentHeuristic: false }),
});

/** The regions of a merge, ascending and never touching; `both` are conflicts (xmerge.c of git, `xdl_do_merge`). */
export function mergeRegions(lines: Lines, changes: Changes): readonly Region[] {
  const [ours, theirs] = [new Hunks(changes.ours), new Hunks(changes.theirs)];
  const regions: Region[] = [];
  while (ours.next !== undefined || theirs.next !== undefined) {
    const region = nextRegion(ours, theirs);
    if (region.by !== 'both' || !isSameChange(lines, ours.next, theirs.next)) append(regions, region);
    // Of two that overlap, the one that ends later may overlap the next one too.
    const [mineEnd, itsEnd] = [ours.end, theirs.end];
    if (mineEnd <= itsEnd) ours.step();
    if (itsEnd <= mineEnd) theirs.step();
  }
  return regions;
}

/** What git takes for a region; undefined where it stops. */
export function takenLines(lines: Lines, { by, ours, theirs }: Region): readonly string[] | undefined {
  const mine = lines.ours.slice(ours.start, ours.end);
  if (by === 'ours') return mine;
  const its = lines.theirs.slice(theirs.start, theirs.end);
  if (by === 'theirs') return its;
  // Git looks for what really differs only where both sides left lines (`xdl_refine_conflicts`).
  return mine.length > 0 && mine.length === its.length && mine.every((line, index) => line === its[index])
    ? mine
    : undefined;
}

/** The whole text with what its regions become; undefined where that is undefined for one of them. */
export function merged(
  { ours }: Lines,
  regions: readonly Region[],
  linesOf: (region: Region) => readonly string[] | undefined,
): readonly string[] | undefined {
  const parts: (readonly string[])[] = [];
  let at = 0;
  for (const region of regions) {
    const lines = linesOf(region);
    if (lines === undefined) return undefined;
    parts.push(ours.slice(at, region.ours.start), lines);
    at = region.ours.end;
  }
  return [...parts, ours.slice(at)].flat();
}

/** The whole as git merges it; undefined where it would stop. */
export const mergeLines = (lines: Lines): readonly string[] | undefined =>
  merged(lines, mergeRegions(lines, changesOf(lines)), (region) => takenLines(lines, region));

class Hunks {
  private at = 0;
  private shift = 0;

  constructor(private readonly hunks: readonly Hunk[]) {}

  get next(): Hunk | undefined {
    return this.hunks[this.at];
  }

  get start(): number {
    return this.next?.aStart ?? Infinity;
  }

  get end(): number {
    return this.next?.aEnd ?? Infinity;
  }

  step(): void {
    if (this.next !== undefined) this.shift = this.next.bEnd - this.next.aEnd;
    this.at += 1;
  }

  /** Where lines of the base that the next hunk leaves alone stand on this side. */
  beside({ start, end }: Span): Span {
    return { start: start + this.shift, end: end + this.shift };
  }

  /** Where lines of the base with the next hunk among them stand on this side. */
  around({ start, end }: Span): Span {
    if (this.next === undefined) return this.beside({ start, end });
    const { aStart, aEnd, bStart, bEnd } = this.next;
    return { start: bStart + start - aStart, end: bEnd + end - aEnd };
  }
}

function nextRegion(ours: Hunks, theirs: Hunks): Region {
  const base = { start: Math.min(ours.start, theirs.start), end: Math.min(ours.end, theirs.end) };
  if (ours.end < theirs.start) return { by: 'ours', base, ours: ours.around(base), theirs: theirs.beside(base) };
  if (theirs.end < ours.start) return { by: 'theirs', base, ours: ours.beside(base), theirs: theirs.around(base) };
  const both = { start: base.start, end: Math.max(ours.end, theirs.end) };
  return { by: 'both', base: both, ours: ours.around(both), theirs: theirs.around(both) };
}

function isSameChange({ ours, theirs }: Lines, mine: Hunk | undefined, its: Hunk | undefined): boolean {
  if (mine === undefined || its === undefined) return false;
  const size = mine.bEnd - mine.bStart;
  if (mine.aStart !== its.aStart || mine.aEnd !== its.aEnd || its.bEnd - its.bStart !== size) return false;
  return ours.slice(mine.bStart, mine.bEnd).every((line, index) => line === theirs[its.bStart + index]);
}

function append(regions: Region[], region: Region): void {
  const last = regions.at(-1);
  if (last === undefined || (region.ours.start > last.ours.end && region.theirs.start > last.theirs.end)) {
    regions.push(region);
    return;
  }
  regions[regions.length - 1] = {
    by: last.by === region.by ? last.by : 'both',
    base: { start: last.base.start, end: region.base.end },
    ours: { start: last.ours.start, end: region.ours.end },
    theirs: { start: last.theirs.start, end: region.theirs.end },
  };
}
