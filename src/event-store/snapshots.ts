// A stream's folded state as of a revision, kept so that long streams need not be folded from the start. Never truth.
import { rowsOf, type Connection } from './log-reader';

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
    with passed_over as (
      delete from log.snapshots
       where newsroom_id = $1
         and stream_id = $2
         and revision = $3
         and schema <> $4)
    insert into log.snapshots (newsroom_id, stream_id, revision, schema, state)
    values ($1, $2, $3, $4, $5)
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

/** The latest snapshot of that schema at or before revision `upTo`. */
export async function latestSnapshot(connection: Connection, query: SnapshotQuery): Promise<Snapshot | undefined> {
  const text = `
    select revision, state
      from log.snapshots
     where newsroom_id = $1
       and stream_id = $2
       and schema = $3
       and revision <= $4
     order by revision desc
     limit 1`;
  const { newsroom, streamId, schema, upTo } = query;
  const values = [newsroom, streamId, schema, upTo ?? 2_147_483_647];
  const [row] = await rowsOf(connection, { name: 'latest snapshot', text, values });
  return (
    row && { newsroom, streamId, schema, revision: Number(row[0]), state: JSON.parse(row[1] ?? 'null') as unknown }
  );
}
