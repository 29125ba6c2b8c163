// The row boundary of webhooks.
import type { QueryResultRow } from 'pg';
import type { FailedAttempt, WaitingArticle, Webhook } from './webhook';

export interface WebhookRow extends QueryResultRow {
  readonly newsroom_id: string;
  readonly webhook_id: string;
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[] | null;
  /** `bigint` arrives as string. */
  readonly position: string;
  readonly revision: number;
  readonly secret: Buffer;
  readonly previous_secret: Buffer | null;
  readonly previous_until: Date | null;
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly retry_at: Date | null;
  readonly received_at: Date | null;
  readonly parked_at: Date | null;
  readonly parked_because: string | null;
  readonly last_failures: readonly FailedAttempt[];
  readonly created_at: Date;
  readonly changed_at: Date;
}

export const toWebhook = (row: WebhookRow): Webhook => ({
  newsroom: row.newsroom_id,
  id: row.webhook_id,
  url: row.url,
  description: row.description,
  types: row.types,
  position: Number(row.position),
  revision: row.revision,
  secret: row.secret,
  previousSecret: row.previous_secret,
  previousUntil: row.previous_until,
  failures: row.failures,
  failingSince: row.failing_since,
  retryAt: row.retry_at,
  receivedAt: row.received_at,
  parkedAt: row.parked_at,
  parkedBecause: row.parked_because,
  lastFailures: row.last_failures,
  createdAt: row.created_at,
  changedAt: row.changed_at,
});

export interface LaneRow extends QueryResultRow {
  readonly subject: string;
  readonly streams: readonly string[];
  readonly position: string;
  readonly last: string;
  readonly type: string;
  readonly failures: number;
  readonly failing_since: Date;
  readonly failed_at: Date;
  readonly retry_at: Date;
  readonly given_up: boolean;
  readonly failure: string;
}

export const toWaitingArticle = (row: LaneRow): WaitingArticle => ({
  subject: row.subject,
  streams: row.streams,
  position: Number(row.position),
  last: Number(row.last),
  type: row.type,
  failures: row.failures,
  failingSince: row.failing_since,
  failedAt: row.failed_at,
  retryAt: row.retry_at,
  givenUp: row.given_up,
  failure: row.failure,
});
