// One place where git stops: the changes in it that do not get in each other's way merge, the others are conflicts.
import { clustersOf, type Cluster } from './clusters';
import { terminatorOf } from './line-kinds';
import type { Lines } from './line-merge';
import { piecesOf, type Piece } from './pieces';
import { settle, sideOf } from './settle';

/** Lines of a region that both changed; `at` counts from the region's start in each text. */
export interface Contested extends Lines {
  readonly at: { readonly base: number; readonly ours: number; readonly theirs: number };
}

/** `conflicts` empty: `lines` is what the region becomes. */
export interface RegionMerge {
  readonly lines: readonly string[];
  readonly conflicts: readonly Contested[];
}

/** Merges the lines of one region. */
export function mergeRegion(region: Lines): RegionMerge {
  const { base, ours, theirs } = ended(region);
  const pieces = { ours: piecesOf(base, ours), theirs: piecesOf(base, theirs) };
  const conflicts: Contested[] = [];
  const shift = { ours: 0, theirs: 0 };
  let lines: readonly string[] = [];
  let at = 0;
  for (const cluster of clustersOf(pieces.ours, pieces.theirs)) {
    const settled = settle(cluster, base);
    if (settled === undefined) conflicts.push(contested(cluster, base, shift));
    lines = lines.concat(base.slice(at, cluster.start), settled ?? []);
    at = cluster.end;
    shift.ours += growth(cluster.ours);
    shift.theirs += growth(cluster.theirs);
  }
  return { lines: endedAs(lines.concat(base.slice(at)), region), conflicts };
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

const isEnded = (lines: readonly string[]): boolean => lines.at(-1)?.endsWith('\n') ?? true;

/** A text's last line without its terminator is the same line all the same. */
function ended({ base, ours, theirs }: Lines): Lines {
  const terminator = terminatorOf(base[0] ?? ours[0] ?? theirs[0] ?? '');
  const end = (lines: readonly string[]) =>
    isEnded(lines) ? lines : lines.with(-1, (lines.at(-1) ?? '') + terminator);
  return { base: end(base), ours: end(ours), theirs: end(theirs) };
}

/** Takes the last terminator away again where the side that changed that has none. */
function endedAs(lines: readonly string[], { base, ours, theirs }: Lines): readonly string[] {
  const wanted = isEnded(ours) === isEnded(base) ? isEnded(theirs) : isEnded(ours);
  if (wanted || lines.length === 0) return lines;
  return lines.with(-1, (lines.at(-1) ?? '').replace(/\r?\n$/, ''));
}
