// Changes of both sides at one place: settled where they say the same or only add, a conflict where both changed a line.
import type { Cluster } from './clusters';
import { keepBoth } from './keep-both';
import { isBlank, isItem } from './line-kinds';
import type { Piece } from './pieces';

/** For each base line of a place the piece that changed it. */
type Owners = readonly (Piece | undefined)[];

/** The lines that the place becomes, or undefined where only a person can tell. What is committed stands first. */
export function settle(cluster: Cluster, base: readonly string[]): readonly string[] | undefined {
  const { ours, theirs, start, end } = cluster;
  const mine = sideOf(cluster, ours, base);
  if (theirs.length === 0) return mine;
  const its = sideOf(cluster, theirs, base);
  if (ours.length === 0 || sameLines(mine, its)) return its;
  const owners = { ours: ownersIn(cluster, ours), theirs: ownersIn(cluster, theirs) };
  for (let line = start; line < end; line += 1) {
    if (!isBlank(base[line] ?? '') && !agree(owners.ours[line - start], owners.theirs[line - start])) return undefined;
  }
  const split = (pieces: readonly Piece[], others: Owners) => pieces.some((piece) => splits(piece, others, cluster, base)); // prettier-ignore
  if (split(ours, owners.theirs) || split(theirs, owners.ours)) return undefined;
  const first = sideOf(cluster, theirs, base, owners.ours);
  const second = sideOf(cluster, ours, base, owners.theirs);
  return keepBoth(first, second, { before: base[start - 1], after: base[end] });
}

/** The place as one side has it, without the base lines that the other side changed. */
export function sideOf(
  { start, end }: Pick<Cluster, 'start' | 'end'>,
  pieces: readonly Piece[],
  base: readonly string[],
  others: Owners = [],
): readonly string[] {
  const kept = (from: number, until: number) => {
    const lines = base.slice(from, until);
    return others.length === 0 ? lines : lines.filter((_, index) => others[from - start + index] === undefined);
  };
  const parts: (readonly string[])[] = [];
  let at = start;
  for (const piece of pieces) {
    parts.push(kept(at, piece.start), piece.lines);
    at = piece.end;
  }
  return [...parts, kept(at, end)].flat();
}

function ownersIn({ start, end }: Cluster, pieces: readonly Piece[]): Owners {
  const owners = new Array<Piece | undefined>(end - start).fill(undefined);
  for (const piece of pieces) owners.fill(piece, piece.start - start, piece.end - start);
  return owners;
}

const sameLines = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, index) => line === other[index]);

/** One of them left the line alone, or both took it away. What both made the same other line is no conflict before that. */
const agree = (mine: Piece | undefined, its: Piece | undefined): boolean =>
  mine === undefined || its === undefined || (mine.lines.length === 0 && its.lines.length === 0);

/** Whether a piece is an insertion within what the other side rewrote, or within a passage that it took away. */
function splits(piece: Piece, others: Owners, { start }: Cluster, base: readonly string[]): boolean {
  if (piece.start < piece.end) return false;
  const around = others[piece.start - start];
  if (around === undefined || around !== others[piece.start - start - 1]) return false;
  return around.lines.length > 0 || !(isItem(piece.lines[0] ?? '') || isBlank(base[piece.start - 1] ?? ''));
}
