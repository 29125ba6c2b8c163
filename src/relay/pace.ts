// How long is waited after failures, and for how long it is tried at all. Pure but for
// the jitter.

export interface Pace {
  /** Seconds between attempts, growing; the last one again and again. */
  readonly pauses: readonly number[];
  /** Seconds after which what was never received is given up: three days. */
  readonly patience: number;
  /** Seconds that a receiver may take. */
  readonly timeout: number;
}

export const usualPace: Pace = {
  pauses: [5, 30, 120, 600, 1800, 3600],
  patience: 3 * 24 * 3600,
  timeout: 20,
};

/** The pace for the providers of Nest, which go by class. */
export class PaceSetting {
  constructor(readonly value: Pace) {}
}

/**
 * Milliseconds for which a process has a webhook without prolonging it: longer than a delivery can take, so that none of its
 * deliveries is under way when the next process begins.
 */
export const leaseOf = ({ timeout }: Pace): number => 1000 * (timeout + Math.max(2, timeout / 2));

/** Seconds: what a receiver may ask for at most. */
const longestAsked = 24 * 3600;

/** Milliseconds until the next attempt after so many failures in a row, up to a fifth more or less. */
export function pauseAfter({ pauses }: Pace, failures: number, random = Math.random()): number {
  const seconds = pauses[Math.min(failures, pauses.length) - 1] ?? 0;
  return Math.round(seconds * 1000 * (0.8 + 0.4 * random));
}

/** Milliseconds that `Retry-After` asks for (RFC 9110 section 10.2.3: seconds or a date), a day at most; 0 without one. */
export function retryAfter(header: string | undefined, now: number): number {
  if (header === undefined) return 0;
  const isDate = / GMT$/.test(header);
  const asked = isDate ? Date.parse(header) - now : Number(/^\d{1,9}$/.exec(header.trim())?.[0]) * 1000;
  return Number.isFinite(asked) ? Math.min(Math.max(asked, 0), longestAsked * 1000) : 0;
}
