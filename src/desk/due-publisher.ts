// Carries out what is due, each publication once however many servers ask: claims rows and holds them until their
// commands are done, and tells operators how it went.
import { Injectable, Logger } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { DataSource } from 'typeorm';
import { PublishScheduled, type CarriedOut } from '../articles/publish-scheduled';
import { acrossNewsrooms } from '../newsroom-rows';
import { DuePublications, keyOf, type DuePublication } from './due-publications';
import { Pauses } from './pauses';
import { publicationLateness, publicationsFailed, publicationsMissed } from './publication-metrics';

/** Publications at a time: they share a connection for their rows, and their appends a flush. */
const together = 8;
/** Milliseconds after which the database lets go of rows whose server is frozen, or cut off. */
const longestHold = 15_000;

@Injectable()
export class DuePublisher {
  private readonly logger = new Logger(DuePublisher.name);
  private readonly pauses = new Pauses();

  constructor(
    private readonly source: DataSource,
    private readonly due: DuePublications,
    private readonly commands: CommandBus,
  ) {}

  /** False where nothing is left that could be carried out now. Rejects where the database cannot be asked. */
  publishSome(): Promise<boolean> {
    return acrossNewsrooms(this.source).transaction(async (manager) => {
      await manager.query(`set local idle_in_transaction_session_timeout = ${longestHold}`);
      const due = await this.due.claim(manager, together, this.pauses.current());
      await Promise.all(due.map((one) => this.carryOut(one)));
      return due.length > 0;
    });
  }

  /** What fails must not hold up the others: it is let go, and tried again after a pause, here or elsewhere. */
  private async carryOut(due: DuePublication): Promise<void> {
    const { newsroom, article, revision, by, late } = due;
    const began = performance.now();
    try {
      const command = new PublishScheduled(newsroom, article, revision, by);
      const done = await this.commands.execute(command);
      this.pauses.succeeded(keyOf(due));
      this.tell(due, done, late + (performance.now() - began) / 1000);
    } catch (error) {
      publicationsFailed.inc();
      const pause = this.pauses.failed(keyOf(due));
      this.logger.warn(`${nameOf(due)} failed and is tried again in ${pause} ms: ${String(error)}`);
    }
  }

  /** The log is the truth: where it says that the schedule was over, nothing was done. */
  private tell(due: DuePublication, { outcome, refusal }: CarriedOut, seconds: number): void {
    if (outcome === 'over') return;
    publicationLateness.observe(seconds);
    if (outcome === 'published') return;
    publicationsMissed.inc();
    this.logger.warn(`${nameOf(due)} was missed: ${refusal}.`);
  }
}

const nameOf = ({ newsroom, article, revision }: DuePublication): string =>
  `The publication of ${article} in ${newsroom}, scheduled at revision ${revision},`;
