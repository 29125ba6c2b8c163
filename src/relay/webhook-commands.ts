// The way of a command on a webhook: one transaction, told to whoever delivers, and to the log.
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import type { PoolClient } from 'pg';
import { CommandIdentities } from '../http/command-identity';
import type { RequestContext } from '../http/passage';
import { SealedAnswers } from './sealed-answers';
import { webhookView, type Webhook } from './webhook';
import { WebhookDispatcher } from './webhook-dispatcher';
import type { WebhookChanged } from './webhook-events';
import { WebhookLog } from './webhook-log';

export type WebhookAnswer = ReturnType<typeof webhookView> & { readonly secret?: string };

export interface CarriedOut {
  readonly answer: WebhookAnswer;
  /** Of the event that tells of it. */
  readonly position: number;
}

/** What the event tells beside who and which. */
export type Told = Pick<WebhookChanged, 'change' | 'host' | 'types' | 'after' | 'reason'>;
/** The webhook as it is then, and the secret where a new one was made. */
export type Work = (client: PoolClient) => Promise<readonly [Webhook, secret?: string]>;

@Injectable()
export class WebhookCommands {
  constructor(
    private readonly answers: SealedAnswers,
    private readonly identities: CommandIdentities,
    private readonly dispatcher: WebhookDispatcher,
    private readonly log: WebhookLog,
  ) {}

  /** The log is told last, under the command's id: who repeats a command that broke off before has it told. */
  async carryOut(request: RequestContext, told: Told, work: Work): Promise<CarriedOut> {
    const { newsroom, actor } = request;
    const identity = this.identities.of(request);
    const head = await this.log.head(newsroom);
    const answer = await this.answers.carryOut<WebhookAnswer>(newsroom, identity, async (client) => {
      const [webhook, secret] = await work(client);
      return { ...webhookView(webhook, head), ...(secret !== undefined && { secret }) };
    });
    this.dispatcher.look();
    const by = { sub: actor.sub, name: actor.name, role: 'admin' } as const; // only that role gets here
    const event = { type: 'webhook-changed', by, webhook: answer.id, ...told } as const;
    return { answer, position: await this.log.append(newsroom, identity.commandId, event) };
  }
}

export function answered(reply: FastifyReply, { answer, position }: CarriedOut): WebhookAnswer {
  reply.header('stet-position', String(position));
  return answer;
}
