// One delivery: an event as the log has it at that moment, signed, to one receiver.
import { Injectable } from '@nestjs/common';
import { eventLine } from '../articles/event-line';
import { redactedEvent } from '../articles/event-redaction';
import { EventStore } from '../event-store/event-store';
import { Withholdings } from '../vault/withholdings';
import { Outbound, type Answered } from './outbound';
import { deliveries, deliverySeconds } from './relay-metrics';
import { SecretBox } from './secret-box';
import { signedHeaders } from './signature';
import type { Webhook } from './webhook';

export interface Attempt extends Answered {
  /** The event's. */
  readonly type: string;
}

@Injectable()
export class Deliveries {
  constructor(
    private readonly store: EventStore,
    private readonly box: SecretBox,
    private readonly outbound: Outbound,
    private readonly withholdings: Withholdings,
  ) {}

  /** Of the event at that position. Rejects only where the log cannot be read. */
  async attempt(webhook: Webhook, position: number, signal: AbortSignal): Promise<Attempt> {
    const [event] = await this.store.readWritten(webhook.newsroom, { after: position - 1, limit: 1 });
    if (event?.position !== position) throw new Error(`The log has no position ${position}.`);
    const { newsroom } = webhook;
    await this.withholdings.current(newsroom);
    // A receiver is nobody whom this house knows: it is sent what the whole staff may see.
    const shown = redactedEvent(event, (article) => this.withholdings.redaction(newsroom, 'staff', article));
    const message = { id: `${newsroom}_${position}`, body: eventLine(shown, true) };
    return { type: event.type, ...(await this.send(webhook, message, signal)) };
  }

  /** Never rejects. Structured mode of the HTTP binding of CloudEvents 1.0, section 3.2. */
  async send(webhook: Webhook, { id, body }: { id: string; body: string }, signal: AbortSignal): Promise<Answered> {
    const secrets = this.secretsOf(webhook);
    if (secrets.length === 0) return { failure: 'Its secret was sealed under another key; rotate it.' };
    const timestamp = Math.floor(Date.now() / 1000);
    const headers = {
      ...signedHeaders({ id, timestamp, body }, secrets),
      'content-type': 'application/cloudevents+json; charset=utf-8',
      'user-agent': 'Stet-Webhooks/1',
    };
    const took = deliverySeconds.startTimer();
    const answered = await this.outbound.post({ url: webhook.url, headers, body, signal });
    took();
    deliveries.inc({ outcome: answered.failure === undefined ? 'received' : 'failed' });
    return answered;
  }

  close(): void {
    this.outbound.close();
  }

  /** The one that counts, and for a while the one before. */
  private secretsOf({ newsroom, id, secret, previousSecret, previousUntil }: Webhook): string[] {
    const before = previousSecret && previousUntil && previousUntil.getTime() > Date.now() ? [previousSecret] : [];
    try {
      return [secret, ...before].map((sealed) => this.box.open(sealed, secretOf(newsroom, id)));
    } catch {
      return [];
    }
  }
}

/** What a webhook's secret is sealed for. */
export const secretOf = (newsroom: string, id: string): string => `webhook-secret/v1 ${newsroom} ${id}`;
