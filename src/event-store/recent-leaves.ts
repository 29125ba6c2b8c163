// Leaves of what this process has just appended, so that a receipt for one costs no look at the log.

export interface Leaf {
  readonly position: number;
  readonly revision: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
  /** Lower-case hex. */
  readonly hash: string;
}

/** Of each newsroom; one gives way to that of the position so many later. */
const most = 4_096;

export class RecentLeaves {
  private readonly leaves = new Map<string, Leaf[]>();

  remember(newsroom: string, leaf: Leaf): void {
    const ring = this.leaves.get(newsroom);
    if (ring) ring[leaf.position % most] = leaf;
    else
      this.leaves.set(
        newsroom,
        Array.from({ length: most }, () => leaf),
      );
  }

  at(newsroom: string, position: number): Leaf | undefined {
    const leaf = this.leaves.get(newsroom)?.[position % most];
    return leaf?.position === position ? leaf : undefined;
  }
}
