// Which revision of an article is meant by an instant. Pure.
import { Rejection } from '../errors';

/** By when it was written into the log, or by when it happened in the world, as an import told. */
export type TimeOfChange = 'recorded' | 'occurred';

export interface AsOf {
  readonly revision?: number;
  readonly at?: string;
  readonly time?: TimeOfChange;
}

/** Milliseconds since 1970, and by which time; undefined where no instant is asked for. */
export interface Instant {
  readonly milliseconds: number;
  readonly time: TimeOfChange;
}

/** Throws `validation-failed` for a revision and an instant at once, and for a kind of time without an instant. */
export function instantOf({ revision, at, time }: AsOf): Instant | undefined {
  if (at !== undefined && revision !== undefined) throw refused('at', 'Give either revision or at.');
  if (at === undefined && time !== undefined) throw refused('time', 'time says how at is meant: give at too.');
  return at === undefined ? undefined : { milliseconds: Date.parse(at), time: time ?? 'recorded' };
}

export interface TimedChange {
  readonly revision: number;
  readonly recordedAt: string;
  readonly occurredAt?: string;
}

/**
 * The last revision in the order of the log whose time is at or before the instant: `occurredAt` where it has one, else
 * when it was recorded. Where occurred times go back, what was recorded later is the newer account and counts; it holds
 * all that was recorded before it.
 */
export function occurredBy(changes: readonly TimedChange[], milliseconds: number): number | undefined {
  return changes
    .filter(({ recordedAt, occurredAt }) => Date.parse(occurredAt ?? recordedAt) <= milliseconds)
    .reduce<number | undefined>((last, { revision }) => Math.max(last ?? 0, revision), undefined);
}

const refused = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
