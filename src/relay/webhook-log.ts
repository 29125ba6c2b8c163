// Tells the log of what was done to webhooks, once however often it is told the same.
import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import { toPayload, webhooksStream, type WebhookChanged } from './webhook-events';

@Injectable()
export class WebhookLog {
  constructor(private readonly store: EventStore) {}

  /** Position of the newsroom's last event. */
  head(newsroom: string): Promise<number> {
    return this.store.head(newsroom);
  }

  /** The event's position. */
  async append(newsroom: string, commandId: string, event: WebhookChanged): Promise<number> {
    const streamId = webhooksStream(newsroom);
    const head = await this.store.streamHead(newsroom, streamId);
    const outcome = await this.store.append({
      newsroom,
      id: commandId,
      requestMac: createHash('sha256').update(commandId).digest(), // nothing secret, but with it the log knows the command again
      streamId,
      expectedRevision: head?.revision ?? 0,
      actor: await this.store.actorId(newsroom, event.by.sub),
      events: [toPayload(event)],
    });
    if (outcome.outcome === 'appended' || outcome.outcome === 'repeated') return outcome.position;
    return this.append(newsroom, commandId, event);
  }
}
