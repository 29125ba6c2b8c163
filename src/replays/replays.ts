// The replays that were asked for: kept for ninety days, found and listed. Who carries them out works on the same table in
// replay-work.ts.
import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Rejection } from '../errors';
import type { CommandIdentity } from '../http/command-identity';
import { forNewsroom } from '../newsroom-rows';
import type { Replay, ReplayRequest } from './replay';
import { toReplay, type ReplayRow } from './replay-rows';

@Injectable()
export class Replays {
  constructor(private readonly source: DataSource) {}

  /**
   * A replay that waits to be carried out; the same one for the same Idempotency-Key, and for a person who asks again
   * while it waits. Refuses with `idempotency-key-reused`, or with `not-found` where
   * there is no such newsroom.
   */
  async ask(request: ReplayRequest, { commandId, requestMac }: CommandIdentity): Promise<Replay> {
    const waiting = requestMac ? undefined : await this.waiting(request);
    if (waiting) return waiting;
    await this.insert(request, commandId, requestMac);
    const [row] = await this.rows(request.newsroom, 'and command_id = $2', [commandId]);
    if (!row) throw new Rejection('not-found');
    if (requestMac && !(row.request_mac && timingSafeEqual(row.request_mac, requestMac)))
      throw new Rejection('idempotency-key-reused');
    return toReplay(row);
  }

  async find(newsroom: string, id: string): Promise<Replay | undefined> {
    const [row] = await this.rows(newsroom, 'and replay_id = $2', [id]);
    return row && toReplay(row);
  }

  /** Latest first; only those before the replay of that id, where one is given. */
  async page(newsroom: string, limit: number, before?: string): Promise<Replay[]> {
    const rows = await this.rows(
      newsroom,
      `and ($3::uuid is null or replay_id < $3)
     order by replay_id desc
     limit $2`,
      [limit, before ?? null],
    );
    return rows.map(toReplay);
  }

  private async waiting({ newsroom, by, projection, swap }: ReplayRequest): Promise<Replay | undefined> {
    const [row] = await this.rows(
      newsroom,
      `and status = 'waiting'
       and actor = $2
       and projection is not distinct from $3
       and swap = $4
     limit 1`,
      [by.sub, projection ?? null, swap],
    );
    return row && toReplay(row);
  }

  private async rows(
    newsroom: string,
    where: string,
    values: readonly unknown[],
  ): Promise<(ReplayRow & { request_mac: Buffer | null })[]> {
    const { rows } = await forNewsroom(this.source, newsroom).connection.query<
      ReplayRow & { request_mac: Buffer | null }
    >(
      `select *
         from ops.replays
        where newsroom_id = $1
          ${where}`,
      [newsroom, ...values],
    );
    return rows;
  }

  /** What is there already stays as it is. */
  private async insert(request: ReplayRequest, commandId: string, requestMac: Buffer | undefined): Promise<void> {
    const { newsroom, projection, projections, swap, by } = request;
    await forNewsroom(this.source, newsroom).connection.query(
      `insert into ops.replays (requested_at, replay_id, newsroom_id, command_id, request_mac,
                                projection, projections, swap, actor, actor_name, actor_role, status)
       select date_trunc('milliseconds', clock_timestamp()), $1, w.newsroom_id, $3, $4, $5, $6, $7, $8, $9, $10, 'waiting'
         from log.newsrooms w
        where w.newsroom_id = $2
           on conflict (newsroom_id, command_id) do nothing`,
      [uuidv7(), newsroom, commandId, requestMac, projection, projections, swap, by.sub, by.name, by.role],
    );
  }
}
