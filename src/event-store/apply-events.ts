// How events reach a projection: as they come, and where some lost a part, those of their article from the beginning once more,
// so that rows are what a rebuild makes of the log as it is now.
import type { EntityManager } from 'typeorm';
import { connectionOf } from './log-connection';
import { readLog, rowsOf } from './log-reader';
import type { Projection } from './projection';
import type { StoredEvent } from './stored-event';
import { readStreams } from './stream-events';

const page = 500;

/** The event after which nothing may rest on what was read before. */
const isErasure = ({ type }: StoredEvent): boolean => type === 'payload-erased';

/**
 * Within the manager's transaction. Returns the position reached, which may lie beyond the events: where the tables are filled
 * anew, all of the newsroom's erasures are made up for at once.
 */
export async function applyEvents(
  projection: Projection,
  events: readonly StoredEvent[],
  manager: EntityManager,
): Promise<number> {
  const last = events.at(-1);
  if (!last) return 0;
  const erasures = events.filter(isErasure);
  if (erasures.length > 0 && projection.takeOut) return applyAnew(projection, events, { erasures, manager });
  const filled = erasures.length > 0 ? await fillAnew(projection, last.newsroom, manager) : 0;
  const rest = events.filter(({ position }) => position > filled);
  if (rest.length > 0) await projection.apply(rest, manager);
  return Math.max(filled, last.position);
}

/** The same for rows that nobody reads yet: `seen` is a position up to which erasures came before the first event was read. */
export async function applyBeside(
  projection: Projection,
  events: readonly StoredEvent[],
  { manager, seen }: { readonly manager: EntityManager; readonly seen: number },
): Promise<void> {
  const erasures = events.filter((event) => isErasure(event) && event.position > seen);
  const last = erasures.at(-1);
  if (last && projection.takeOut) return void (await applyAnew(projection, events, { erasures, manager }));
  if (last) await fill(projection, last, manager);
  const rest = last ? events.filter(({ position }) => position > last.position) : events;
  if (rest.length > 0) await projection.apply(rest, manager);
}

interface Anew {
  readonly erasures: readonly StoredEvent[];
  readonly manager: EntityManager;
}

/** The articles that lost something from their first event on, the others as they come: what rests on one rests on no other. */
async function applyAnew(
  projection: Projection,
  events: readonly StoredEvent[],
  { erasures, manager }: Anew,
): Promise<number> {
  const { newsroom, position: next } = events[0] ?? { newsroom: '', position: 0 };
  const upTo = events.at(-1)?.position ?? 0;
  const streams = [...new Set(erasures.flatMap(streamsOf))];
  projection.forget?.();
  await projection.takeOut?.({ newsroom, streams, next }, manager);
  const connection = await connectionOf(manager);
  for (let after = 0; after < upTo;) {
    const again = await readStreams(connection, { newsroom, streams, after, upTo, limit: page });
    if (again.length > 0) await projection.apply(again, manager);
    after = again.length < page ? upTo : (again.at(-1)?.position ?? upTo);
  }
  const others = events.filter(({ streamId }) => !streams.includes(streamId));
  if (others.length > 0) await projection.apply(others, manager);
  return upTo;
}

/** The article's and that of its comments. */
function streamsOf({ streamId, payload }: StoredEvent): readonly string[] {
  const told = Array.isArray(payload['streams']) ? (payload['streams'] as readonly unknown[]) : [];
  return [streamId, ...told.filter((one): one is string => typeof one === 'string')];
}

/** Up to the newsroom's last erasure. */
async function fillAnew(projection: Projection, newsroom: string, manager: EntityManager): Promise<number> {
  const position = await lastErasure(manager, newsroom);
  await fill(projection, { newsroom, position }, manager);
  return position;
}

async function fill(
  projection: Projection,
  { newsroom, position }: Pick<StoredEvent, 'newsroom' | 'position'>,
  manager: EntityManager,
): Promise<void> {
  projection.forget?.();
  for (const table of projection.tables.toReversed()) {
    await manager.query(`delete from ${table} where newsroom_id = $1`, [newsroom]);
  }
  const connection = await connectionOf(manager);
  for (let after = 0; after < position;) {
    const events = await readLog(connection, newsroom, { after, limit: Math.min(page, position - after) });
    await projection.apply(events, manager);
    after = events.at(-1)?.position ?? position;
  }
}

async function lastErasure(manager: EntityManager, newsroom: string): Promise<number> {
  const text = `
    select max(position)
      from log.events
     where newsroom_id = $1
       and type = 'payload-erased'`;
  const [row] = await rowsOf(await connectionOf(manager), { name: 'last erasure', text, values: [newsroom] });
  return Number(row?.[0] ?? 0);
}
