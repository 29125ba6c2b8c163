import { createHash } from 'node:crypto';
import { rootOf } from '../../src/ledger/merkle';
import { RunningTree } from '../../src/ledger/running-tree';

it('has after each leaf the head of the tree over all leaves so far', () => {
  const leaves = Array.from({ length: 70 }, (_, nth) => createHash('sha256').update(String(nth)).digest());
  const tree = new RunningTree();
  expect(tree.root()).toEqual(rootOf([]));
  for (const [index, leaf] of leaves.entries()) {
    tree.add(leaf);
    expect(tree.root()).toEqual(rootOf(leaves.slice(0, index + 1)));
  }
});
