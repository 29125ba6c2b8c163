// Keeps the ledger of every newsroom up with its log, on any number of servers: woken by appends, and by a slow timer, which
// alone would do. What it refuses to sign it goes on refusing, visibly, until it can be signed.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import { NotaryOffice } from './notary-office';
import { NotaryRunner, type NotaryStatus } from './notary-runner';

/** Milliseconds between looks when nobody wakes the notary. */
const slow = 1_000;
/** Milliseconds over which appends are gathered into one checkpoint, and between one step that they call for and the next. */
const gather = 200;
const pause = 1_000;

@Injectable()
export class Notary implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Notary.name);
  private readonly runners = new Map<string, NotaryRunner>();
  private readonly woken = new Map<string, NodeJS.Timeout>();
  private readonly stepped = new Map<string, number>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly office: NotaryOffice,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Only where the process serves: a tool signs nothing. */
  onApplicationBootstrap(): void {
    const served = this.host.httpAdapter as unknown;
    if (!served || !this.office.open) return;
    this.unsubscribe = this.store.onAppended((newsroom) => this.wakeSoon(newsroom));
    this.timer = setInterval(() => void this.look(), slow);
    void this.look();
  }

  /** Lets the steps that are under way finish. */
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.unsubscribe?.();
    for (const timer of this.woken.values()) clearTimeout(timer);
    await this.looking;
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }

  /** One entry for each newsroom that this process has seen. */
  status(): NotaryStatus[] {
    return [...this.runners.values()].map((runner) => runner.status());
  }

  private wakeSoon(newsroom: string): void {
    if (this.woken.has(newsroom)) return;
    const wake = (): void => {
      this.woken.delete(newsroom);
      this.stepped.set(newsroom, performance.now());
      if (this.timer !== undefined) void this.runnerOf(newsroom).run();
    };
    this.woken.set(newsroom, setTimeout(wake, Math.max(gather, this.pauseLeft(newsroom))));
  }

  /** Milliseconds, none or less where it is over. */
  private pauseLeft(newsroom: string): number {
    return (this.stepped.get(newsroom) ?? -Infinity) + pause - performance.now();
  }

  /** Overlapping looks are one. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce()
      .catch((error: unknown) => this.logger.warn(`The newsrooms cannot be read: ${String(error)}`))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    const newsrooms = await this.store.newsrooms();
    if (this.timer === undefined) return;
    // What came since then in one that appends have just called to will call again.
    for (const newsroom of newsrooms) if (this.pauseLeft(newsroom) <= 0) void this.runnerOf(newsroom).run();
  }

  private runnerOf(newsroom: string): NotaryRunner {
    const known = this.runners.get(newsroom);
    if (known) return known;
    const runner = new NotaryRunner({ source: this.source, newsroom, ...this.office.furnished() }, this.logger);
    this.runners.set(newsroom, runner);
    return runner;
  }
}
