// Takes projections of a newsroom along the log together: one reading of the log and one commit serve them all. One that is
// stopped or far behind goes by itself.
import type { DataSource } from 'typeorm';
import { PacedTask } from './paced-task';
import { step, type Step, type Stepped } from './projection-run';
import { batch, type ProjectionRunner } from './projection-runner';

/** Between steps that appends call for, and events of a step; who waits for the outcome does not wait for these. */
const paces = [
  { isUnhurried: false, pace: { least: 100, most: 500 }, limit: batch },
  // A tenth of the time, until that makes them two seconds late.
  { isUnhurried: true, pace: { least: 100, most: 2_000, rests: 9 }, limit: 2_000 },
];

/** All of a newsroom: those that are in no hurry go apart. */
export function pacedRounds(
  source: DataSource,
  newsroom: string,
  runners: readonly ProjectionRunner[],
): readonly PacedTask[] {
  return paces.map(({ isUnhurried, pace, limit }) => {
    const going = runners.filter(({ projection }) => (projection.isUnhurried ?? false) === isUnhurried);
    const round = new ProjectionRound(source, newsroom, going, limit);
    return new PacedTask(() => round.run(), pace);
  });
}

class ProjectionRound {
  constructor(
    private readonly source: DataSource,
    private readonly newsroom: string,
    private readonly runners: readonly ProjectionRunner[],
    /** Events of one step. */
    private readonly limit: number,
  ) {}

  /** Settles when those that keep up have applied everything that is in the log now. Never rejects. */
  async run(): Promise<void> {
    let stepped: Step;
    do {
      stepped = await this.step(this.runners.filter(({ failure }) => failure === undefined));
      if (stepped !== 'busy') this.passed(stepped);
    } while (stepped !== 'busy' && stepped.goesOn);
  }

  private passed(stepped: Stepped): void {
    for (const runner of this.runners) {
      if (stepped.projections.includes(runner.projection.name)) runner.passed(stepped);
      else void runner.run();
    }
  }

  /** Where it fails each goes by itself, which tells whose fault it is. */
  private async step(going: readonly ProjectionRunner[]): Promise<Step> {
    const projections = going.map(({ projection }) => projection);
    try {
      return await step(this.source, projections, this.newsroom, this.limit);
    } catch {
      await Promise.all(going.map((runner) => runner.run()));
      return 'busy';
    }
  }
}
