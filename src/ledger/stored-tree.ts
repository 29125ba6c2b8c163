// The tree of one newsroom as the database holds it: heads that were signed, hashes, and proofs made of these.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { toBytes, type Row } from '../event-store/rows';
import { consistencyPath, inclusionPath, type Range, type TreeHead } from './merkle';
import { edgeOf, headOf, runsOf, tileWidth, type HashRun } from './tiles';

/** A head as it was published. */
export interface SignedHead extends TreeHead {
  /** The checkpoint: a signed note. */
  readonly note: string;
}

export class StoredTree {
  constructor(
    private readonly connection: Connection,
    readonly newsroom: string,
  ) {}

  /** The newest one; undefined before the first. */
  async head(): Promise<SignedHead | undefined> {
    const text = `
      select size, root, note
        from ledger.heads
       where newsroom_id = $1
       order by size desc
       limit 1`;
    const [row] = await rowsOf(this.connection, { name: 'ledger head', text, values: [this.newsroom] });
    return row && { size: Number(row[0]), root: toBytes(row[1] ?? ''), note: row[2] ?? '' };
  }

  /** The sizes that were signed, ascending, up to that one. */
  async sizes(upTo: number): Promise<number[]> {
    const text = `
      select size
        from ledger.heads
       where newsroom_id = $1
         and size <= $2
       order by size`;
    const rows = await rowsOf(this.connection, { name: 'ledger sizes', text, values: [this.newsroom, upTo] });
    return rows.map(([size]) => Number(size));
  }

  /** The hashes of a run that is stored whole; fewer where it is not. */
  async hashes(run: HashRun): Promise<Buffer[]> {
    const hashesOf = await this.read([run]);
    return [...hashesOf(run)];
  }

  /** By level, those of the tiles that are not full in a tree of that size. */
  async edge(size: number): Promise<Buffer[][]> {
    const edge = edgeOf(size);
    const hashesOf = await this.read(edge);
    return edge.map((run) => [...hashesOf(run)]);
  }

  /** @param position of the event: its leaf's index is one less */
  inclusion(position: number, size: number): Promise<Buffer[]> {
    return this.rangeHeads(inclusionPath(position - 1, size, asItIs));
  }

  consistency(from: number, to: number): Promise<Buffer[]> {
    return this.rangeHeads(consistencyPath(from, to, asItIs));
  }

  /** The head over the first leaves, as many as that. */
  async root(size: number): Promise<Buffer> {
    const [root = Buffer.alloc(0)] = await this.rangeHeads([{ start: 0, end: size }]);
    return root;
  }

  /** The heads over ranges of leaves, in their order. */
  async rangeHeads(ranges: readonly Range[]): Promise<Buffer[]> {
    const hashesOf = await this.read(ranges.flatMap(runsOf));
    return ranges.map((range) => headOf(range, hashesOf));
  }

  /** One look for all the runs. */
  private async read(runs: readonly HashRun[]): Promise<(run: HashRun) => readonly Buffer[]> {
    const found = runs.map((): Buffer[] => []);
    for (const [nth, index, bytes] of await this.rowsOf(runs)) {
      const run = runs[Number(nth) - 1];
      if (run) found[Number(nth) - 1]?.push(...within(run, Number(index), toBytes(bytes ?? '')));
    }
    const byName = new Map(runs.map((run, nth) => [nameOf(run), found[nth] ?? []]));
    return (run) => byName.get(nameOf(run)) ?? [];
  }

  private async rowsOf(runs: readonly HashRun[]): Promise<Row[]> {
    if (runs.length === 0) return [];
    const text = `
      select w.nth, h.index, h.hashes
        from unnest($2::int[], $3::bigint[], $4::bigint[], $5::bigint[]) with ordinality as w(level, tile, first, behind, nth)
       cross join lateral (select r.index, r.hashes
                             from ledger.hashes r
                            where r.newsroom_id = $1
                              and r.level = w.level
                              and r.index >= w.tile
                              and r.index < w.behind
                              and r.index + r.width > w.first) h
       order by w.nth, h.index`;
    const levels = runs.map(({ level }) => level);
    const tiles = runs.map(({ index }) => index - (index % tileWidth));
    const first = runs.map(({ index }) => index);
    const behind = runs.map(({ index, width }) => index + width);
    const values = [this.newsroom, levels, tiles, first, behind];
    return rowsOf(this.connection, { name: 'ledger hashes', text, values });
  }
}

/** What a stored row has of the run. */
function within(run: HashRun, index: number, bytes: Buffer): Buffer[] {
  const first = Math.max(run.index - index, 0);
  const behind = Math.min(run.index + run.width - index, bytes.length / 32);
  return Array.from({ length: behind - first }, (_, nth) => bytes.subarray(32 * (first + nth), 32 * (first + nth + 1)));
}

const nameOf = ({ level, index, width }: HashRun): string => `${level} ${index} ${width}`;
const asItIs = (range: Range): Range => range;
