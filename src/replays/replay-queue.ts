// Sees to it that what was asked for is carried out: one replay at a time on each server, by whichever is free first, and
// that one whose server ended is told to have failed.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { ReplayEnded } from './replay';
import { ReplayWork } from './replay-work';
import { Replayer } from './replayer';

/** Milliseconds between looks at what waits. */
const slow = 1_000;

@Injectable()
export class ReplayQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(ReplayQueue.name);
  private readonly ending = new AbortController();
  private timer: NodeJS.Timeout | undefined;
  private working: Promise<void> | undefined;
  private sweeping: Promise<void> | undefined;

  constructor(
    private readonly work: ReplayWork,
    private readonly replayer: Replayer,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Only where the process serves: a tool carries out its own replay and no other. */
  onApplicationBootstrap(): void {
    const served = this.host.httpAdapter as unknown;
    if (!served) return;
    this.timer = setInterval(() => this.look(), slow);
    this.look();
  }

  /** A replay that is under way ends where it stands. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.ending.abort(new ReplayEnded('The server was ended before it was done.'));
    await Promise.all([this.working, this.sweeping]);
  }

  /** Overlapping looks are one. */
  look(): void {
    if (this.timer === undefined) return;
    this.working ??= this.workOff()
      .catch((error: unknown) => this.logger.warn(`Replays cannot be carried out: ${String(error)}`))
      .finally(() => (this.working = undefined));
    this.sweeping ??= this.sweep()
      .catch(() => undefined) // without its database a server says so above
      .finally(() => (this.sweeping = undefined));
  }

  private async workOff(): Promise<void> {
    while (!this.ending.signal.aborted) {
      const replay = await this.work.begin();
      if (!replay) return;
      await this.replayer.carryOut(replay, this.ending.signal);
    }
  }

  private async sweep(): Promise<void> {
    for (let lost = await this.work.takeOver(); lost; lost = await this.work.takeOver())
      await this.replayer.giveUp(lost);
  }
}
