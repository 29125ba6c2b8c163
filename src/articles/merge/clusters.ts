// Which changes of two sides get in each other's way: those of the same base line, those inserted at the same place,
// and an insertion within what the other side replaced. A change beside an untouched neighbour does not.
import type { Span } from './line-merge';
import type { Piece } from './pieces';

/** Changes of base lines [start, end) that are settled together; often of one side only. */
export interface Cluster extends Span {
  readonly ours: readonly Piece[];
  readonly theirs: readonly Piece[];
}

interface Sided {
  readonly piece: Piece;
  readonly side: 'ours' | 'theirs';
}

/** Ascending, in the order in which they stand in the merged text. */
export function clustersOf(ours: readonly Piece[], theirs: readonly Piece[]): readonly Cluster[] {
  const all: Sided[] = [
    ...ours.map((piece): Sided => ({ piece, side: 'ours' })),
    ...theirs.map((piece): Sided => ({ piece, side: 'theirs' })),
  ];
  // An insertion stands before what is changed at the same line.
  all.sort((a, b) => a.piece.start - b.piece.start || a.piece.end - b.piece.end);
  const clusters: Growing[] = [];
  for (const { piece, side } of all) {
    let last = clusters.at(-1);
    if (last === undefined || !overlaps(last, piece)) {
      last = { start: piece.start, end: piece.end, ours: [], theirs: [] };
      clusters.push(last);
    }
    last[side].push(piece);
    last.end = Math.max(last.end, piece.end);
  }
  return clusters;
}

interface Growing extends Cluster {
  end: number;
  readonly ours: Piece[];
  readonly theirs: Piece[];
}

const overlaps = (cluster: Cluster, piece: Piece): boolean =>
  piece.start < cluster.end || (piece.end === cluster.start && cluster.end === cluster.start);
