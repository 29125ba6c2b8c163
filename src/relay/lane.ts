// The events of one article on their way to one receiver: one after the other, the next one when the one before was
// received. Pure.
import type { Waiting } from './log-scan';
import type { WaitingArticle } from './webhook';

/** Positions kept in memory; those behind are read from the log when their turn comes. */
const mostAhead = 50;

export interface Failure {
  /** Milliseconds since 1970, as all times here. */
  readonly at: number;
  readonly retryAt: number;
  readonly type: string;
  readonly reason: string;
  readonly givenUp: boolean;
}

export class Lane {
  /** A delivery is under way. */
  busy = false;
  /** It is kept in the database, or will be with the next progress: then it holds nobody up. */
  kept = false;
  /** What the database has of it is older. */
  changed = false;
  failures = 0;
  failingSince: number | undefined;
  private lastFailure: Failure | undefined;
  private readonly streams: Set<string>;
  private ahead: number[] = [];

  private constructor(
    readonly subject: string,
    streams: Iterable<string>,
    private next: number,
    private last: number,
  ) {
    this.streams = new Set(streams);
  }

  static of({ subject, stream, position }: Waiting): Lane {
    return new Lane(subject, [stream], position, position);
  }

  static restored(kept: WaitingArticle): Lane {
    const lane = new Lane(kept.subject, kept.streams, kept.position, kept.last);
    const [at, retryAt] = [kept.failedAt.getTime(), kept.retryAt.getTime()];
    lane.failures = kept.failures;
    lane.failingSince = kept.failures > 0 ? kept.failingSince.getTime() : undefined;
    lane.lastFailure = { at, retryAt, type: kept.type, reason: kept.failure, givenUp: kept.givenUp };
    lane.kept = true;
    return lane;
  }

  /** Position of the event that is next. */
  get position(): number {
    return this.next;
  }

  get until(): number {
    return this.last;
  }

  get streamIds(): readonly string[] {
    return [...this.streams];
  }

  /** Events in memory. */
  get size(): number {
    return 1 + this.ahead.length;
  }

  get retryAt(): number {
    return this.failures > 0 ? (this.lastFailure?.retryAt ?? 0) : 0;
  }

  get isGivenUp(): boolean {
    return this.failures > 0 && (this.lastFailure?.givenUp ?? false);
  }

  add({ position, stream }: Waiting): void {
    const isGapless = (this.ahead.at(-1) ?? this.next) === this.last;
    if (isGapless && this.ahead.length < mostAhead) this.ahead.push(position);
    this.last = position;
    this.streams.add(stream);
    this.changed = true;
  }

  /** Goes on to the next event. `unread`: there are more, which the log has to be asked for; `empty`: there are none. */
  received(): 'next' | 'unread' | 'empty' {
    this.failures = 0;
    this.failingSince = undefined;
    this.changed = true;
    const next = this.ahead.shift();
    if (next === undefined) return this.last > this.next ? 'unread' : 'empty';
    this.next = next;
    return 'next';
  }

  /** What the log answered to `unread`; false where there is nothing any more. */
  refill(positions: readonly number[]): boolean {
    const [next, ...ahead] = positions;
    if (next === undefined) return false;
    this.next = next;
    this.ahead = ahead;
    return true;
  }

  failed(failure: Failure): void {
    this.failures += 1;
    this.failingSince ??= failure.at;
    this.lastFailure = failure;
    this.kept = true;
    this.changed = true;
  }

  /** Its pause is over. */
  hurry(): void {
    if (this.lastFailure) this.lastFailure = { ...this.lastFailure, retryAt: 0 };
    this.changed = true;
  }

  /** As the database keeps it. */
  record(): WaitingArticle {
    const { at = 0, retryAt = 0, type = '', reason = '', givenUp = false } = this.lastFailure ?? {};
    return {
      subject: this.subject,
      streams: this.streamIds,
      position: this.next,
      last: this.last,
      type,
      failures: this.failures,
      failingSince: new Date(this.failingSince ?? at),
      failedAt: new Date(at),
      retryAt: new Date(this.failures > 0 ? retryAt : at),
      givenUp: givenUp && this.failures > 0,
      failure: reason,
    };
  }
}
