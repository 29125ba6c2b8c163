// How a receiver does as a whole: one that fails again and again is left alone for growing pauses, then tried by a single
// delivery, and parked when nothing was received for the time that it is given, or when it says that it is gone. Pure.
import { pauseAfter, type Pace } from './pace';
import type { FailedAttempt, Webhook } from './webhook';

/** Failures in a row that may be those of single events; more are the receiver's. */
const tolerated = 10;
const mostRemembered = 20;

/** As the database keeps it; times in milliseconds since 1970. */
export interface HealthRecord {
  /** In a row. */
  readonly failures: number;
  readonly failingSince: number | undefined;
  /** Nothing is sent before. */
  readonly retryAt: number;
  readonly receivedAt: number | undefined;
  /** Latest first. */
  readonly lastFailures: readonly FailedAttempt[];
  /** Why it is parked, if it is. */
  readonly parkedBecause: string | null;
}

export class ReceiverHealth {
  private failures: number;
  private failingSince: number | undefined;
  private receivedAt: number | undefined;
  private lastFailures: readonly FailedAttempt[];
  retryAt: number;
  parkedBecause: string | null = null;

  constructor(
    private readonly pace: Pace,
    webhook: Webhook,
  ) {
    this.failures = webhook.failures;
    this.failingSince = webhook.failingSince?.getTime();
    this.retryAt = webhook.retryAt?.getTime() ?? 0;
    this.receivedAt = webhook.receivedAt?.getTime();
    this.lastFailures = webhook.lastFailures;
  }

  /** Then one delivery at a time tells whether it is back. */
  get isDown(): boolean {
    return this.failures > tolerated;
  }

  /** True where it is back. */
  received(now: number): boolean {
    const wasDown = this.isDown;
    this.failures = 0;
    this.failingSince = undefined;
    this.receivedAt = now;
    return wasDown;
  }

  /** @param asked milliseconds that the receiver asked to be left alone for */
  failed(attempt: FailedAttempt, now: number, asked: number): void {
    this.failures += 1;
    this.failingSince ??= now;
    this.lastFailures = [attempt, ...this.lastFailures].slice(0, mostRemembered);
    const pause = this.isDown ? pauseAfter(this.pace, this.failures - tolerated) : 0;
    this.retryAt = Math.max(this.retryAt, now + Math.max(pause, asked));
    if (attempt.status === 410) this.park('The receiver answered 410: it is gone.');
    else if (now - this.failingSince >= this.pace.patience * 1000)
      this.park(`Nothing was received for ${this.pace.patience} s. ${attempt.reason}`);
  }

  park(because: string): void {
    this.parkedBecause ??= because;
  }

  record(): HealthRecord {
    const { failures, failingSince, retryAt, receivedAt, lastFailures, parkedBecause } = this;
    return { failures, failingSince, retryAt, receivedAt, lastFailures, parkedBecause };
  }
}
