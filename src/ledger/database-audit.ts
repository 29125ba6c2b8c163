// A newsroom's whole log, checked row by row against what was signed of it: nothing that the database computes is believed.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import type { ErasedCount } from './erased-audit';
import type { KeptHead, KeptLeaf } from './kept-proofs';
import { logRows } from './log-rows';
import { LogWalk } from './log-walk';
import type { NoteKey } from './note';
import { servedFlaws } from './served-audit';
import { storedHeads } from './stored-heads';

export interface AuditOrder {
  readonly newsroom: string;
  /** Whose signatures under the stored checkpoints count. */
  readonly keys: readonly NoteKey[];
  /** What was kept outside the database. */
  readonly heads: readonly KeptHead[];
  readonly leaves: readonly KeptLeaf[];
  readonly onProgress?: (done: number, total: number) => void;
}

export interface AuditReport {
  readonly newsroom: string;
  readonly events: number;
  readonly served: number;
  /** The largest size that a checkpoint is of; what comes behind it, nobody has signed yet. */
  readonly signed: number;
  readonly erased: ErasedCount;
  /** What is wrong, as sentences: the first of each kind. */
  readonly flaws: readonly string[];
}

/** Reads in batches; memory does not grow with the log. The connection has to see one moment of the database. */
export async function auditNewsroom(connection: Connection, order: AuditOrder): Promise<AuditReport> {
  const { newsroom, heads, leaves, onProgress } = order;
  const total = await count(connection, 'log.events', newsroom);
  const walk = new LogWalk(heads, leaves);
  let served = 0;
  for await (const rows of logRows(connection, newsroom)) {
    const stored = await storedHeads(connection, order, { after: walk.events, upTo: walk.events + rows.length });
    stored.flaws.forEach((flaw) => walk.flaw('signatures', flaw));
    walk.expect(stored.heads);
    for (const row of rows) walk.add(row);
    const own = await servedFlaws(connection, newsroom, rows);
    own.flaws.forEach((flaw) => walk.flaw('served', flaw));
    walk.erased.found(own.replaced);
    served += own.matched;
    onProgress?.(walk.events, total);
  }
  for (const [kind, flaw] of await whatIsLeft(connection, order, { events: walk.events, served, total }))
    walk.flaw(kind, flaw);
  return { newsroom, events: walk.events, served, erased: walk.erased.count, ...walk.end() };
}

/** What no row tells: more than was read, or less. */
async function whatIsLeft(
  connection: Connection,
  order: AuditOrder,
  read: { readonly events: number; readonly served: number; readonly total: number },
): Promise<(readonly [kind: string, flaw: string])[]> {
  const { newsroom } = order;
  const { events, served, total } = read;
  const beyond = await storedHeads(connection, order, { after: events, upTo: Number.MAX_SAFE_INTEGER });
  const cut = beyond.flaws.length + beyond.heads.length > 0;
  const more = (await count(connection, 'log.served', newsroom)) > served;
  const broken = await brokenStreams(connection, newsroom);
  return [
    ...(cut
      ? ([['cut', `Checkpoints are of more than the ${events} events that are there: the end was cut off.`]] as const)
      : []),
    ...(more ? ([['served', 'There are served bytes that belong to no event.']] as const) : []),
    ...(total === events
      ? []
      : ([['positions', `${total} events are there, and ${events} can be read in order.`]] as const)),
    ...broken.map((flaw) => ['streams', flaw] as const),
  ];
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
