// So many requests a second from one actor or address: a token bucket that holds one second's worth.
import { Rejection } from '../errors';

interface Bucket {
  left: number;
  /** Milliseconds on the monotonic clock. */
  at: number;
}

const many = 10_000;

export class RateLimit {
  private readonly buckets = new Map<string, Bucket>();

  /** @param perSecond undefined: no limit */
  constructor(private readonly perSecond: number | undefined) {}

  /** Throws `rate-limited` with `retryAfter`, whole seconds. */
  take(key: string, now = performance.now()): void {
    if (this.perSecond === undefined) return;
    const bucket = this.buckets.get(key) ?? this.open(key, this.perSecond, now);
    const grown = ((now - bucket.at) / 1000) * this.perSecond;
    bucket.left = Math.min(this.perSecond, bucket.left + grown);
    bucket.at = now;
    if (bucket.left < 1) throw new Rejection('rate-limited', undefined, { retryAfter: 1 });
    bucket.left -= 1;
  }

  private open(key: string, perSecond: number, now: number): Bucket {
    if (this.buckets.size >= many) this.forgetFull(now);
    const bucket = { left: perSecond, at: now };
    this.buckets.set(key, bucket);
    return bucket;
  }

  /** A bucket untouched for a second is full again: as good as none. */
  private forgetFull(now: number): void {
    for (const [key, bucket] of this.buckets) if (now - bucket.at >= 1000) this.buckets.delete(key);
  }
}
