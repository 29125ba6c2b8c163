// Changes of both sides at one place: settled where they say the same or only add, a conflict where both changed a line.
import type { Cluster } from './clusters';
import { keepBoth } from './keep-both';
import { isBlank, isItem } from './line-kinds';
import { isAlike, type Piece } from './pieces';

/** The lines that the place becomes, or undefined where only a person can tell. What is committed stands first. */
export function settle(cluster: Cluster, base: readonly string[]): readonly string[] | undefined {
  const { ours, theirs } = cluster;
  const [mine, its] = [sideOf(cluster, ours, base), sideOf(cluster, theirs, base)];
  if (theirs.length === 0 || sameLines(mine, its)) return mine;
  if (ours.length === 0) return its;
  const contested = range(cluster).filter((line) => !isBlank(base[line] ?? '') && pieceAt(ours, line) && pieceAt(theirs, line));
  const agreed = contested.every((line) => agree(base[line] ?? '', pieceAt(ours, line), pieceAt(theirs, line)));
  if (!agreed || splits(ours, theirs, base) || splits(theirs, ours, base)) return undefined;
  const first = sideOf(cluster, theirs, base, ours);
  return keepBoth(first, sideOf(cluster, ours, base, theirs), base[cluster.start - 1]);
}

/** The place as one side has it, without the base lines that the other side removed. */
export function sideOf(
  { start, end }: { readonly start: number; readonly end: number },
  pieces: readonly Piece[],
  base: readonly string[],
  others: readonly Piece[] = [],
): readonly string[] {
  let lines: readonly string[] = [];
  let at = start;
  const kept = (until: number) => base.slice(at, until).filter((_, index) => !pieceAt(others, at + index));
  for (const piece of pieces) {
    lines = lines.concat(kept(piece.start), piece.lines);
    at = piece.end;
  }
  return lines.concat(kept(end));
}

const range = ({ start, end }: { readonly start: number; readonly end: number }): number[] =>
  Array.from({ length: end - start }, (_, step) => start + step);

const pieceAt = (pieces: readonly Piece[], line: number): Piece | undefined =>
  pieces.find(({ start, end }) => start <= line && line < end);

const sameLines = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, index) => line === other[index]);

/** Whether both did the same to a line: took it away, or made it the same other line. */
function agree(line: string, mine: Piece | undefined, its: Piece | undefined): boolean {
  const [ours, theirs] = [mine?.lines ?? [], its?.lines ?? []];
  if (ours.length === 0 || theirs.length === 0) return ours.length === theirs.length;
  return ours.some((changed) => isAlike(line, changed) && theirs.includes(changed));
}

/** Whether one inserted something within what the other rewrote, or took away as one passage. */
function splits(inserting: readonly Piece[], others: readonly Piece[], base: readonly string[]): boolean {
  return inserting.some((piece) => {
    const around = others.find(({ start, end }) => start < piece.start && piece.end < end);
    if (around === undefined || piece.start < piece.end) return false;
    return around.lines.length > 0 || !standsAlone(piece, base);
  });
}

const standsAlone = ({ start, lines }: Piece, base: readonly string[]): boolean =>
  isItem(lines[0] ?? '') || isBlank(base[start - 1] ?? '');
