// Looks for identities whose request was broken off between their row and the event that was to name them: those that an
// event names after all are kept, the others go. A few times a day, on any number of servers.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import { forNewsroom } from '../newsroom-rows';

/** How long a request may take at the very most, as an interval of PostgreSQL. */
const grace = '1 hour';
const everyMilliseconds = 3_600_000;

/** The log names it: the id stands in the payload of an event of its article. */
const named = `exists (
           select
             from log.events e
            where e.newsroom_id = i.newsroom_id
              and e.stream_id = i.article_id
              and strpos(e.payload::text, i.identity_id::text) > 0)`;

@Injectable()
export class UnnamedIdentities implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(UnnamedIdentities.name);
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    private readonly dataSource: DataSource,
    private readonly host: HttpAdapterHost,
  ) {}

  onApplicationBootstrap(): void {
    const served = this.host.httpAdapter as unknown;
    if (!served) return;
    this.timer = setInterval(() => this.look(), everyMilliseconds).unref();
    this.look();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  /** Of every newsroom. `older`: than which rows are looked at, as an interval of PostgreSQL. */
  async settle(older = grace): Promise<void> {
    for (const newsroom of await this.store.newsrooms()) {
      await this.keepNamed(newsroom, older);
      await this.forgetOthers(newsroom, older);
    }
  }

  private look(): void {
    this.looking = this.settle().catch((error: unknown) =>
      this.logger.warn(`Identities that no event names cannot be looked for: ${String(error)}`),
    );
  }

  private async keepNamed(newsroom: string, older: string): Promise<void> {
    const text = `
      update vault.identities i
         set kept = true
       where i.newsroom_id = $1
         and not i.kept
         and i.created_at < now() - $2::interval
         and ${named}`;
    await forNewsroom(this.dataSource, newsroom).connection.query(text, [newsroom, older]);
  }

  private async forgetOthers(newsroom: string, older: string): Promise<void> {
    const text = `
      delete from vault.identities i
       where i.newsroom_id = $1
         and not i.kept
         and i.created_at < now() - $2::interval
         and not ${named}`;
    await forNewsroom(this.dataSource, newsroom).connection.query(text, [newsroom, older]);
  }
}
