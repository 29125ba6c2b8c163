// Publishes at their time what was scheduled, on any number of servers: whoever locks the row of a schedule carries it out,
// and a server that dies lets go of it. It looks when the next one is due by the database's clock, when a schedule has
// reached the table, and a few times a second, which alone would do.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { Projector } from '../event-store/projector';
import { DuePublications } from './due-publications';
import { DuePublisher } from './due-publisher';
import { publicationsDue } from './publication-metrics';

/** Milliseconds between looks when nothing else calls for one. */
const slow = 250;
/** Each holds a connection of the pool beside those that its commands need; while one waits for a slow command another works. */
const lanes = 3;

@Injectable()
export class Scheduler implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Scheduler.name);
  private readonly open = new Set<Promise<void>>();
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> | undefined;
  private unsubscribe: (() => void) | undefined;
  private stopped = false;
  private away = false;

  constructor(
    private readonly due: DuePublications,
    private readonly publisher: DuePublisher,
    private readonly projector: Projector,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Only where the process serves: who rebuilds read models must not publish by it. */
  onApplicationBootstrap(): void {
    const served = this.host.httpAdapter as unknown;
    if (served) this.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.stop();
  }

  start(): void {
    this.unsubscribe = this.due.onScheduled((newsroom, position) => void this.lookPast(newsroom, position));
    void this.look();
  }

  /** Lets the publications that are under way finish, and no other begin. */
  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    await this.looking;
    clearTimeout(this.timer);
    await Promise.all(this.open);
  }

  /** As soon as the schedule can be seen in the table. */
  private async lookPast(newsroom: string, position: number): Promise<void> {
    await this.projector.waitFor(newsroom, position, 1_000, [this.due.name]).catch(() => undefined);
    await this.looking;
    await this.look();
  }

  /** Overlapping looks are one. */
  private look(): Promise<void> {
    if (this.stopped) return Promise.resolve();
    this.looking ??= this.lookOnce()
      .catch((error: unknown) => this.failed(error))
      .then((next) => {
        this.looking = undefined;
        this.lookAgain(next ?? slow);
      });
    return this.looking;
  }

  /** Milliseconds until it is worth while to look again. */
  private async lookOnce(): Promise<number> {
    const { due, next } = await this.due.horizon();
    this.away = false;
    publicationsDue.set(due);
    while (this.open.size < Math.min(due, lanes)) this.openLane();
    return next;
  }

  private lookAgain(milliseconds: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), Math.min(slow, Math.ceil(milliseconds)));
  }

  private openLane(): void {
    const lane = this.publishWhileDue().catch((error: unknown) => this.failed(error));
    this.open.add(lane);
    void lane.finally(() => this.open.delete(lane));
  }

  private async publishWhileDue(): Promise<void> {
    let found = true;
    while (found && !this.stopped) found = await this.publisher.publishSome();
  }

  /** Without its database a server says so once, and goes on looking. */
  private failed(error: unknown): void {
    if (!this.away) this.logger.warn(`What is due cannot be read: ${String(error)}`);
    this.away = true;
  }
}
