// Keeps the notary going in one newsroom: step after step until everything is signed; after a failure with growing pauses.
import type { LoggerService } from '@nestjs/common';
import { NotaryRefused, notarize, type Duty, type NotaryStep } from './notary-step';

export interface NotaryFailure {
  /** Of the event that it stopped at, where one is to blame. */
  readonly position?: number;
  readonly reason: string;
  /** Whether it refuses, and is not only hindered, e.g. because the database is away. */
  readonly refused: boolean;
  readonly attempts: number;
}

export interface NotaryStatus {
  readonly newsroom: string;
  /** Events that are signed, as far as this process knows. */
  readonly size: number;
  /** Set while it is stopped. */
  readonly failure?: NotaryFailure;
}

/** Events of one step; as much as is signed at once when the ledger is far behind. */
const most = 4_096;
const longestWait = 60_000;

export class NotaryRunner {
  private size = 0;
  private failure: NotaryFailure | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private notBefore = 0;

  constructor(
    private readonly duty: Duty,
    private readonly logger: Pick<LoggerService, 'error' | 'log'>,
  ) {}

  status(): NotaryStatus {
    return { newsroom: this.duty.newsroom, size: this.size, failure: this.failure };
  }

  /** Settles when everything that is in the log now is signed, or nothing can be at the moment. Never rejects. */
  run(): Promise<void> {
    this.again = true;
    this.running ??= this.loop().finally(() => (this.running = undefined));
    return this.running;
  }

  /** Lets the step that is under way finish, and no other begin. */
  async stop(): Promise<void> {
    this.notBefore = Infinity;
    await this.running;
  }

  private async loop(): Promise<void> {
    while (this.again && performance.now() >= this.notBefore) {
      this.again = false;
      try {
        this.moved(await notarize(this.duty, most));
      } catch (error) {
        this.failed(error);
      }
    }
  }

  private moved(step: NotaryStep): void {
    if (step === 'busy') return; // who is at it says so by its next head
    if (this.failure) this.logger.log(`The ledger of ${this.duty.newsroom} is signed again.`);
    this.failure = undefined;
    this.size = step.size;
    this.again ||= step.more;
  }

  private failed(error: unknown): void {
    const refused = error instanceof NotaryRefused;
    const position = refused ? error.position : undefined;
    const reason = error instanceof Error ? error.message : String(error);
    const attempts = (this.failure?.attempts ?? 0) + 1;
    if (this.failure?.reason !== reason) this.logger.error(`The ledger of ${this.duty.newsroom} is stopped: ${reason}`);
    this.failure = { position, reason, refused, attempts };
    this.notBefore = Math.max(this.notBefore, performance.now() + Math.min(250 * 2 ** attempts, longestWait));
  }
}
