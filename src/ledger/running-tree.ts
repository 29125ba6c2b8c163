// The head of a Merkle tree (RFC 6962, section 2.1) that grows leaf by leaf, in memory that grows by its logarithm alone.
import { emptyRoot, interiorHash } from './merkle';

export class RunningTree {
  private leaves = 0;
  /** Heads of the whole subtrees that it is made of, the largest first: one for each bit of its size that is set. */
  private readonly whole: Buffer[] = [];

  get size(): number {
    return this.leaves;
  }

  add(leaf: Buffer): void {
    let head = leaf;
    for (let rest = this.leaves; rest % 2 === 1; rest = Math.floor(rest / 2)) {
      head = interiorHash(this.whole.pop() ?? emptyRoot, head);
    }
    this.whole.push(head);
    this.leaves += 1;
  }

  root(): Buffer {
    return this.whole.reduceRight<Buffer | undefined>((right, left) => (right ? interiorHash(left, right) : left), undefined) ?? emptyRoot; // prettier-ignore
  }
}
