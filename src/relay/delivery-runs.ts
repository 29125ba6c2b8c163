// Makes the runs of this process, with what they need.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom } from '../newsroom-rows';
import { Deliveries } from './deliveries';
import { DeliveryRun } from './delivery-run';
import { leaseOf, PaceSetting } from './pace';
import { WebhookProgress } from './progress';
import type { Webhook } from './webhook';

export interface Tenure {
  /** The process that has the webhook. */
  readonly owner: string;
  /** Milliseconds for which it still has. */
  readonly left: () => number;
}

@Injectable()
export class DeliveryRuns {
  constructor(
    private readonly source: DataSource,
    private readonly progress: WebhookProgress,
    private readonly deliveries: Deliveries,
    private readonly pace: PaceSetting,
  ) {}

  /** Milliseconds that a webhook is taken for. */
  get lease(): number {
    return leaseOf(this.pace.value);
  }

  /** From where the webhook stands. */
  async make(webhook: Webhook, { owner, left }: Tenure): Promise<DeliveryRun> {
    const { progress, deliveries } = this;
    const pace = this.pace.value;
    // A delivery has to be over before another process could begin one.
    const mayBegin = (): boolean => left() > pace.timeout * 1000 + 100;
    const { connection } = forNewsroom(this.source, webhook.newsroom);
    const tools = { connection, deliveries, progress, pace, owner, mayBegin };
    return new DeliveryRun(webhook, await progress.waiting(webhook), tools);
  }

  /** No delivery follows. */
  close(): void {
    this.deliveries.close();
  }
}
