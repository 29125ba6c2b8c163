// What failed and is not to be tried again for a while: pauses that grow with each failure of the same thing.

/** Milliseconds. */
const first = 500;
const longest = 30_000;

interface Pause {
  readonly attempts: number;
  /** By `performance.now()`. */
  readonly until: number;
}

export class Pauses {
  private readonly pauses = new Map<string, Pause>();

  /** Milliseconds of the pause that begins. */
  failed(key: string): number {
    const attempts = (this.pauses.get(key)?.attempts ?? 0) + 1;
    const pause = Math.min(first * 2 ** (attempts - 1), longest);
    this.pauses.set(key, { attempts, until: performance.now() + pause });
    return pause;
  }

  succeeded(key: string): void {
    this.pauses.delete(key);
  }

  /** What is to be left alone now. What another server has done meanwhile is forgotten after a while. */
  current(): string[] {
    const now = performance.now();
    for (const [key, { until }] of this.pauses) if (until + 2 * longest < now) this.pauses.delete(key);
    return [...this.pauses].filter(([, { until }]) => until > now).map(([key]) => key);
  }
}
