// How far the projections have come, and how far the log has.
import type { DataSource } from 'typeorm';
import { acrossNewsrooms, forNewsroom } from '../newsroom-rows';

export interface CheckpointLag {
  readonly projection: string;
  readonly newsroom: string;
  readonly position: number;
  /** Position of the newsroom's last event. */
  readonly head: number;
}

/** The checkpoints of the named projections, in all newsrooms or in one. Those not begun yet are not among them. */
export async function readCheckpoints(
  source: DataSource,
  projections: readonly string[],
  newsroom?: string,
): Promise<CheckpointLag[]> {
  const rows = newsroom === undefined ? acrossNewsrooms(source) : forNewsroom(source, newsroom);
  const checkpoints = await rows.query<CheckpointRow[]>(checkpointsSql, [projections, newsroom ?? null]);
  return checkpoints.map(({ projection, newsroom_id, position, head }) => ({
    projection,
    newsroom: newsroom_id,
    position: Number(position),
    head: Number(head),
  }));
}

interface CheckpointRow {
  readonly projection: string;
  readonly newsroom_id: string;
  readonly position: string;
  readonly head: string;
}

const checkpointsSql = `
with ends as materialized ( -- once for a newsroom, not for each of its projections
  select newsroom_id, position
    from log.ends
   where $2::text is null or newsroom_id = $2)
select c.projection, c.newsroom_id, c.position, e.position as head
  from read.checkpoints c
  join ends e on e.newsroom_id = c.newsroom_id
 where c.projection = any ($1)`;
