// The row boundary of replays.
import type { QueryResultRow } from 'pg';
import type { ProjectionDrift, Replaced, Replay, ReplayStatus } from './replay';

export interface ReplayRow extends QueryResultRow {
  readonly replay_id: string;
  readonly newsroom_id: string;
  readonly projection: string | null;
  readonly projections: readonly string[];
  readonly swap: boolean;
  readonly status: ReplayStatus;
  /** `bigint` arrives as string. */
  readonly events: string;
  readonly events_total: string;
  readonly rows: string;
  readonly drift_total: string;
  readonly drift: readonly ProjectionDrift[];
  readonly replaced: readonly Replaced[];
  readonly failure: string | null;
  readonly requested_at: Date;
  readonly started_at: Date | null;
  readonly finished_at: Date | null;
  readonly actor: string;
  readonly actor_name: string;
  readonly actor_role: string;
}

export const toReplay = (row: ReplayRow): Replay => ({
  id: row.replay_id,
  newsroom: row.newsroom_id,
  projection: row.projection ?? undefined,
  projections: row.projections,
  swap: row.swap,
  by: { sub: row.actor, name: row.actor_name, role: row.actor_role },
  status: row.status,
  events: Number(row.events),
  eventsTotal: Number(row.events_total),
  rows: Number(row.rows),
  drift: row.drift,
  driftTotal: Number(row.drift_total),
  replaced: row.replaced,
  failure: row.failure,
  requestedAt: row.requested_at,
  startedAt: row.started_at,
  finishedAt: row.finished_at,
});
