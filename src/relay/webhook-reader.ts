// What admins are shown of webhooks.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import type { WebhookName } from './leases';
import { WebhookProgress } from './progress';
import { waitingView, webhookView, type Webhook } from './webhook';
import { Webhooks } from './webhooks';

@Injectable()
export class WebhookReader {
  constructor(
    private readonly webhooks: Webhooks,
    private readonly progress: WebhookProgress,
    private readonly store: EventStore,
  ) {}

  /** Refuses with `not-found`. */
  async find(name: WebhookName): Promise<Webhook> {
    const webhook = await this.webhooks.find(name);
    if (!webhook) throw new Rejection('not-found');
    return webhook;
  }

  async one(name: WebhookName) {
    const webhook = await this.find(name);
    const [waiting, head] = [await this.progress.waiting(webhook), await this.store.head(name.newsroom)];
    return { ...webhookView(webhook, head), waiting: waiting.map(waitingView) };
  }

  /** Latest first. Refuses a cursor that no page ended with. */
  async page(newsroom: string, limit: number, cursor?: string) {
    const found = await this.webhooks.page(newsroom, limit, cursor && readCursor(cursor));
    const head = await this.store.head(newsroom);
    const last = found.length === limit ? found.at(-1) : undefined;
    return { items: found.map((one) => webhookView(one, head)), next: last ? writeCursor(last.id) : null };
  }
}

const writeCursor = (id: string): string => Buffer.from(`w${id}`).toString('base64url');

function readCursor(cursor: string): string {
  const text = Buffer.from(cursor, 'base64url').toString('latin1');
  if (/^w[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)) return text.slice(1);
  const message = 'The cursor is none that a page of this list ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
