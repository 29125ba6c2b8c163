// The read model of the newsroom's corrections: what readers were told of changes, and what staff know beside it.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { EventStore } from '../event-store/event-store';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { forNewsroom } from '../newsroom-rows';
import { correctionRow, mayTell, type CorrectionRow } from './correction-row';

export interface CorrectionListing {
  readonly newsroom: string;
  readonly kinds: readonly string[];
  /** Only what was told at that time or later, RFC 3339. */
  readonly since?: string;
  /** Only what was told before that position. */
  readonly before?: number;
  /** Whether those of unpublished stories are among them. */
  readonly unpublished: boolean;
  readonly limit: number;
}

/** A row with its story as it is now; `position` is a bigint, which arrives as text. */
export interface ListedCorrection extends Pick<CorrectionRow, 'story_id' | 'version' | 'kind' | 'note' | 'staff'> {
  readonly position: string;
  readonly told_at: Date;
  readonly slug: string;
  readonly headline: string;
  readonly language: string;
}

@Injectable()
export class Corrections implements Projection {
  readonly name = 'corrections';
  readonly tables = ['corrections'];

  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const rows: CorrectionRow[] = [];
    for (const event of events) if (mayTell(event.type)) rows.push(...(await this.rowOf(event)));
    if (rows.length === 0) return;
    await manager.query('insert into corrections select * from json_populate_recordset(null::corrections, $1::json)', [
      JSON.stringify(rows),
    ]);
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { corrections: 'story_id' }, manager);
  }

  /** Newest first. */
  page({ newsroom, kinds, since, before, unpublished, limit }: CorrectionListing): Promise<ListedCorrection[]> {
    return forNewsroom(this.dataSource, newsroom).query<ListedCorrection[]>(
      `
select c.position, c.story_id, c.version, c.kind, c.note, c.told_at, c.staff, s.slug, s.headline, s.language
  from corrections c
  join stories s on s.newsroom_id = c.newsroom_id and s.story_id = c.story_id
 where c.newsroom_id = $1
   and c.kind = any ($2::text[])
   and ($3::timestamptz is null or c.told_at >= $3)
   and ($4::bigint is null or c.position < $4)
   and ($5 or s.status <> 'unpublished')
 order by c.position desc
 limit $6`,
      [newsroom, kinds, since ?? null, before ?? null, unpublished, limit],
    );
  }

  /** All of the story's events have to be looked at: corrections are rare, and how long an error stood is in the versions. */
  private async rowOf({ newsroom, streamId, revision }: StoredEvent): Promise<CorrectionRow[]> {
    const row = correctionRow(await this.store.readStream(newsroom, streamId, { upTo: revision }));
    return row ? [row] : [];
  }
}
