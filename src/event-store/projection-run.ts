// One step of one projection in one newsroom, one transaction: rows and checkpoint move together or not at all, and of
// any number of servers one does it.
import type { PoolClient } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';
import { readLog } from './log-reader';
import type { Projection } from './projection';

/** `busy`: another server is at it. */
export type Step = { readonly to: number; readonly events: number } | 'busy';

/** `apply` threw. Of the events from `first` on, `count` were given to it. */
export class ApplyFailed extends Error {
  constructor(
    readonly first: number,
    readonly count: number,
    override readonly cause: unknown,
  ) {
    super(cause instanceof Error ? cause.message : String(cause));
    this.name = 'ApplyFailed';
  }
}

/** Applies up to `limit` events behind the checkpoint, whose row must be there. Throws `ApplyFailed`. */
export async function step(source: DataSource, projection: Projection, newsroom: string, limit: number): Promise<Step> {
  return source.transaction(async (manager) => {
    await manager.query('set local synchronous_commit = off'); // what a crash takes is applied again: rows and checkpoint go together
    const position = await lockCheckpoint(manager, projection.name, newsroom);
    if (position === undefined) return 'busy';
    const events = await readLog(await connectionOf(manager), newsroom, { after: position, limit });
    const last = events.at(-1);
    if (!last) return { to: position, events: 0 };
    await projection.apply(events, manager).catch((error: unknown) => {
      throw new ApplyFailed(position + 1, events.length, error);
    });
    await moveCheckpoint(manager, projection.name, newsroom, last.position);
    return { to: last.position, events: events.length };
  });
}

/** Makes the checkpoint rows that are missing: one for each newsroom and projection. */
export async function placeCheckpoints(source: DataSource, projections: readonly string[]): Promise<void> {
  await source.query(
    `insert into read.checkpoints (newsroom_id, projection)
     select w.newsroom_id, p.name
       from log.newsrooms w
      cross join unnest($1::text[]) as p(name)
         on conflict do nothing`,
    [projections],
  );
}

/** The connection that the manager's transaction runs on. */
export async function connectionOf(manager: EntityManager): Promise<PoolClient> {
  if (!manager.queryRunner) throw new Error('The manager is not within a transaction.');
  return (await manager.queryRunner.connect()) as PoolClient;
}

async function lockCheckpoint(manager: EntityManager, name: string, newsroom: string): Promise<number | undefined> {
  const [row] = await manager.query<{ position: string }[]>(
    `select position
       from read.checkpoints
      where newsroom_id = $1
        and projection = $2
        for update skip locked`,
    [newsroom, name],
  );
  return row && Number(row.position);
}

async function moveCheckpoint(manager: EntityManager, name: string, newsroom: string, to: number): Promise<void> {
  await manager.query(
    `update read.checkpoints
        set position = $3
      where newsroom_id = $1
        and projection = $2`,
    [newsroom, name, to],
  );
}
