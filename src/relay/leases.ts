// Which process delivers for which webhook: one at a time, for a while, which it prolongs as long as it lives. Whoever died
// lets go when that while is over.
import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { acrossNewsrooms, forNewsroom } from '../newsroom-rows';
import type { Webhook } from './webhook';
import { toWebhook, type WebhookRow } from './webhook-rows';

export type WebhookName = Pick<Webhook, 'newsroom' | 'id'>;

@Injectable()
export class Leases {
  /** This process. */
  readonly self = randomUUID();

  constructor(private readonly source: DataSource) {}

  /** Webhooks that are nobody's and not parked, but for those held; this process's from now on, for so many milliseconds. */
  async claim(most: number, milliseconds: number, held: readonly WebhookName[]): Promise<Webhook[]> {
    const { rows } = await acrossNewsrooms(this.source).connection.query<WebhookRow>(
      `update relay.webhooks
          set owner = $1,
              lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where (newsroom_id, webhook_id) in (select newsroom_id, webhook_id
                                              from relay.webhooks
                                             where parked_at is null
                                               and (owner is null or owner = $1 or lease_until < clock_timestamp())
                                               and (newsroom_id, webhook_id) not in (select *
                                                                                       from unnest($4::text[], $5::uuid[]))
                                             limit $3
                                               for update skip locked)
       returning *`,
      [this.self, milliseconds, most, ...named(held)],
    );
    return rows.map(toWebhook);
  }

  /** Those of the webhooks that are still this process's. */
  async renew(webhooks: readonly WebhookName[], milliseconds: number): Promise<WebhookName[]> {
    const { rows } = await acrossNewsrooms(this.source).connection.query<{ newsroom_id: string; webhook_id: string }>(
      `update relay.webhooks
          set lease_until = clock_timestamp() + $2 * interval '1 millisecond'
        where (newsroom_id, webhook_id) in (select * from unnest($3::text[], $4::uuid[]))
          and owner = $1
       returning newsroom_id, webhook_id`,
      [this.self, milliseconds, ...named(webhooks)],
    );
    return rows.map((row) => ({ newsroom: row.newsroom_id, id: row.webhook_id }));
  }

  /** Those of the webhooks that are to be delivered as their revision says. */
  async current(webhooks: readonly (WebhookName & Pick<Webhook, 'revision'>)[]): Promise<string[]> {
    const { rows } = await acrossNewsrooms(this.source).connection.query<{ webhook_id: string }>(
      `select w.webhook_id
         from relay.webhooks w
         join unnest($2::text[], $3::uuid[], $4::int[]) as k(newsroom_id, webhook_id, revision)
        using (newsroom_id, webhook_id, revision)
        where w.owner = $1`,
      [this.self, ...named(webhooks), webhooks.map(({ revision }) => revision)],
    );
    return rows.map((row) => row.webhook_id);
  }

  async release({ newsroom, id }: WebhookName): Promise<void> {
    await forNewsroom(this.source, newsroom).connection.query(
      `update relay.webhooks
          set owner = null,
              lease_until = null
        where newsroom_id = $1
          and webhook_id = $2
          and owner = $3`,
      [newsroom, id, this.self],
    );
  }
}

const named = (webhooks: readonly WebhookName[]): unknown[] => [
  webhooks.map(({ newsroom }) => newsroom),
  webhooks.map(({ id }) => id),
];
