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
  const clusters: Cluster[] = [];
  for (const sided of all) {
    const last = clusters.at(-1);
    if (last !== undefined && overlaps(last, sided.piece)) clusters[clusters.length - 1] = joined(last, sided);
    else clusters.push(joined({ start: sided.piece.start, end: sided.piece.end, ours: [], theirs: [] }, sided));
  }
  return clusters;
}

const overlaps = (cluster: Cluster, piece: Piece): boolean =>
  piece.start < cluster.end || (piece.end === cluster.start && cluster.end === cluster.start);

function joined(cluster: Cluster, { piece, side }: Sided): Cluster {
  return { ...cluster, end: Math.max(cluster.end, piece.end), [side]: [...cluster[side], piece] };
}
