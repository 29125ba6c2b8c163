// Builds a projection again from the log beside the live tables, compares row by row and, when asked, puts the new rows
// in place. The service goes on reading and applying meanwhile. Runs as the owner.
import { randomBytes } from 'node:crypto';
import type { DataSource, EntityManager } from 'typeorm';
import { readLog } from './log-reader';
import type { Projection } from './projection';
import { connectionOf } from './projection-run';
import { compareTable, type Drift } from './table-drift';

export interface RebuildOptions {
  /** Only this newsroom; all unless named. */
  readonly newsroom?: string;
  /** Puts the rebuilt rows in place of the live ones, each newsroom in one transaction. */
  readonly swap?: boolean;
  /** Told after each batch: events applied so far, and how many there are to apply. */
  readonly onProgress?: (applied: number, total: number) => void;
}

export interface RebuildReport {
  readonly projection: string;
  readonly events: number;
  /** Live rows and rebuilt rows that were compared, the larger of the two numbers. */
  readonly rows: number;
  /** Where live and rebuilt rows differed, before any swap; the first hundred of each table and newsroom. */
  readonly drift: readonly Drift[];
  readonly swapped: boolean;
}

interface Build {
  readonly source: DataSource;
  readonly projection: Projection;
  readonly shadow: string;
  readonly options: RebuildOptions;
  events: number;
  total: number;
}

interface Compared {
  readonly rows: number;
  readonly drift: readonly Drift[];
}

const batch = 500;

/** Throws what the projection's `apply` throws; nothing has changed then. */
export async function rebuild(
  source: DataSource,
  projection: Projection,
  options: RebuildOptions = {},
): Promise<RebuildReport> {
  const shadow = `rebuild_${randomBytes(6).toString('hex')}`; // of its own: two rebuilds at once do not meet
  const checkpoints = await checkpointsOf(source, projection, options.newsroom);
  const total = checkpoints.reduce((sum, { position }) => sum + position, 0);
  const build: Build = { source, projection, shadow, options, events: 0, total };
  await createShadow(build);
  try {
    const compared: Compared[] = [];
    for (const { newsroom, position } of checkpoints) {
      const reached = await applyUpTo(build, newsroom, { after: 0, upTo: position });
      compared.push(await finish(build, newsroom, reached));
    }
    return report(build, compared);
  } finally {
    await source.query(`drop schema ${shadow} cascade`);
  }
}

function report({ projection, options, events }: Build, compared: readonly Compared[]): RebuildReport {
  return {
    projection: projection.name,
    events,
    rows: compared.reduce((sum, { rows }) => sum + rows, 0),
    drift: compared.flatMap(({ drift }) => drift),
    swapped: options.swap === true,
  };
}

async function checkpointsOf(
  source: DataSource,
  projection: Projection,
  newsroom: string | undefined,
): Promise<{ newsroom: string; position: number }[]> {
  const rows = await source.query<{ newsroom_id: string; position: string }[]>(
    `select newsroom_id, position
       from read.checkpoints
      where projection = $1
        and ($2::text is null or newsroom_id = $2)
      order by newsroom_id`,
    [projection.name, newsroom ?? null],
  );
  return rows.map((row) => ({ newsroom: row.newsroom_id, position: Number(row.position) }));
}

async function createShadow({ source, projection, shadow }: Build): Promise<void> {
  await source.transaction(async (manager) => {
    await manager.query(`create schema ${shadow}`);
    for (const table of projection.tables) {
      await manager.query(`create table ${shadow}.${table} (like read.${table} including all)`);
    }
  });
}

/** Batch by batch, each in a transaction; returns the position reached. */
async function applyUpTo(build: Build, newsroom: string, range: { after: number; upTo: number }): Promise<number> {
  let { after } = range;
  while (after < range.upTo) {
    const limit = Math.min(batch, range.upTo - after);
    const from = after;
    after = await build.source.transaction((manager) => applyBatch(build, manager, newsroom, { after: from, limit }));
    build.options.onProgress?.(build.events, Math.max(build.total, build.events));
  }
  return after;
}

async function applyBatch(
  build: Build,
  manager: EntityManager,
  newsroom: string,
  range: { readonly after: number; readonly limit: number },
): Promise<number> {
  await manager.query(`set local search_path = ${build.shadow}`); // the live tables are out of reach by bare name
  await manager.query('set local synchronous_commit = off');
  const events = await readLog(await connectionOf(manager), newsroom, range);
  if (events.length > 0) await build.projection.apply(events, manager);
  build.events += events.length;
  return range.after + events.length;
}

/**
 * Catches up to the live checkpoint, compares, swaps. A comparison alone looks at one snapshot and locks nothing; a swap
 * holds the checkpoint, so that the projector passes by until rows and checkpoint fit together again.
 */
async function finish(build: Build, newsroom: string, reached: number): Promise<Compared> {
  const swap = build.options.swap === true;
  return build.source.transaction(swap ? 'READ COMMITTED' : 'REPEATABLE READ', async (manager) => {
    const [checkpoint] = await manager.query<{ position: string }[]>(
      `select position
         from read.checkpoints
        where newsroom_id = $1
          and projection = $2 ${swap ? 'for update' : ''}`,
      [newsroom, build.projection.name],
    );
    let after = reached;
    const upTo = Number(checkpoint?.position ?? 0);
    while (after < upTo)
      after = await applyBatch(build, manager, newsroom, { after, limit: Math.min(batch, upTo - after) });
    const compared = await compareTables(build, manager, newsroom);
    if (swap) await replaceRows(build, manager, newsroom);
    return compared;
  });
}

async function compareTables(
  { projection, shadow }: Build,
  manager: EntityManager,
  newsroom: string,
): Promise<Compared> {
  let rows = 0;
  const drift: Drift[] = [];
  for (const table of projection.tables) {
    const found = await compareTable(manager, { table, shadow, newsroom });
    rows += found.rows;
    drift.push(...found.drift);
  }
  return { rows, drift };
}

/** Rows are replaced rather than tables: readers wait for nothing, and grants, indexes and names stay as they are. */
async function replaceRows({ projection, shadow }: Build, manager: EntityManager, newsroom: string): Promise<void> {
  for (const table of [...projection.tables].reverse()) {
    await manager.query(`delete from read.${table} where newsroom_id = $1`, [newsroom]);
  }
  for (const table of projection.tables) {
    const columns = await manager.query<{ name: string }[]>(
      `select quote_ident(attname) as name
         from pg_attribute
        where attrelid = ('read.' || $1)::regclass
          and attnum > 0
          and not attisdropped
          and attgenerated = ''`,
      [table],
    );
    const list = columns.map(({ name }) => name).join(', ');
    await manager.query(
      `insert into read.${table} (${list}) overriding system value
       select ${list}
         from ${shadow}.${table}
        where newsroom_id = $1`,
      [newsroom],
    );
  }
}
