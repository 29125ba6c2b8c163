// Each person's unsaved text of each article: overwritten, in no log and no read model, gone after seven days. The
// database's clock decides, so that several servers agree.
import { Injectable, Logger, type BeforeApplicationShutdown, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import { forNewsroom } from '../newsroom-rows';

/** Whose text of which article. */
export interface BufferKey {
  readonly newsroom: string;
  readonly article: string;
  /** The token's `sub`. */
  readonly owner: string;
}

export interface BufferedText {
  /** Content-Type as it was sent. */
  readonly mediaType: string;
  readonly bytes: Buffer;
  readonly baseRevision: number | null;
}

export interface SavedText extends BufferedText {
  readonly savedAt: Date;
}

const lifetime = 7 * 24 * 60 * 60_000;
/** Milliseconds between deletions of what nobody can read any more. */
const slow = 60 * 60_000;

@Injectable()
export class Buffers implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Buffers.name);
  private timer: NodeJS.Timeout | undefined;
  private deleting: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.deleteExpired(), slow).unref();
    this.deleteExpired();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.deleting;
  }

  /** Takes the place of what was there. */
  async write(
    { newsroom, article, owner }: BufferKey,
    text: BufferedText,
  ): Promise<{ savedAt: Date; expiresAt: Date }> {
    const [row] = await forNewsroom(this.dataSource, newsroom).query<{ saved_at: Date }[]>(
      `
insert into desk.buffers (saved_at, newsroom_id, article_id, owner, media_type, base_revision, bytes)
values (date_trunc('milliseconds', clock_timestamp()), $1, $2, $3, $4, $5, $6)
    on conflict (newsroom_id, article_id, owner) do update
   set saved_at = excluded.saved_at,
       media_type = excluded.media_type,
       base_revision = excluded.base_revision,
       bytes = excluded.bytes
returning saved_at`,
      [newsroom, article, owner, text.mediaType, text.baseRevision, text.bytes],
    );
    const savedAt = row?.saved_at ?? new Date(NaN);
    return { savedAt, expiresAt: new Date(savedAt.getTime() + lifetime) };
  }

  /** Undefined where there is none, or none any more. */
  async read({ newsroom, article, owner }: BufferKey): Promise<SavedText | undefined> {
    const [row] = await forNewsroom(this.dataSource, newsroom).query<BufferRow[]>(
      `
select saved_at, media_type, base_revision, bytes
  from desk.buffers
 where newsroom_id = $1
   and article_id = $2
   and owner = $3
   and saved_at > clock_timestamp() - make_interval(secs => $4)`,
      [newsroom, article, owner, lifetime / 1000],
    );
    if (!row) return undefined;
    const { saved_at: savedAt, media_type: mediaType, base_revision: baseRevision, bytes } = row;
    return { savedAt, mediaType, baseRevision, bytes };
  }

  async discard({ newsroom, article, owner }: BufferKey): Promise<void> {
    await forNewsroom(this.dataSource, newsroom).query(
      `
delete from desk.buffers
 where newsroom_id = $1
   and article_id = $2
   and owner = $3`,
      [newsroom, article, owner],
    );
  }

  /** Of all newsrooms. Any number of servers may do so at once. */
  private deleteExpired(): void {
    this.deleting = this.deleteOfAll().catch((error: unknown) =>
      this.logger.warn(`Expired buffers were not deleted: ${String(error)}`),
    );
  }

  /** Newsroom by newsroom: no statement deletes across them. */
  private async deleteOfAll(): Promise<void> {
    for (const newsroom of await this.store.newsrooms()) await this.deleteOf(newsroom);
  }

  private async deleteOf(newsroom: string): Promise<void> {
    await forNewsroom(this.dataSource, newsroom).query(
      `
delete from desk.buffers
 where newsroom_id = $1
   and saved_at <= clock_timestamp() - make_interval(secs => $2)`,
      [newsroom, lifetime / 1000],
    );
  }
}

interface BufferRow {
  readonly saved_at: Date;
  readonly media_type: string;
  readonly base_revision: number | null;
  readonly bytes: Buffer;
}
