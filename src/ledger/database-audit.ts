// A newsroom's whole log, checked row by row against what was signed of it: nothing that the database computes is believed.
import { rowsOf, type Connection } from '../event-store/log-reader';
import { logRows, type LogRow } from './log-rows';
import type { TreeHead } from './merkle';
import { RunningTree } from './running-tree';
import { servedFlaws, servedRows } from './served-audit';

/** A tree head that was signed, and what it is called in sentences. */
export interface NamedHead extends TreeHead {
  readonly name: string;
}

export interface AuditOrder {
  readonly newsroom: string;
  readonly heads: readonly NamedHead[];
  readonly onProgress?: (done: number, total: number) => void;
}

export interface AuditReport {
  readonly newsroom: string;
  readonly events: number;
  readonly served: number;
  /** The largest signed size; what comes behind it, nobody has signed yet. */
  readonly signed: number;
  /** What is wrong, as sentences: the first of each kind. */
  readonly flaws: readonly string[];
}

/** Reads in batches; memory does not grow with the log. */
export async function auditNewsroom(connection: Connection, order: AuditOrder): Promise<AuditReport> {
  const { newsroom, heads, onProgress } = order;
  const total = await count(connection, 'log.events', newsroom);
  const walk = new LogWalk(heads);
  let matched = 0;
  for await (const rows of logRows(connection, newsroom)) {
    for (const row of rows) walk.add(row);
    const served = await servedFlaws(connection, newsroom, rows);
    matched += served.matched;
    served.flaws.forEach((flaw) => walk.flaw('served', flaw));
    onProgress?.(walk.events, total);
  }
  const kept = await servedRows(connection, newsroom);
  if (kept > matched) walk.flaw('served', `${kept - matched} served bytes belong to no event.`);
  if (total !== walk.events)
    walk.flaw('positions', `${total} events are there, and ${walk.events} can be read in order.`);
  for (const flaw of await brokenStreams(connection, newsroom)) walk.flaw('streams', flaw);
  const signed = Math.max(0, ...heads.map(({ size }) => size));
  return { newsroom, events: walk.events, served: matched, signed, flaws: walk.end() };
}

/** What one pass in order of position finds. */
class LogWalk {
  events = 0;
  private readonly tree = new RunningTree();
  private readonly flaws = new Map<string, string>();
  private time = -Infinity;

  constructor(private readonly heads: readonly NamedHead[]) {
    this.compare();
  }

  /** Only the first of a kind is kept: one change makes many. */
  flaw(kind: string, sentence: string): void {
    if (!this.flaws.has(kind)) this.flaws.set(kind, sentence);
  }

  add({ position, revision, stream, type, recordedAt, leaf, computed }: LogRow): void {
    this.events += 1;
    const event = `The event at position ${position} (${type}, revision ${revision} of ${stream})`;
    if (position !== this.events)
      this.flaw('positions', `Position ${this.events} is not there; ${position} comes in its place.`);
    if (!leaf.equals(computed)) this.flaw('leaf', `${event} is not what its own leaf says: the row was altered.`);
    if (!(recordedAt >= this.time)) this.flaw('time', `${event} was recorded before the one in front of it.`);
    this.time = recordedAt;
    this.tree.add(computed);
    this.compare();
  }

  end(): string[] {
    for (const { size, name } of this.heads) {
      if (size > this.tree.size)
        this.flaw(name, `${name} is of ${size} events; only ${this.tree.size} are there: the end was cut off.`);
    }
    return [...this.flaws.values()];
  }

  private compare(): void {
    for (const { size, root, name } of this.heads) {
      if (size === this.tree.size && !root.equals(this.tree.root()))
        this.flaw(name, `The first ${size} events are not those that ${name} was signed of.`);
    }
  }
}

async function count(connection: Connection, table: 'log.events' | 'log.served', newsroom: string): Promise<number> {
  const text = `select count(*) from ${table} where newsroom_id = $1`;
  const [row] = await rowsOf(connection, { name: `audit count ${table}`, text, values: [newsroom] });
  return Number(row?.[0]);
}

/** Revisions have to be 1, 2, 3 … in order of position. The database sorts, so that memory here stays small. */
async function brokenStreams(connection: Connection, newsroom: string): Promise<string[]> {
  const text = `
    select position, stream_id, revision, nth
      from (select position, stream_id, revision, row_number() over (partition by stream_id order by position) as nth
              from log.events
             where newsroom_id = $1) numbered
     where revision <> nth
     order by position
     limit 1`;
  const rows = await rowsOf(connection, { name: 'audit streams', text, values: [newsroom] });
  return rows.map(
    ([position, stream, revision, nth]) =>
      `The event at position ${position} is revision ${revision} of ${stream}, and should be ${nth}.`,
  );
}
