// Leaves that a receipt finds in memory.
import { RecentLeaves, type Leaf } from '../../src/event-store/recent-leaves';

const leafAt = (position: number): Leaf => ({
  position,
  revision: 1,
  recordedAt: '2026-11-26T09:00:00.000Z',
  hash: `of ${position}`,
});

describe('Recent leaves', () => {
  it('are found by newsroom and position, until four thousand later ones came', () => {
    const leaves = new RecentLeaves();
    for (let position = 1; position <= 4_100; position += 1) leaves.remember('main', leafAt(position));
    leaves.remember('north', leafAt(4_100));
    expect([4, 5, 4_096, 4_100, 4_101].map((position) => leaves.at('main', position)?.hash)).toEqual([
      undefined,
      'of 5',
      'of 4096',
      'of 4100',
      undefined,
    ]);
    expect(leaves.at('north', 4_100)).toBeDefined();
    expect(leaves.at('north', 4_099)).toBeUndefined();
    expect(leaves.at('south', 4_100)).toBeUndefined();
  });
});
