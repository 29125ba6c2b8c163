// Keeps one projection going in one newsroom: narrows a batch that fails down to the event at fault, stops there and
// tries again with growing pauses. An event is never skipped.
import type { DataSource } from 'typeorm';
import { isLostConnection, sqlState } from './lost-connection';
import type { Projection } from './projection';
import { ApplyFailed, step, type Stepped } from './projection-run';

export interface ProjectionFailure {
  /** Of the event that it stopped at; undefined when no event is to blame, e.g. when the database is away. */
  readonly position?: number;
  readonly error: string;
  /** RFC 3339 */
  readonly since: string;
  readonly attempts: number;
}

/** Events of one step. */
export const batch = 500;
const longestPause = 60_000;

export class ProjectionRunner {
  /** The checkpoint, as far as this process knows. */
  position = 0;
  failure: ProjectionFailure | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private limit = batch;
  private notBefore = 0;

  constructor(
    private readonly source: DataSource,
    readonly projection: Projection,
    readonly newsroom: string,
    private readonly onMoved: () => void,
  ) {}

  /** Settles when everything that is in the log now has been applied, or nothing can be at the moment. Never rejects. */
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
      await this.step().catch((error: unknown) => this.failed(error));
    }
  }

  private async step(): Promise<void> {
    const stepped = await step(this.source, [this.projection], this.newsroom, this.limit);
    if (stepped !== 'busy') this.passed(stepped); // else word of its progress comes with the next look at the checkpoints
  }

  /** The projection made this step, alone or with others. */
  passed(outcome: Stepped): void {
    this.failure = undefined;
    this.again ||= outcome.goesOn;
    this.limit = Math.min(this.limit * 2, batch);
    this.position = Math.max(this.position, outcome.to);
    if (outcome.events > 0) this.onMoved();
  }

  private failed(error: unknown): void {
    const alone = !(error instanceof ApplyFailed) || error.count === 1;
    if (error instanceof ApplyFailed && !alone && !isPassing(error.cause)) {
      this.limit = Math.ceil(error.count / 2);
      this.again = true;
      return;
    }
    const blamed = error instanceof ApplyFailed && !isPassing(error.cause) ? error.first : undefined;
    const attempts = (this.failure?.attempts ?? 0) + 1;
    const since = this.failure?.since ?? new Date().toISOString();
    this.failure = { position: blamed, error: error instanceof Error ? error.message : String(error), since, attempts };
    this.notBefore = Math.max(this.notBefore, performance.now() + Math.min(500 * 2 ** attempts, longestPause));
  }
}

/** Not the event's fault: a lost connection, a deadlock or lock timeout (class 40, 55P03), a full disk (class 53). */
function isPassing(error: unknown): boolean {
  return isLostConnection(error) || /^(40|53|55P03|57)/.test(sqlState(error) ?? '');
}
