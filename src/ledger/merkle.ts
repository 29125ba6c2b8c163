// The Merkle tree of RFC 6962, section 2.1, over leaves that are hashed already: heads, proofs, and what proofs prove.
// Hashes are SHA-256, 32 bytes. Pure, without dependencies: the offline verifier rests on it.
import { createHash } from 'node:crypto';

/** The leaves of index `start` up to, not including, `end`. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

/** The head of the empty tree. */
export const emptyRoot: Buffer = createHash('sha256').digest();

const nodePrefix = Buffer.of(1);

export function interiorHash(left: Buffer, right: Buffer): Buffer {
  return createHash('sha256').update(nodePrefix).update(left).update(right).digest();
}

/** The head of the tree over these leaf hashes (section 2.1, MTH). */
export const rootOf = (leaves: readonly Buffer[]): Buffer => hashOf(leaves)({ start: 0, end: leaves.length });

/** The head over a range of these leaf hashes; the function that proofs below are made with. */
export function hashOf(leaves: readonly Buffer[]): (range: Range) => Buffer {
  const head = ({ start, end }: Range): Buffer => {
    if (end - start < 2) return leaves[start] ?? emptyRoot;
    const middle = start + splitOf(end - start);
    return interiorHash(head({ start, end: middle }), head({ start: middle, end }));
  };
  return head;
}

/**
 * What proves that the leaf of that index is in the tree of that size (section 2.1.1, PATH): for each entry of the path,
 * from the leaf upwards, whatever `part` makes of the range that it covers.
 * @param index from 0, less than `size`
 */
export function inclusionPath<T>(index: number, size: number, part: (range: Range) => T): T[] {
  const path: T[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitOf(end - start);
    const right = index >= middle;
    path.push(part(right ? { start, end: middle } : { start: middle, end }));
    [start, end] = right ? [middle, end] : [start, middle];
  }
  return path.reverse();
}

/**
 * What proves that the tree of size `from` is the beginning of the one of size `to` (section 2.1.2, PROOF), each entry
 * made by `part`. Empty where `from` is 0 or `to`: then there is nothing to prove.
 */
export function consistencyPath<T>(from: number, to: number, part: (range: Range) => T): T[] {
  if (from === 0 || from === to) return [];
  const path: T[] = [];
  let [start, end] = [0, to];
  while (end !== from) {
    const middle = start + splitOf(end - start);
    const right = from > middle;
    path.push(part(right ? { start, end: middle } : { start: middle, end }));
    [start, end] = right ? [middle, end] : [start, middle];
  }
  if (start > 0) path.push(part({ start, end })); // else it is the whole older tree, whose head is known
  return path.reverse();
}

export interface InclusionProof {
  readonly leaf: Buffer;
  readonly index: number;
  readonly size: number;
  readonly path: readonly Buffer[];
}

/** Whether the proof leads from its leaf to that head: what RFC 9162, section 2.1.3.2 finds out. */
export function provesInclusion({ leaf, index, size, path }: InclusionProof, root: Buffer): boolean {
  if (!isSize(index) || !isSize(size) || index >= size) return false;
  const ranges = inclusionPath(index, size, asItIs);
  if (ranges.length !== path.length || !areHashes(path)) return false;
  const climb = (head: Buffer, sibling: Buffer, nth: number): Buffer =>
    endOf(ranges[nth]) <= index ? interiorHash(sibling, head) : interiorHash(head, sibling);
  return path.reduce(climb, leaf).equals(root);
}

export interface TreeHead {
  readonly size: number;
  readonly root: Buffer;
}

/** Whether the path proves that the older tree is the beginning of the newer one: what section 2.1.4.2 finds out. */
export function provesConsistency(older: TreeHead, newer: TreeHead, path: readonly Buffer[]): boolean {
  if (!isSize(older.size) || !isSize(newer.size) || older.size > newer.size) return false;
  const ranges = consistencyPath(older.size, newer.size, asItIs);
  if (ranges.length !== path.length || !areHashes(path)) return false;
  if (older.size === 0) return older.root.equals(emptyRoot);
  if (older.size === newer.size) return older.root.equals(newer.root);
  const within = endOf(ranges[0]) === older.size; // else the older tree is whole in the newer one, and its head left out
  const first = (within && path[0]) || older.root;
  let [oldHead, newHead] = [first, first];
  for (let nth = within ? 1 : 0; nth < path.length; nth += 1) {
    const sibling = path[nth] ?? emptyRoot;
    const left = endOf(ranges[nth]) <= older.size;
    newHead = left ? interiorHash(sibling, newHead) : interiorHash(newHead, sibling);
    if (left) oldHead = interiorHash(sibling, oldHead);
  }
  return oldHead.equals(older.root) && newHead.equals(newer.root);
}

/** The largest power of two less than `size`, which has to be 2 or more. */
function splitOf(size: number): number {
  const power = 2 ** Math.floor(Math.log2(size));
  return power < size ? power : power / 2;
}

const asItIs = (range: Range): Range => range;
const endOf = (range: Range | undefined): number => range?.end ?? Infinity;
const isSize = (value: number): boolean => Number.isSafeInteger(value) && value >= 0;
const areHashes = (path: readonly Buffer[]): boolean => path.every((hash) => hash.length === 32);
