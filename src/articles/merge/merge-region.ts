// One place where git stops: the changes in it that do not get in each other's way merge, the others are conflicts.
import type { Hunk } from '../../text/line-diff';
import { clustersOf, type Cluster } from './clusters';
import type { Changes, Lines, Region, Span } from './line-merge';
import { piecesOf, type Piece } from './pieces';
import { settle, sideOf } from './settle';

/** Lines that both changed; `at` is where they start in each text, counted from 0. */
export interface Contested extends Lines {
  readonly at: { readonly base: number; readonly ours: number; readonly theirs: number };
}

/** `conflicts` empty: `lines` is what the region becomes. */
export interface RegionMerge {
  readonly lines: readonly string[];
  readonly conflicts: readonly Contested[];
}

/** Merges one region of the texts. */
export function mergeRegion(texts: Lines, changes: Changes, region: Region): RegionMerge {
  const { base } = texts;
  const ours = piecesOf(base, texts.ours, within(changes.ours, region.base));
  const theirs = piecesOf(base, texts.theirs, within(changes.theirs, region.base));
  const conflicts: Contested[] = [];
  const lines: (readonly string[])[] = [];
  const shift = { ours: region.ours.start - region.base.start, theirs: region.theirs.start - region.base.start };
  let at = region.base.start;
  for (const cluster of clustersOf(ours, theirs)) {
    const settled = settle(cluster, base);
    if (settled === undefined) conflicts.push(contested(cluster, base, shift));
    lines.push(base.slice(at, cluster.start), settled ?? []);
    at = cluster.end;
    shift.ours += growth(cluster.ours);
    shift.theirs += growth(cluster.theirs);
  }
  return { lines: [...lines, base.slice(at, region.base.end)].flat(), conflicts };
}

/** The hunks of a region; ascending hunks are searched, as there may be many regions. */
function within(hunks: readonly Hunk[], { start, end }: Span): readonly Hunk[] {
  let [low, high] = [0, hunks.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((hunks[middle]?.aStart ?? start) < start) low = middle + 1;
    else high = middle;
  }
  let until = low;
  while ((hunks[until]?.aEnd ?? Infinity) <= end) until += 1;
  return hunks.slice(low, until);
}

function contested(cluster: Cluster, base: readonly string[], shift: { ours: number; theirs: number }): Contested {
  return {
    base: base.slice(cluster.start, cluster.end),
    ours: sideOf(cluster, cluster.ours, base),
    theirs: sideOf(cluster, cluster.theirs, base),
    at: { base: cluster.start, ours: cluster.start + shift.ours, theirs: cluster.start + shift.theirs },
  };
}

const growth = (pieces: readonly Piece[]): number =>
  pieces.reduce((sum, { start, end, lines }) => sum + lines.length - (end - start), 0);
