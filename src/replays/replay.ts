// A replay: read models of a newsroom built again from its log and compared, as it is kept and as it is told. Pure.
import type { Drift } from '../event-store/table-drift';

export type ReplayStatus = 'waiting' | 'running' | 'done' | 'failed';

export interface Requester {
  /** The token's `sub`. */
  readonly sub: string;
  readonly name: string;
  readonly role: string;
}

export interface ReplayRequest {
  readonly newsroom: string;
  /** Its name; all where there is none. */
  readonly projection?: string;
  readonly projections: readonly string[];
  readonly swap: boolean;
  readonly by: Requester;
}

export interface ProjectionDrift extends Drift {
  readonly projection: string;
}

/** A read model whose rows gave way to rebuilt ones, and in how many places they differed. */
export interface Replaced {
  readonly projection: string;
  readonly drift: number;
}

export interface Replay extends ReplayRequest {
  readonly id: string;
  readonly status: ReplayStatus;
  /** Applied so far, and how many there are to apply, as the beginning saw it. */
  readonly events: number;
  readonly eventsTotal: number;
  readonly rows: number;
  readonly drift: readonly ProjectionDrift[];
  readonly driftTotal: number;
  readonly replaced: readonly Replaced[];
  readonly failure: string | null;
  readonly requestedAt: Date;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** Why a replay ended before it was done, as a sentence for who asked for it. */
export class ReplayEnded extends Error {}

/** Without the drift itself, for lists. */
export const replaySummary = (replay: Replay) => ({
  id: replay.id,
  projection: replay.projection ?? null,
  projections: replay.projections,
  swap: replay.swap,
  status: replay.status,
  progress: progressOf(replay),
  events: replay.events,
  rows: replay.rows,
  driftTotal: replay.driftTotal,
  swapped: replay.swap && replay.status === 'done',
  replaced: replay.replaced,
  failure: replay.failure,
  requestedAt: replay.requestedAt.toISOString(),
  startedAt: replay.startedAt?.toISOString() ?? null,
  finishedAt: replay.finishedAt?.toISOString() ?? null,
  startedBy: { id: replay.by.sub, name: replay.by.name, role: replay.by.role },
});

export const replayView = (replay: Replay) => ({ ...replaySummary(replay), drift: replay.drift });

/** As it was answered to who asked for it, and is to whoever asks with the same Idempotency-Key. */
export const replayAsked = (replay: Replay) =>
  replayView({
    ...replay,
    status: 'waiting',
    events: 0,
    rows: 0,
    drift: [],
    driftTotal: 0,
    replaced: [],
    failure: null,
    startedAt: null,
    finishedAt: null,
  });

/** 1 only when it is done: comparing and swapping come after the last event. */
function progressOf({ status, events, eventsTotal }: Replay): number {
  if (status === 'done') return 1;
  return eventsTotal === 0 ? 0 : Math.min(0.99, Math.floor((events / eventsTotal) * 100) / 100);
}
