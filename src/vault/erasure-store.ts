// Erasures as the database has them: what is kept of an article, and what was asked for.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { forNewsroom } from '../newsroom-rows';

export interface ErasureRow {
  readonly erasure_id: string;
  readonly article_id: string;
  readonly requested_at: Date;
  readonly approved_at: Date | null;
  readonly position: string | null;
  readonly request: unknown;
  readonly listing: unknown;
}

export interface ServedRow {
  readonly position: string;
  readonly media_type: string;
  readonly bytes: Buffer;
  readonly erased_at: Date | null;
}

export interface NewErasure extends Pick<ErasureRow, 'erasure_id' | 'article_id' | 'request' | 'listing'> {
  readonly requestMac?: Buffer;
}

@Injectable()
export class ErasureStore {
  constructor(private readonly dataSource: DataSource) {}

  served(newsroom: string, stream: string): Promise<ServedRow[]> {
    return forNewsroom(this.dataSource, newsroom).query(
      `
select position, media_type, bytes, erased_at
  from log.served
 where newsroom_id = $1
   and stream_id = $2
 order by position, media_type collate "C"`,
      [newsroom, stream],
    );
  }

  answers(newsroom: string, streams: readonly string[]): Promise<{ id: string; result: string }[]> {
    return forNewsroom(this.dataSource, newsroom).query(
      `
select command_id as id, result::text as result
  from log.commands
 where newsroom_id = $1
   and stream_id = any ($2)
   and result is not null
 order by position, command_id`,
      [newsroom, streams],
    );
  }

  buffers(newsroom: string, article: string): Promise<{ owner: string; bytes: Buffer }[]> {
    return forNewsroom(this.dataSource, newsroom).query(
      `
select owner, bytes
  from desk.buffers
 where newsroom_id = $1
   and article_id = $2
 order by owner`,
      [newsroom, article],
    );
  }

  async snapshots(newsroom: string, streams: readonly string[]): Promise<number> {
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ snapshots: string }[]>(
      `
select count(*) as snapshots
  from log.snapshots
 where newsroom_id = $1
   and stream_id = any ($2)`,
      [newsroom, streams],
    );
    return Number(rows[0]?.snapshots ?? 0);
  }

  /** Of those ids the identities that the vault has. */
  async identities(newsroom: string, article: string, ids: readonly string[]): Promise<string[]> {
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ identity_id: string }[]>(
      `
select identity_id
  from vault.identities
 where newsroom_id = $1
   and article_id = $2
   and identity_id = any ($3)
 order by identity_id`,
      [newsroom, article, ids],
    );
    return rows.map(({ identity_id }) => identity_id);
  }

  /** Asked for, and not approved. */
  requests(newsroom: string, article: string): Promise<{ id: string; text: string }[]> {
    return forNewsroom(this.dataSource, newsroom).query(
      `
select erasure_id as id, request::text as text
  from log.erasures
 where newsroom_id = $1
   and article_id = $2
   and approved_at is null
 order by requested_at, erasure_id`,
      [newsroom, article],
    );
  }

  /** Once, however often it is asked for under that id; false where another request took the id. */
  async keep(newsroom: string, { requestMac, ...row }: NewErasure): Promise<boolean> {
    const { erasure_id, article_id, request, listing } = row;
    await forNewsroom(this.dataSource, newsroom).query(
      `
insert into log.erasures (newsroom_id, erasure_id, article_id, request, listing, request_mac)
values ($1, $2, $3, $4, $5, $6)
    on conflict do nothing`,
      [newsroom, erasure_id, article_id, JSON.stringify(request), JSON.stringify(listing), requestMac],
    );
    const [kept] = await forNewsroom(this.dataSource, newsroom).query<{ request_mac: Buffer | null }[]>(
      'select request_mac from log.erasures where newsroom_id = $1 and erasure_id = $2',
      [newsroom, erasure_id],
    );
    return !requestMac || (kept?.request_mac?.equals(requestMac) ?? false);
  }

  async relist(newsroom: string, erasure: string, listing: unknown): Promise<void> {
    await forNewsroom(this.dataSource, newsroom).query(
      `
update log.erasures
   set listing = $3
 where newsroom_id = $1
   and erasure_id = $2
   and approved_at is null`,
      [newsroom, erasure, JSON.stringify(listing)],
    );
  }

  /** Latest first; one where an id is named. */
  find(
    newsroom: string,
    asked: { readonly id?: string; readonly before?: string; readonly limit: number },
  ): Promise<ErasureRow[]> {
    return forNewsroom(this.dataSource, newsroom).query(
      `
select erasure_id, article_id, requested_at, approved_at, position, request, listing
  from log.erasures
 where newsroom_id = $1
   and ($2::uuid is null or erasure_id = $2)
   and ($3::uuid is null
        or (requested_at, erasure_id) < (select b.requested_at, b.erasure_id
                                           from log.erasures b
                                          where b.newsroom_id = $1
                                            and b.erasure_id = $3))
 order by requested_at desc, erasure_id desc
 limit $4`,
      [newsroom, asked.id ?? null, asked.before ?? null, asked.limit],
    );
  }
}
