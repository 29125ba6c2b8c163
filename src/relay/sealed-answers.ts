// Commands on webhooks, each one transaction; with an Idempotency-Key once, and answered again as the first time. The
// log keeps answers of other commands; these may hold a secret, so they are kept here, sealed, for thirty days.
import { Injectable } from '@nestjs/common';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { connectionOf } from '../event-store/log-connection';
import type { CommandIdentity } from '../http/command-identity';
import { forNewsroom } from '../newsroom-rows';
import { SecretBox } from './secret-box';

const lifetime = '30 days';

@Injectable()
export class SealedAnswers {
  constructor(
    private readonly source: DataSource,
    private readonly box: SecretBox,
  ) {}

  /** What `work` answers, which has to be JSON. Refuses with `idempotency-key-reused`, and as `work` does. */
  carryOut<T>(newsroom: string, identity: CommandIdentity, work: (client: PoolClient) => Promise<T>): Promise<T> {
    const { commandId, requestMac } = identity;
    return forNewsroom(this.source, newsroom).transaction(async (manager) => {
      const client = await connectionOf(manager);
      if (!requestMac) return work(client);
      if (!(await begin(client, [newsroom, commandId, requestMac])))
        return this.answered<T>(client, newsroom, identity);
      const answer = await work(client);
      await this.keep(client, newsroom, commandId, answer);
      return answer;
    });
  }

  private async keep(client: PoolClient, newsroom: string, commandId: string, answer: unknown): Promise<void> {
    await client.query(
      `update relay.commands
          set answer = $3
        where newsroom_id = $1
          and command_id = $2`,
      [newsroom, commandId, this.box.seal(JSON.stringify(answer), answerOf(newsroom, commandId))],
    );
  }

  private async answered<T>(
    client: PoolClient,
    newsroom: string,
    { commandId, requestMac }: CommandIdentity,
  ): Promise<T> {
    const { rows } = await client.query<{ request_mac: Buffer; answer: Buffer }>(
      `select request_mac, answer
         from relay.commands
        where newsroom_id = $1
          and command_id = $2`,
      [newsroom, commandId],
    );
    const [row] = rows;
    if (!row || !requestMac?.equals(row.request_mac)) throw new Rejection('idempotency-key-reused');
    return JSON.parse(this.box.open(row.answer, answerOf(newsroom, commandId))) as T; // written by `keep`
  }
}

/** False where it was carried out before; one that is being carried out is waited for. */
async function begin(client: PoolClient, values: readonly [string, string, Buffer]): Promise<boolean> {
  await client.query(
    `delete
       from relay.commands
      where newsroom_id = $1
        and recorded_at < clock_timestamp() - interval '${lifetime}'`,
    [values[0]],
  );
  const { rowCount } = await client.query(
    `insert into relay.commands (recorded_at, newsroom_id, command_id, request_mac)
     values (clock_timestamp(), $1, $2, $3)
         on conflict do nothing`,
    [...values],
  );
  return rowCount === 1;
}

const answerOf = (newsroom: string, commandId: string): string => `webhook-answer/v1 ${newsroom} ${commandId}`;
