// A stream's folded state as of a revision, kept so that long streams need not be folded from the start. Never truth.
import type { Connection } from '../newsroom-rows';
import { rowsOf } from './log-reader';
import { eventColumns, toStoredEvent } from './rows';
import type { StoredEvent } from './stored-event';

export interface Snapshot {
  readonly newsroom: string;
  readonly streamId: string;
  readonly revision: number;
  /** Of the state's shape: raised when that changes, so that older snapshots are passed over. */
  readonly schema: number;
  readonly state: unknown;
}

/** Once per revision and stream: a second one of another schema takes the first one's place. */
export async function saveSnapshot(connection: Connection, snapshot: Snapshot): Promise<void> {
  const text = `
    with unhurried as materialized ( -- nothing is lost with it, so its commit waits for no disk
      select set_config('synchronous_commit', 'off', true)),
    passed_over as (
      delete from log.snapshots
       where newsroom_id = $1
         and stream_id = $2
         and revision = $3
         and schema <> $4)
    insert into log.snapshots (newsroom_id, stream_id, revision, schema, state)
    select $1, $2, $3, $4, $5
      from unhurried
     where not exists (select -- a state from before an erasure has what was erased
                         from log.events e
                        where e.newsroom_id = $1
                          and e.stream_id = $2
                          and e.revision > $3
                          and e.type = 'payload-erased')
        on conflict do nothing`;
  const { newsroom, streamId, revision, schema, state } = snapshot;
  const values = [newsroom, streamId, revision, schema, JSON.stringify(state)];
  await rowsOf(connection, { name: 'save snapshot', text, values });
}

export interface SnapshotQuery {
  readonly newsroom: string;
  readonly streamId: string;
  readonly schema: number;
  readonly upTo?: number;
}

/** What a state is folded from: a snapshot, where there is one, and the events after it. */
export interface FromSnapshot {
  readonly snapshot?: Snapshot;
  /** In order of revision; with `upTo` the event of that revision is there even if the snapshot has it in it. */
  readonly events: readonly StoredEvent[];
}

const textFromSnapshot = `
  with latest as materialized (
    select revision, state
      from log.snapshots
     where newsroom_id = $1
       and stream_id = $2
       and schema = $3
       and revision <= $4
     order by revision desc
     limit 1),
  -- Row security lets an index take up only what is sure to tell nothing of other rows: a plain value, no computed one.
  start as materialized (
    select least(coalesce((select revision from latest), 0) + 1, $4) as revision)
  select null as position, null as stream_id, revision, null as type, null as schema, null as actor,
         null as recorded_at, null as leaf, state, null as parts
    from latest
   union all
  select ${eventColumns}
    from log.events
   where newsroom_id = $1
     and stream_id = $2
     and revision >= (select revision from start)
     and revision <= $4
   order by revision`;

/** The latest snapshot of that schema at or before revision `upTo`, and the events from there on, in one statement. */
export async function readFromSnapshot(connection: Connection, query: SnapshotQuery): Promise<FromSnapshot> {
  const { newsroom, streamId, schema, upTo } = query;
  const values = [newsroom, streamId, schema, upTo ?? 2_147_483_647];
  const rows = await rowsOf(connection, { name: 'read from snapshot', text: textFromSnapshot, values });
  const [found] = rows.filter(([position]) => position === null);
  const events = rows.filter((row) => row !== found).map((row) => toStoredEvent(newsroom, row));
  if (!found) return { events };
  const state = JSON.parse(found[8] ?? 'null') as unknown;
  return { snapshot: { newsroom, streamId, schema, revision: Number(found[2]), state }, events };
}
