// How far a webhook has come, written down by the process that delivers for it; whoever lost the webhook cannot.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom } from '../newsroom-rows';
import type { LaneChanges } from './lanes';
import type { HealthRecord } from './receiver-health';
import type { WaitingArticle, Webhook } from './webhook';
import { toWaitingArticle, type LaneRow } from './webhook-rows';

export interface Progress extends HealthRecord, LaneChanges {
  readonly position: number;
}

/** The webhook is another process's, or is to be delivered otherwise than this process knew. */
export class WebhookLost extends Error {}

@Injectable()
export class WebhookProgress {
  constructor(private readonly source: DataSource) {}

  /** Articles that wait, in order of their next attempt. */
  async waiting({ newsroom, id }: Pick<Webhook, 'newsroom' | 'id'>): Promise<WaitingArticle[]> {
    const { rows } = await forNewsroom(this.source, newsroom).connection.query<LaneRow>(
      `select *
         from relay.lanes
        where newsroom_id = $1
          and webhook_id = $2
        order by retry_at, subject`,
      [newsroom, id],
    );
    return rows.map(toWaitingArticle);
  }

  /** All of it or nothing. Rejects with `WebhookLost`. */
  async save({ newsroom, id, revision }: Webhook, owner: string, progress: Progress): Promise<void> {
    const { position, failures, lastFailures, parkedBecause, waiting, gone } = progress;
    const times = [progress.failingSince, progress.retryAt, progress.receivedAt].map(dateOf);
    const { rows } = await forNewsroom(this.source, newsroom).connection.query<{ mine: string }>(saveSql, [
      newsroom,
      id,
      owner,
      revision,
      position,
      failures,
      ...times,
      JSON.stringify(lastFailures),
      parkedBecause,
      gone,
      JSON.stringify(waiting.map((lane) => ({ newsroom_id: newsroom, webhook_id: id, ...rowOf(lane) }))),
    ]);
    if (rows[0]?.mine !== '1') throw new WebhookLost();
  }
}

const dateOf = (milliseconds: number | undefined): Date | null => (milliseconds ? new Date(milliseconds) : null);

const rowOf = (lane: WaitingArticle): object => ({
  subject: lane.subject,
  streams: lane.streams,
  position: lane.position,
  last: lane.last,
  type: lane.type,
  failures: lane.failures,
  failing_since: lane.failingSince,
  failed_at: lane.failedAt,
  retry_at: lane.retryAt,
  given_up: lane.givenUp,
  failure: lane.failure,
});

const saveSql = `
with mine as (
  update relay.webhooks
     set position = $5,
         failures = $6,
         failing_since = $7,
         retry_at = $8,
         received_at = $9,
         last_failures = $10,
         parked_because = $11::text,
         parked_at = case when $11::text is not null then clock_timestamp() end
   where newsroom_id = $1
     and webhook_id = $2
     and owner = $3
     and revision = $4
     and parked_at is null
  returning newsroom_id, webhook_id
), gone as (
  delete
    from relay.lanes l
   using mine
   where l.newsroom_id = $1
     and l.webhook_id = $2
     and l.subject = any ($12::uuid[])
), kept as (
  insert into relay.lanes
  select w.*
    from mine,
         json_populate_recordset(null::relay.lanes, $13::json) w
      on conflict (newsroom_id, webhook_id, subject) do update
     set streams = excluded.streams,
         position = excluded.position,
         last = excluded.last,
         type = excluded.type,
         failures = excluded.failures,
         failing_since = excluded.failing_since,
         failed_at = excluded.failed_at,
         retry_at = excluded.retry_at,
         given_up = excluded.given_up,
         failure = excluded.failure
)
select count(*) as mine
  from mine`;
