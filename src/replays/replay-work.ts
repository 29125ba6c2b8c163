// Who carries a replay out: one process at a time, known by its random id. Whoever gives no sign of life loses it, and can
// then neither write of it nor put rows in place any more.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { connectionOf } from '../event-store/log-connection';
import { acrossNewsrooms, forNewsroom, type Rows } from '../newsroom-rows';
import type { ProjectionDrift, Replaced, Replay } from './replay';
import { toReplay, type ReplayRow } from './replay-rows';

/** Seconds without a sign of life after which the process is taken to have ended. */
const longestSilence = 10;
const lifetime = '90 days';

export interface Progress {
  readonly events: number;
  readonly eventsTotal: number;
}

export interface Findings {
  readonly rows: number;
  readonly drift: readonly ProjectionDrift[];
  readonly driftTotal: number;
}

@Injectable()
export class ReplayWork {
  private readonly self = randomUUID();

  constructor(private readonly source: DataSource) {}

  /** The one that has waited longest, or the named one if it waits; undefined when there is none. It runs from now on. */
  async begin(id?: string): Promise<Replay | undefined> {
    const rows = await changed(
      acrossNewsrooms(this.source),
      `set status = 'running',
           runner = $1,
           started_at = date_trunc('milliseconds', clock_timestamp()),
           seen_at = clock_timestamp()
     where (newsroom_id, replay_id) in (select newsroom_id, replay_id
                                          from ops.replays
                                         where status = 'waiting'
                                           and ($2::uuid is null or replay_id = $2)
                                         order by requested_at
                                         limit 1
                                           for update skip locked)`,
      [this.self, id ?? null],
    );
    return rows[0];
  }

  /** A running one whose process gave no sign of life; undefined when there is none. It is this process's from now on. */
  async takeOver(): Promise<Replay | undefined> {
    const rows = await changed(
      acrossNewsrooms(this.source),
      `set runner = $1,
           seen_at = clock_timestamp()
     where (newsroom_id, replay_id) in (select newsroom_id, replay_id
                                          from ops.replays
                                         where status = 'running'
                                           and seen_at < clock_timestamp() - interval '${longestSilence} seconds'
                                         limit 1
                                           for update skip locked)`,
      [this.self],
    );
    return rows[0];
  }

  /** A sign of life. Like what follows it tells whether the replay is still this process's. */
  async tell(replay: Replay, { events, eventsTotal }: Progress): Promise<boolean> {
    const set = 'events = $4, events_total = $5, seen_at = clock_timestamp()';
    return (await this.mine(replay, set, [events, eventsTotal])) !== undefined;
  }

  async found(replay: Replay, { rows, drift, driftTotal }: Findings): Promise<boolean> {
    const set = `rows = $4,
           drift = case
             when exists (select -- the rows that were compared may be from before
                            from log.events e
                           where e.newsroom_id = $1
                             and e.type = 'payload-erased'
                             and e.recorded_at >= started_at - interval '1 hour') then ops.without_texts($5)
             else $5
           end,
           drift_total = $6,
           seen_at = clock_timestamp()`;
    return (await this.mine(replay, set, [rows, JSON.stringify(drift), driftTotal])) !== undefined;
  }

  /** In the transaction that puts rows in place, which must not commit once the replay is somebody else's: rejects then. */
  async replaced(manager: EntityManager, replay: Replay, replaced: Replaced): Promise<void> {
    const { rowCount } = await (
      await connectionOf(manager)
    ).query(
      `update ops.replays
          set replaced = (replaced::jsonb || $4::jsonb)::json,
              seen_at = clock_timestamp()
        where ${mine}`,
      [replay.newsroom, replay.id, this.self, JSON.stringify([replaced])],
    );
    if (rowCount !== 1) throw new Error('The replay was given up for lost.');
  }

  /** As it is kept now; undefined when it is somebody else's. */
  async look(replay: Replay): Promise<Replay | undefined> {
    return this.mine(replay, 'seen_at = clock_timestamp()', []);
  }

  /** Also forgets the newsroom's old ones. */
  async end(replay: Replay, failure: string | null): Promise<Replay | undefined> {
    await forNewsroom(this.source, replay.newsroom).connection.query(
      `delete
         from ops.replays
        where newsroom_id = $1
          and finished_at < clock_timestamp() - interval '${lifetime}'`,
      [replay.newsroom],
    );
    const set = `status = $4, failure = $5, finished_at = date_trunc('milliseconds', clock_timestamp())`;
    return this.mine(replay, set, [failure === null ? 'done' : 'failed', failure]);
  }

  private async mine(replay: Replay, set: string, values: readonly unknown[]): Promise<Replay | undefined> {
    const rows = await changed(forNewsroom(this.source, replay.newsroom), `set ${set} where ${mine}`, [
      replay.newsroom,
      replay.id,
      this.self,
      ...values,
    ]);
    return rows[0];
  }
}

async function changed({ connection }: Rows, change: string, values: unknown[]): Promise<Replay[]> {
  const { rows } = await connection.query<ReplayRow>(
    `update ops.replays
        ${change}
     returning *`,
    values,
  );
  return rows.map(toReplay);
}

const mine = `newsroom_id = $1
          and replay_id = $2
          and runner = $3
          and status = 'running'`;
