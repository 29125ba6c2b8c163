// Use cases of admins: what they may do to webhooks, each told to the log and to whoever delivers.
import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';
import type { RequestContext } from '../http/passage';
import { secretOf } from './deliveries';
import type { WebhookName } from './leases';
import { SecretBox } from './secret-box';
import { newSecret } from './signature';
import { WebhookCommands, type CarriedOut } from './webhook-commands';
import { deleteLanes, deleteWebhook, hurryLanes, insertWebhook, updateWebhook } from './webhooks';

export interface Members {
  readonly url?: string;
  readonly description?: string;
  readonly types?: readonly string[] | null;
}

export interface FirstMembers extends Members {
  readonly url: string;
  readonly after?: number;
}

const healthy = 'failures = 0, failing_since = null, retry_at = null';

@Injectable()
export class WebhookAdministration {
  constructor(
    private readonly commands: WebhookCommands,
    private readonly box: SecretBox,
  ) {}

  create(request: RequestContext, members: FirstMembers): Promise<CarriedOut> {
    const { url, description = '', types = null, after } = members;
    const { newsroom } = request;
    const told = { change: 'created', host: new URL(url).host, types, after } as const;
    return this.commands.carryOut(request, told, async (client) => {
      const [id, secret] = [uuidv7(), newSecret()];
      const sealed = this.box.seal(secret, secretOf(newsroom, id));
      return [await insertWebhook(client, { newsroom, id, url, description, types, after, secret: sealed }), secret];
    });
  }

  /** Members that are undefined stay. Another address is tried at once. */
  change(request: RequestContext, name: WebhookName, { url, description, types }: Members): Promise<CarriedOut> {
    const told = { change: 'changed', host: url && new URL(url).host, types } as const;
    return this.commands.carryOut(request, told, async (client) => {
      const set = `url = coalesce($3, url),
            description = coalesce($4, description),
            types = case when $5 then $6::text[] else types end
            ${url === undefined ? '' : `, ${healthy}`}`;
      const changed = await updateWebhook(client, name, set, [url, description, types !== undefined, types]);
      if (url !== undefined) await hurryLanes(client, name);
      return [changed];
    });
  }

  remove(request: RequestContext, name: WebhookName): Promise<CarriedOut> {
    return this.commands.carryOut(request, { change: 'deleted' }, async (client) => [
      await deleteWebhook(client, name),
    ]);
  }

  /** @param overlap seconds for which the secret before signs too */
  rotate(request: RequestContext, name: WebhookName, overlap: number): Promise<CarriedOut> {
    return this.commands.carryOut(request, { change: 'secret-rotated' }, async (client) => {
      const secret = newSecret();
      const set = `previous_secret = secret,
            previous_until = clock_timestamp() + $4 * interval '1 second',
            secret = $3`;
      const sealed = this.box.seal(secret, secretOf(name.newsroom, name.id));
      return [await updateWebhook(client, name, set, [sealed, overlap]), secret];
    });
  }

  park(request: RequestContext, name: WebhookName, reason: string): Promise<CarriedOut> {
    return this.commands.carryOut(request, { change: 'parked', reason }, async (client) => {
      const set = 'parked_at = coalesce(parked_at, clock_timestamp()), parked_because = $3';
      return [await updateWebhook(client, name, set, [reason])];
    });
  }

  resume(request: RequestContext, name: WebhookName): Promise<CarriedOut> {
    return this.commands.carryOut(request, { change: 'resumed' }, async (client) => {
      const resumed = await updateWebhook(client, name, `parked_at = null, parked_because = null, ${healthy}`);
      await hurryLanes(client, name); // after the webhook, as whoever delivers locks them
      return [resumed];
    });
  }

  /** Everything behind that position is sent again, whatever waits. */
  replay(request: RequestContext, name: WebhookName, after: number): Promise<CarriedOut> {
    return this.commands.carryOut(request, { change: 'replayed', after }, async (client) => {
      const rewound = await updateWebhook(client, name, `position = $3, ${healthy}`, [after]);
      await deleteLanes(client, name);
      return [rewound];
    });
  }
}
