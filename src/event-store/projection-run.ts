// One step of projections in one newsroom, one transaction: rows and checkpoints move together or not at all, and of any
// number of servers one does it.
import type { DataSource, EntityManager } from 'typeorm';
import { acrossNewsrooms, forNewsroom } from '../newsroom-rows';
import { applyEvents } from './apply-events';
import { connectionOf } from './log-connection';
import { readRun } from './log-reader';
import type { Projection } from './projection';
import type { StoredEvent } from './stored-event';

/** Milliseconds after which the database lets go of checkpoints whose server is frozen, or cut off: others go on then. */
const longestHold = 15_000;

/** `busy`: other servers are at all of them. */
export type Step = Stepped | 'busy';

export interface Stepped {
  /** Position that these projections are at now. */
  readonly to: number;
  /** How many events were read. */
  readonly events: number;
  /** Whether the log may go on behind them. */
  readonly goesOn: boolean;
  /** Names. */
  readonly projections: readonly string[];
}

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

/**
 * Applies up to `limit` events behind the checkpoints, whose rows must be there, to all of the projections but those that
 * another server is at or that are further behind the others than that. Throws `ApplyFailed` at the first that fails.
 */
export async function step(
  source: DataSource,
  projections: readonly Projection[],
  newsroom: string,
  limit: number,
): Promise<Step> {
  return forNewsroom(source, newsroom).transaction(async (manager) => {
    await manager.query(`set local idle_in_transaction_session_timeout = ${longestHold}`);
    await manager.query('set local synchronous_commit = off'); // what a crash takes is applied again: rows and checkpoint go together
    const checkpoints = near(await lockCheckpoints(manager, projections, newsroom), limit);
    if (checkpoints.size === 0) return 'busy';
    const names = Array.from(checkpoints.keys(), ({ name }) => name);
    const after = Math.min(...checkpoints.values());
    const { events, goesOn } = await readRun(await connectionOf(manager), newsroom, { after, limit });
    const last = events.at(-1);
    if (!last) return { to: after, events: 0, goesOn, projections: names };
    for (const checkpoint of checkpoints) await applyBehind(checkpoint, events, manager);
    await moveCheckpoints(manager, names, last);
    return { to: last.position, events: events.length, goesOn, projections: names };
  });
}

type Positions = ReadonlyMap<Projection, number>;

async function applyBehind(
  [projection, position]: readonly [Projection, number],
  page: readonly StoredEvent[],
  manager: EntityManager,
): Promise<void> {
  const events = page.filter((event) => event.position > position);
  if (events.length === 0) return;
  const reached = await applyEvents(projection, events, manager).catch((error: unknown) => {
    throw new ApplyFailed(position + 1, events.length, error);
  });
  const { newsroom, position: end } = events.at(-1) ?? { newsroom: '', position: reached };
  // An erasure took it further than the others.
  if (reached > end) await moveCheckpoints(manager, [projection.name], { newsroom, position: reached });
}

function near(positions: Positions, limit: number): Positions {
  const furthest = Math.max(...positions.values());
  return new Map(Array.from(positions).filter(([, position]) => position > furthest - limit));
}

/** Makes the checkpoint rows that are missing: one for each newsroom and projection. */
export async function placeCheckpoints(source: DataSource, projections: readonly string[]): Promise<void> {
  const text = `
    insert into read.checkpoints (newsroom_id, projection)
     select w.newsroom_id, p.name
       from log.newsrooms w
      cross join unnest($1::text[]) as p(name)
         on conflict do nothing`;
  await acrossNewsrooms(source).query(text, [projections]);
}

async function lockCheckpoints(
  manager: EntityManager,
  projections: readonly Projection[],
  newsroom: string,
): Promise<Positions> {
  const rows = await manager.query<{ projection: string; position: string }[]>(
    `select projection, position
       from read.checkpoints
      where newsroom_id = $1
        and projection = any ($2)
        for update skip locked`,
    [newsroom, projections.map(({ name }) => name)],
  );
  const positions = new Map(rows.map(({ projection, position }) => [projection, Number(position)]));
  const held = projections.filter(({ name }) => positions.has(name));
  return new Map(held.map((projection) => [projection, positions.get(projection.name) ?? 0]));
}

async function moveCheckpoints(
  manager: EntityManager,
  names: readonly string[],
  { newsroom, position }: Pick<StoredEvent, 'newsroom' | 'position'>,
): Promise<void> {
  await manager.query(
    `update read.checkpoints
        set position = $3
      where newsroom_id = $1
        and projection = any ($2)
        and position < $3`,
    [newsroom, names, position],
  );
}
