// Takes all projections of a newsroom along the log together: one reading of the log and one commit serve them all. One that
// is stopped or far behind goes by itself.
import type { DataSource } from 'typeorm';
import { step, type Step, type Stepped } from './projection-run';
import { batch, type ProjectionRunner } from './projection-runner';

export class ProjectionRound {
  constructor(
    private readonly source: DataSource,
    private readonly newsroom: string,
    private readonly runners: readonly ProjectionRunner[],
  ) {}

  /** Settles when those that keep up have applied everything that is in the log now. Never rejects. */
  async run(): Promise<void> {
    let stepped: Step;
    do {
      stepped = await this.step(this.runners.filter(({ failure }) => failure === undefined));
      if (stepped !== 'busy') this.passed(stepped);
    } while (stepped !== 'busy' && stepped.events === batch);
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
      return await step(this.source, projections, this.newsroom, batch);
    } catch {
      await Promise.all(going.map((runner) => runner.run()));
      return 'busy';
    }
  }
}
