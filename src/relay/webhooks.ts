// The webhooks of newsrooms: made, found, listed, changed. Each change that whoever delivers has to know of raises the revision.
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { acrossNewsrooms, forNewsroom, type Connection } from '../newsroom-rows';
import type { WebhookName } from './leases';
import type { Webhook } from './webhook';
import { toWebhook, type WebhookRow } from './webhook-rows';

export interface NewWebhook extends WebhookName {
  readonly url: string;
  readonly description: string;
  readonly types: readonly string[] | null;
  /** Sealed. */
  readonly secret: Buffer;
  /** Everything behind this position is sent; what comes from now on unless given. */
  readonly after?: number;
}

@Injectable()
export class Webhooks {
  constructor(private readonly source: DataSource) {}

  async find({ newsroom, id }: WebhookName): Promise<Webhook | undefined> {
    const [row] = await rowsOf(forNewsroom(this.source, newsroom).connection, 'and webhook_id = $2', [newsroom, id]);
    return row;
  }

  /** Latest first; only those before the one of that id, where one is given. */
  page(newsroom: string, limit: number, before?: string): Promise<Webhook[]> {
    const rest = `and ($3::uuid is null or webhook_id < $3)
        order by webhook_id desc
        limit $2`;
    return rowsOf(forNewsroom(this.source, newsroom).connection, rest, [newsroom, limit, before ?? null]);
  }

  /** How many there are of all newsrooms, and how many of them are parked. */
  async count(): Promise<{ all: number; parked: number }> {
    const text = `
      select count(*), count(parked_at) as parked
        from relay.webhooks`;
    const [row] = await acrossNewsrooms(this.source).query<{ count: string; parked: string }[]>(text);
    return { all: Number(row?.count), parked: Number(row?.parked) };
  }
}

/** Refuses with `not-found` where there is no such newsroom. */
export async function insertWebhook(client: PoolClient, webhook: NewWebhook): Promise<Webhook> {
  const { newsroom, id, url, description, types, secret, after = null } = webhook;
  const { rows } = await client.query<WebhookRow>(
    `insert into relay.webhooks (created_at, changed_at, newsroom_id, webhook_id, url, description, types, secret, position)
     select ${now}, ${now}, w.newsroom_id, $2, $3, $4, $5, $6,
            coalesce($7, w.position)
       from log.ends w
      where w.newsroom_id = $1
     returning *`,
    [newsroom, id, url, description, types, secret, after],
  );
  return one(rows);
}

/** `set` is SQL of our own, its values from $3 on. Refuses with `not-found`. */
export async function updateWebhook(
  client: PoolClient,
  { newsroom, id }: WebhookName,
  set: string,
  values: readonly unknown[] = [],
): Promise<Webhook> {
  const { rows } = await client.query<WebhookRow>(
    `update relay.webhooks
        set revision = revision + 1,
            changed_at = ${now},
            ${set}
      where newsroom_id = $1
        and webhook_id = $2
     returning *`,
    [newsroom, id, ...values],
  );
  return one(rows);
}

/** Refuses with `not-found`. */
export async function deleteWebhook(client: PoolClient, { newsroom, id }: WebhookName): Promise<Webhook> {
  const { rows } = await client.query<WebhookRow>(
    `delete
       from relay.webhooks
      where newsroom_id = $1
        and webhook_id = $2
     returning *`,
    [newsroom, id],
  );
  return one(rows);
}

/** What waits is tried again at once, and has its whole time before it. */
export async function hurryLanes(client: PoolClient, { newsroom, id }: WebhookName): Promise<void> {
  await client.query(
    `update relay.lanes
        set given_up = false,
            retry_at = clock_timestamp(),
            failing_since = clock_timestamp()
      where newsroom_id = $1
        and webhook_id = $2`,
    [newsroom, id],
  );
}

export async function deleteLanes(client: PoolClient, { newsroom, id }: WebhookName): Promise<void> {
  await client.query(
    `delete
       from relay.lanes
      where newsroom_id = $1
        and webhook_id = $2`,
    [newsroom, id],
  );
}

const now = `date_trunc('milliseconds', clock_timestamp())`;

async function rowsOf(connection: Connection, rest: string, values: unknown[]): Promise<Webhook[]> {
  const { rows } = await connection.query<WebhookRow>(
    `select *
         from relay.webhooks
        where newsroom_id = $1
          ${rest}`,
    values,
  );
  return rows.map(toWebhook);
}

function one(rows: readonly WebhookRow[]): Webhook {
  const [row] = rows;
  if (!row) throw new Rejection('not-found');
  return toWebhook(row);
}
