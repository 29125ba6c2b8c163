// Work that follows appends: at once when there was none for a while; under load with rests between, so that it takes its
// share of the process and no more, and one run does for many appends.

export interface Pace {
  /** Milliseconds from the end of one run to the begin of the next, at least and at most. */
  readonly least: number;
  readonly most: number;
  /** How many times as long as the run before it a rest is; 3 unless given. */
  readonly rests?: number;
}

export class PacedTask {
  private state: 'idle' | 'running' | 'resting' | 'stopped' = 'idle';
  private again = false;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;

  /** `run` never rejects. */
  constructor(
    private readonly run: () => Promise<void>,
    private readonly pace: Pace,
  ) {}

  /** A run that begins after this call is made sure of. */
  ask(): void {
    if (this.state === 'idle') this.running = this.begin();
    else this.again = true;
  }

  /** Lets a run that is under way end, and no other begin. */
  async stop(): Promise<void> {
    this.state = 'stopped';
    clearTimeout(this.timer);
    await this.running;
  }

  private async begin(): Promise<void> {
    this.state = 'running';
    this.again = false;
    const start = performance.now();
    await this.run();
    if (this.isStopped()) return;
    this.state = 'resting';
    const { least, most, rests = 3 } = this.pace;
    const rest = rests * (performance.now() - start);
    this.timer = setTimeout(() => this.rested(), Math.min(most, Math.max(least, rest)));
  }

  private isStopped(): boolean {
    return this.state === 'stopped';
  }

  private rested(): void {
    this.state = 'idle';
    if (this.again) this.ask();
  }
}
