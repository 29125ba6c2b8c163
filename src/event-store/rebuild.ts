// Builds a projection again from the log beside the live tables, compares row by row and, when asked, puts what differs in
// place. The service goes on reading and applying meanwhile; the running server's role is enough.
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { tell } from '../newsroom-rows';
import { applyBeside } from './apply-events';
import { readCheckpoints } from './checkpoints';
import { connectionOf } from './log-connection';
import { readLog } from './log-reader';
import type { Projection } from './projection';
import { ApplyFailed } from './projection-run';
import { besideLive } from './shadow-tables';
import { compareTable, type Drift, type TableComparison } from './table-drift';
import { swapTables } from './table-swap';

export interface RebuildOptions {
  /** Only this newsroom; all unless named. */
  readonly newsroom?: string;
  /** Puts the rebuilt rows in place of the live ones, each newsroom in one transaction. */
  readonly swap?: boolean;
  /** Told after each batch: events applied so far, and how many there are to apply. */
  readonly onProgress?: (applied: number, total: number) => void;
  /** Called in the transaction that has just put rows in place, before it commits; rejects to have it undone. */
  readonly onSwap?: (manager: EntityManager, drift: number) => Promise<void>;
  /** Ends the rebuild between two statements, with the signal's reason. */
  readonly signal?: AbortSignal;
}

export interface RebuildReport {
  readonly projection: string;
  readonly events: number;
  /** Live rows and rebuilt rows that were compared, the larger of the two numbers. */
  readonly rows: number;
  /** Where live and rebuilt rows differed, before any swap; of the first hundred rows of each table and newsroom. */
  readonly drift: readonly Drift[];
  readonly driftTotal: number;
  /** Whether the live rows are the rebuilt ones now, because that was asked for. */
  readonly swapped: boolean;
}

interface Build {
  readonly runner: QueryRunner;
  readonly projection: Projection;
  readonly options: RebuildOptions;
  /** What was erased up to here was so before anything was read. */
  seen: number;
  events: number;
  total: number;
}

/** Events at a time: between two batches the process has time for others. */
const batch = 200;

/** Throws `ApplyFailed` for the event that the projection cannot apply; nothing has changed in that newsroom then. */
export async function rebuild(
  source: DataSource,
  projection: Projection,
  options: RebuildOptions = {},
): Promise<RebuildReport> {
  const checkpoints = await readCheckpoints(source, [projection.name], options.newsroom);
  const total = checkpoints.reduce((sum, { position }) => sum + position, 0);
  return besideLive(source, projection.tables, async (runner) => {
    const build: Build = { runner, projection, options, seen: 0, events: 0, total };
    const compared: TableComparison[] = [];
    for (const { newsroom } of checkpoints) {
      await tell(runner, newsroom);
      compared.push(...(await rebuildNewsroom(build, newsroom)));
    }
    return {
      projection: projection.name,
      events: build.events,
      rows: compared.reduce((sum, { rows }) => sum + rows, 0),
      drift: compared.flatMap(({ drift }) => drift),
      driftTotal: totalOf(compared),
      swapped: options.swap === true,
    };
  });
}

/**
 * A comparison looks at one snapshot and locks nothing. Only where it finds something to swap is the checkpoint held, so
 * that the projector passes by until rows and checkpoint fit together again.
 */
async function rebuildNewsroom(build: Build, newsroom: string): Promise<readonly TableComparison[]> {
  build.seen = await checkpointOf(build.runner.manager, build, newsroom);
  let after = await approach(build, newsroom);
  for (const table of build.projection.tables) await build.runner.query(`analyze ${table}`); // nobody else does it for them
  const compared = await build.runner.manager.transaction('REPEATABLE READ', async (manager) => {
    after = await applyUpTo(build, newsroom, { after, upTo: await checkpointOf(manager, build, newsroom) });
    return compareTables(build, manager, newsroom);
  });
  if (!build.options.swap || totalOf(compared) === 0) return compared;
  return build.runner.manager.transaction(async (manager) => {
    const upTo = await checkpointOf(manager, build, newsroom, 'for update');
    await applyUpTo(build, newsroom, { after, upTo });
    const replaced = await compareTables(build, manager, newsroom);
    await swapTables(manager, build.projection.tables, newsroom);
    await build.options.onSwap?.(manager, totalOf(replaced));
    return replaced;
  });
}

/** Up to a batch of where the live rows are: they move on meanwhile. Returns the position reached. */
async function approach(build: Build, newsroom: string): Promise<number> {
  const { manager } = build.runner;
  let after = 0;
  let upTo = await checkpointOf(manager, build, newsroom);
  while (upTo - after > 0) {
    after = await applyUpTo(build, newsroom, { after, upTo });
    upTo = await checkpointOf(manager, build, newsroom);
    if (upTo - after <= batch) break;
  }
  return after;
}

interface Range {
  readonly after: number;
  readonly upTo: number;
}

/** Batch by batch; returns the position reached. */
async function applyUpTo(build: Build, newsroom: string, { after: from, upTo }: Range): Promise<number> {
  let after = from;
  while (after < upTo) {
    build.options.signal?.throwIfAborted();
    after = await applyNext(build, newsroom, { after, upTo: Math.min(after + batch, upTo) });
    build.options.onProgress?.(build.events, Math.max(build.total, build.events));
  }
  return after;
}

/** A run that fails is applied again one by one, to name the event. */
async function applyNext(build: Build, newsroom: string, { after, upTo }: Range): Promise<number> {
  try {
    return await applyRun(build, newsroom, { after, upTo });
  } catch (error) {
    if (upTo - after === 1 || !(error instanceof ApplyFailed)) throw error;
  }
  for (let at = after; at < upTo; at += 1) await applyRun(build, newsroom, { after: at, upTo: at + 1 });
  return upTo;
}

/** In a transaction, or within the one that there is: then up to a savepoint. */
function applyRun(build: Build, newsroom: string, { after, upTo }: Range): Promise<number> {
  return build.runner.manager.transaction(async (manager) => {
    const events = await readLog(await connectionOf(manager), newsroom, { after, limit: upTo - after });
    await applyBeside(build.projection, events, { manager, seen: build.seen }).catch((error: unknown) => {
      throw new ApplyFailed(after + 1, events.length, error);
    });
    build.events += events.length;
    return upTo;
  });
}

async function compareTables(
  { projection, options }: Build,
  manager: EntityManager,
  newsroom: string,
): Promise<readonly TableComparison[]> {
  const compared: TableComparison[] = [];
  for (const table of projection.tables) {
    options.signal?.throwIfAborted();
    compared.push(await compareTable(manager, table, newsroom));
  }
  return compared;
}

async function checkpointOf(
  manager: EntityManager,
  { projection }: Build,
  newsroom: string,
  lock: '' | 'for update' = '',
): Promise<number> {
  const [row] = await manager.query<{ position: string }[]>(
    `select position
       from read.checkpoints
      where newsroom_id = $1
        and projection = $2 ${lock}`,
    [newsroom, projection.name],
  );
  return Number(row?.position ?? 0);
}

const totalOf = (compared: readonly TableComparison[]): number =>
  compared.reduce((sum, { driftTotal }) => sum + driftTotal, 0);
