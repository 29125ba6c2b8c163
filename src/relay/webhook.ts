// A webhook as it is kept and as admins are shown it. Pure.
import { articleEvents } from '../articles/event-codec';

export interface Webhook {
  readonly newsroom: string;
  readonly id: string;
  readonly url: string;
  readonly description: string;
  /** Of the events that are sent; null: all. */
  readonly types: readonly string[] | null;
  /** Every event up to here was received, or waits in its lane. */
  readonly position: number;
  /** Of what people decided about it. */
  readonly revision: number;
  /** Sealed. */
  readonly secret: Buffer;
  readonly previousSecret: Buffer | null;
  readonly previousUntil: Date | null;
  /** In a row, since `failingSince`. */
  readonly failures: number;
  readonly failingSince: Date | null;
  readonly retryAt: Date | null;
  readonly receivedAt: Date | null;
  readonly parkedAt: Date | null;
  readonly parkedBecause: string | null;
  readonly lastFailures: readonly FailedAttempt[];
  readonly createdAt: Date;
  readonly changedAt: Date;
}

export interface FailedAttempt {
  readonly at: string;
  readonly position: number;
  readonly type: string;
  /** The receiver's; null where it gave none. */
  readonly status: number | null;
  readonly reason: string;
}

/** An article whose next event was not received. */
export interface WaitingArticle {
  readonly subject: string;
  readonly streams: readonly string[];
  /** Of the event that is next, and of the last one that waits. */
  readonly position: number;
  readonly last: number;
  readonly type: string;
  readonly failures: number;
  readonly failingSince: Date;
  readonly failedAt: Date;
  readonly retryAt: Date;
  readonly givenUp: boolean;
  readonly failure: string;
}

/** Events that are for nobody outside: who asked for a confidential source's identity. */
export const neverSent: readonly string[] = ['source-identity-revealed'];

/** Every type that a newsroom's log can have. */
export const eventTypes: readonly string[] = [
  ...articleEvents,
  'comment-added',
  'comment-resolved',
  'settings-changed',
  'projections-replayed',
  'webhook-changed',
];

const time = (date: Date | null): string | null => date?.toISOString() ?? null;

/** @param head position of the newsroom's last event */
export const webhookView = (webhook: Webhook, head: number) => ({
  id: webhook.id,
  url: webhook.url,
  description: webhook.description,
  types: webhook.types,
  status: webhook.parkedAt ? 'parked' : webhook.failures > 0 ? 'failing' : 'active',
  position: webhook.position,
  behind: Math.max(0, head - webhook.position),
  parkedAt: time(webhook.parkedAt),
  parkedBecause: webhook.parkedBecause,
  failingSince: time(webhook.failingSince),
  nextAttemptAt: webhook.parkedAt ? null : time(webhook.retryAt),
  lastReceivedAt: time(webhook.receivedAt),
  lastFailures: webhook.lastFailures,
  previousSecretUntil: time(webhook.previousUntil),
  createdAt: webhook.createdAt.toISOString(),
  changedAt: webhook.changedAt.toISOString(),
});

export const waitingView = (lane: WaitingArticle) => ({
  subject: lane.subject,
  position: lane.position,
  type: lane.type,
  failures: lane.failures,
  failingSince: lane.failingSince.toISOString(),
  failedAt: lane.failedAt.toISOString(),
  nextAttemptAt: lane.givenUp ? null : lane.retryAt.toISOString(),
  reason: lane.failure,
});
