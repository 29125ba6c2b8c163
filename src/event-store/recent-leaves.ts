// Leaves of what this process has just appended, so that a receipt for one costs no look at the log.

export interface Leaf {
  readonly position: number;
  readonly revision: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
  /** Lower-case hex. */
  readonly hash: string;
}

const most = 4_096;

export class RecentLeaves {
  private readonly leaves = new Map<string, Leaf>();

  remember(newsroom: string, leaf: Leaf): void {
    this.leaves.set(`${newsroom} ${leaf.position}`, leaf);
    if (this.leaves.size <= most) return;
    for (const oldest of this.leaves.keys()) return void this.leaves.delete(oldest);
  }

  at(newsroom: string, position: number): Leaf | undefined {
    return this.leaves.get(`${newsroom} ${position}`);
  }
}
