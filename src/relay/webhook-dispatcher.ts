// Sees to it that what is appended is delivered: takes webhooks that are nobody's, lets their runs go on as the log does, and
// gives them back. Woken by appends; what was not heard of is seen within a second.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EventStore } from '../event-store/event-store';
import type { DeliveryRun } from './delivery-run';
import { DeliveryRuns } from './delivery-runs';
import { Leases } from './leases';
import { articlesWaiting, webhookLag, webhooksParked } from './relay-metrics';
import type { Webhook } from './webhook';

/** Milliseconds between looks. */
const slow = 1_000;
/** Webhooks taken at a look, so that servers that start together share, and held at most. */
const [mostTaken, mostHeld] = [4, 100];
/** Milliseconds that deliveries under way have when the server ends. */
const grace = 3_000;

interface Held {
  readonly run: DeliveryRun;
  /** By `performance.now()`. */
  leaseEnd: number;
  readonly ended: Promise<void>;
}

@Injectable()
export class WebhookDispatcher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(WebhookDispatcher.name);
  private readonly held = new Map<string, Held>();
  private renewed = 0;
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;
  private looking: Promise<void> | undefined;
  private again = false;
  private stopped = false;
  private away = false;

  constructor(
    private readonly store: EventStore,
    private readonly leases: Leases,
    private readonly runs: DeliveryRuns,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Only where the process serves: a tool that rebuilds read models sends nothing. */
  onApplicationBootstrap(): void {
    const served = this.host.httpAdapter as unknown;
    if (!served) return;
    this.unsubscribe = this.store.onAppended((newsroom, position) => this.wake(newsroom, position));
    this.timer = setInterval(() => this.look(), slow);
    this.look();
  }

  /** Gives back what it holds, after what is under way has ended. */
  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    clearInterval(this.timer);
    await this.looking;
    const all = [...this.held.values()];
    for (const { run } of all) run.stop();
    const timer = setTimeout(() => all.forEach(({ run }) => run.breakOff()), grace);
    await Promise.all(all.map(({ ended }) => ended));
    clearTimeout(timer);
    this.runs.close();
  }

  /** Overlapping looks are one, and one more after it. */
  look(): void {
    if (this.stopped || this.timer === undefined) return;
    this.again = this.looking !== undefined;
    this.looking ??= this.lookOnce()
      .then(() => (this.away = false))
      .catch((error: unknown) => this.failed(error))
      .then(() => {
        this.looking = undefined;
        if (this.again) this.look();
      });
  }

  private async lookOnce(): Promise<void> {
    await this.keepLeases();
    await this.stopOutdated();
    if (!this.stopped) await this.take();
    await this.wakeAll();
    this.measure();
  }

  private async keepLeases(): Promise<void> {
    const now = performance.now();
    if (this.held.size === 0 || now - this.renewed < this.runs.lease / 6) return;
    const all = [...this.held.values()].map(({ run }) => run.webhook);
    const kept = (await this.leases.renew(all, this.runs.lease)).map(({ id }) => id);
    this.renewed = now;
    for (const [id, held] of this.held) {
      if (kept.includes(id)) held.leaseEnd = now + this.runs.lease;
    }
  }

  /** What people changed meanwhile is delivered otherwise from now on. */
  private async stopOutdated(): Promise<void> {
    if (this.held.size === 0) return;
    const all = [...this.held.values()].map(({ run }) => run);
    const current = await this.leases.current(all.map(({ webhook }) => webhook));
    for (const run of all) if (!current.includes(run.webhook.id)) run.stop();
  }

  private async take(): Promise<void> {
    const most = Math.min(mostTaken, mostHeld - this.held.size);
    const now = performance.now();
    const all = [...this.held.values()].map(({ run }) => run.webhook);
    for (const webhook of await this.leases.claim(most, this.runs.lease, all)) {
      const held = { leaseEnd: now + this.runs.lease };
      const tenure = { owner: this.leases.self, left: (): number => held.leaseEnd - performance.now() };
      const run = await this.runs.make(webhook, tenure);
      this.held.set(webhook.id, Object.assign(held, { run, ended: this.carry(run) }));
    }
  }

  private async carry(run: DeliveryRun): Promise<void> {
    const { webhook } = run;
    await new Promise(setImmediate); // it is held by now
    await run.run().then(
      () => this.tell(webhook, run.wasParked),
      (error: unknown) => this.failed(error),
    );
    await this.leases.release(webhook).catch((error: unknown) => this.failed(error));
    this.held.delete(webhook.id);
    for (const gauge of [webhookLag, articlesWaiting])
      gauge.remove({ newsroom: webhook.newsroom, webhook: webhook.id });
    this.look();
  }

  private tell({ newsroom, id }: Webhook, because: string | null): void {
    if (because === null) return;
    webhooksParked.inc();
    this.logger.warn(`The webhook ${id} of ${newsroom} is parked. ${because}`);
  }

  private wake(newsroom: string, position: number): void {
    for (const { run } of this.held.values()) if (run.webhook.newsroom === newsroom) run.wake(position);
  }

  private async wakeAll(): Promise<void> {
    const newsrooms = new Set([...this.held.values()].map(({ run }) => run.webhook.newsroom));
    for (const newsroom of newsrooms) this.wake(newsroom, await this.store.head(newsroom));
  }

  private measure(): void {
    for (const { run } of this.held.values()) {
      const labels = { newsroom: run.webhook.newsroom, webhook: run.webhook.id };
      webhookLag.set(labels, run.lag);
      articlesWaiting.set(labels, run.waiting);
    }
  }

  /** Without its database a server says so once, and goes on looking. */
  private failed(error: unknown): void {
    if (!this.away) this.logger.warn(`Webhooks cannot be delivered: ${String(error)}`);
    this.away = true;
  }
}
