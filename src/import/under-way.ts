// Revisions that were sent to the log and are not there yet: not too many at a time, and whose article is in whole.
import type { AppendOutcome } from '../event-store/stored-event';

type Outcome = AppendOutcome['outcome'];

/** Two batches of the log: one is written while the next one fills. */
const most = 512;

export class UnderWay {
  private readonly sent: Promise<void>[] = [];
  private readonly conflicts = new Set<string>();
  private failure: unknown;
  private hasFailed = false;

  /** Waits where too many are under way. Throws where one before has failed. */
  async add(article: string, written: Promise<Outcome>): Promise<void> {
    const settled = written.then(
      (outcome) => void (outcome === 'appended' || outcome === 'repeated' || this.conflicts.add(article)),
      (error: unknown) => this.fail(error),
    );
    this.sent.push(settled);
    await new Promise(setImmediate); // what is queued is sent between two decisions
    if (this.sent.length >= most) await this.sent.shift();
    this.refuse();
  }

  /** Tells whether the article is in the log, once that is known; its own revisions are answered in their order. */
  after(article: string, tell: (isWritten: boolean) => void): void {
    const last = this.sent.at(-1) ?? Promise.resolve();
    this.sent.push(last.then(() => void (this.hasFailed || tell(!this.conflicts.has(article)))));
  }

  async settled(): Promise<void> {
    await Promise.all(this.sent);
  }

  /** Throws what made one fail. */
  refuse(): void {
    if (this.hasFailed) throw this.failure;
  }

  private fail(error: unknown): void {
    this.hasFailed = true;
    this.failure ??= error;
  }
}
