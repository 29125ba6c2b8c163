// A tree that grows leaf by leaf. It remembers its right edge alone, the tiles that are not full, and which hashes are new
// since it was taken up. Pure.
import { rootOf, type TreeHead } from './merkle';
import { headOf, hashesAt, tileWidth, type HashRun } from './tiles';

/** New hashes, as they are stored. */
export interface NewHashes extends HashRun {
  readonly hashes: Buffer;
}

interface OpenRun {
  readonly level: number;
  readonly index: number;
  readonly hashes: Buffer[];
}

export class GrowingTree {
  private readonly fresh: OpenRun[] = [];
  private readonly open = new Map<number, OpenRun>();

  /** @param edge hashes of the tiles that are not full in a tree of that size, by level (see `edgeOf`) */
  constructor(
    private leaves: number,
    private readonly edge: Buffer[][],
  ) {}

  add(leaf: Buffer): void {
    this.leaves += 1;
    this.put(0, leaf);
  }

  head(): TreeHead {
    const range = { start: 0, end: this.leaves };
    const root = headOf(range, ({ level, index, width }) => {
      const at = index % tileWidth;
      return this.edge[level]?.slice(at, at + width) ?? [];
    });
    return { size: this.leaves, root };
  }

  /** Runs that lie within one tile each, in the order in which they follow what is stored. */
  newHashes(): NewHashes[] {
    return this.fresh.map(({ level, index, hashes }) => ({ level, index, width: hashes.length, hashes: Buffer.concat(hashes) })); // prettier-ignore
  }

  private put(level: number, hash: Buffer): void {
    const tile = (this.edge[level] ??= []);
    this.note(level, hash);
    tile.push(hash);
    if (tile.length < tileWidth) return;
    this.edge[level] = [];
    this.open.delete(level);
    this.put(level + 1, rootOf(tile));
  }

  private note(level: number, hash: Buffer): void {
    const open = this.open.get(level) ?? { level, index: hashesAt(level, this.leaves) - 1, hashes: [] };
    if (open.hashes.length === 0) this.fresh.push(open);
    this.open.set(level, open);
    open.hashes.push(hash);
  }
}
