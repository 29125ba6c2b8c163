// A test of a webhook: an event that is not in the log, sent at once and once, and what came of it.
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import { CommandIdentities } from '../http/command-identity';
import type { RequestContext } from '../http/passage';
import { Deliveries } from './deliveries';
import { SealedAnswers } from './sealed-answers';
import type { Webhook } from './webhook';
import type { WebhookTestDto } from './webhook.dto';

@Injectable()
export class WebhookTest {
  constructor(
    private readonly deliveries: Deliveries,
    private readonly answers: SealedAnswers,
    private readonly identities: CommandIdentities,
  ) {}

  /** With an Idempotency-Key it is sent once. */
  carryOut(request: RequestContext, webhook: Webhook): Promise<WebhookTestDto> {
    const identity = this.identities.of(request);
    if (!identity.requestMac) return this.send(webhook);
    return this.answers.carryOut(webhook.newsroom, identity, () => this.send(webhook));
  }

  private async send(webhook: Webhook): Promise<WebhookTestDto> {
    const id = `test_${uuidv7()}`;
    const began = performance.now();
    const { status = null, failure = null } = await this.deliveries.send(
      webhook,
      { id, body: JSON.stringify(testEvent(webhook, id, new Date())) },
      new AbortController().signal,
    );
    const milliseconds = Math.round(performance.now() - began);
    return { received: failure === null, status, reason: failure, milliseconds };
  }
}

/** A CloudEvent without a place in the log. */
const testEvent = ({ newsroom, id: webhook }: Webhook, id: string, now: Date): object => ({
  specversion: '1.0',
  id,
  source: `/v1/${newsroom}`,
  type: 'webhook-test',
  time: now.toISOString(),
  datacontenttype: 'application/json',
  data: { webhook },
});
