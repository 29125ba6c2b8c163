// Word of appends between processes by LISTEN and NOTIFY. Word may be late or lost and nothing rests on it: whoever
// listens also looks by himself from time to time.
import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import type { Notification, PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { poolOf } from '../data-source';
import { EventStore } from './event-store';

const channel = 'stet_appended';
/** Milliseconds over which appends are gathered into one notification. */
const gather = 20;
/** Milliseconds until a lost connection is opened again. */
const reconnect = 1_000;

@Injectable()
export class Wake implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly self = randomUUID();
  private readonly pending = new Map<string, number>();
  private sending: NodeJS.Timeout | undefined;
  private reconnecting: NodeJS.Timeout | undefined;
  private connection: PoolClient | undefined;
  private unsubscribe: (() => void) | undefined;
  private stopped = false;

  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.start();
  }

  /** Before the pool is closed, which waits for every connection that somebody holds. */
  beforeApplicationShutdown(): void {
    this.stop();
  }

  async start(): Promise<void> {
    this.unsubscribe = this.store.onAppended((newsroom, position, what) => {
      if (what !== 'of others') this.gather(newsroom, position);
    });
    await this.listen();
  }

  stop(): void {
    this.stopped = true;
    this.unsubscribe?.();
    clearTimeout(this.sending);
    clearTimeout(this.reconnecting);
    this.connection?.release(true);
    this.connection = undefined;
  }

  /** A connection of its own: notifications arrive on the one that listens. */
  private async listen(): Promise<void> {
    try {
      const connection = await poolOf(this.source).connect();
      connection.on('error', () => this.lost(connection));
      connection.on('notification', (notification) => this.heard(notification));
      this.connection = connection;
      await connection.query(`listen ${channel}`);
      if (this.stopped) this.stop();
    } catch {
      this.lost(this.connection);
    }
  }

  private lost(connection: PoolClient | undefined): void {
    if (connection !== undefined && connection === this.connection) {
      this.connection = undefined;
      connection.release(true);
    }
    clearTimeout(this.reconnecting);
    if (!this.stopped) this.reconnecting = setTimeout(() => void this.listen(), reconnect);
  }

  private gather(newsroom: string, position: number): void {
    this.pending.set(newsroom, Math.max(position, this.pending.get(newsroom) ?? 0));
    this.sending ??= setTimeout(() => void this.send(), gather);
  }

  /** Outside the append's transaction: NOTIFY takes a lock of the whole cluster until its transaction ends. */
  private async send(): Promise<void> {
    this.sending = undefined;
    const words = [...this.pending].map(([newsroom, position]) => `${this.self} ${newsroom} ${position}`);
    this.pending.clear();
    await poolOf(this.source)
      .query(`select pg_notify('${channel}', word) from unnest($1::text[]) as word`, [words])
      .catch(() => undefined); // lost word is made up for by the listener's own timer
  }

  private heard({ payload = '' }: Notification): void {
    const [sender, newsroom, position] = payload.split(' ');
    if (sender === this.self || newsroom === undefined) return;
    this.store.announce(newsroom, Number(position), 'of others');
  }
}
