// The read model of what readers see now: which stories there are, under which address, in which order.
// The bytes themselves are the log's; a row only says at which position they lie.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { PublishedStory } from './published-story.entity';
import { publishedStory, type PublishedVersion } from './published-version';

export interface StoryListing {
  readonly newsroom: string;
  readonly tag?: string;
  readonly category?: string;
  readonly language?: string;
  /** Only stories behind this one. */
  readonly behind?: Pick<PublishedStory, 'firstPublishedAt' | 'id'>;
  readonly limit: number;
}

/** More stories than this having moved at once, all are taken to have. */
const countable = 1_000;

@Injectable()
export class PublishedStories implements Projection {
  readonly name = 'published-stories';
  readonly tables = ['stories', 'story_slugs'];

  constructor(private readonly dataSource: DataSource) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const versions = events.flatMap((event) => publishedStory(event) ?? []);
    // A run may hold two versions of one story, and one statement cannot touch a row twice: one by one where it does.
    const distinct = new Set(versions.map(({ story_id }) => story_id)).size === versions.length;
    for (const run of distinct ? [versions] : versions.map((version) => [version])) {
      if (run.length === 0) continue;
      await this.keepStories(run, manager);
      await this.keepSlugs(run, manager);
    }
  }

  /** The story that readers have at that address. */
  async at(newsroom: string, slug: string): Promise<PublishedStory | null> {
    return this.dataSource
      .getRepository(PublishedStory)
      .createQueryBuilder('s')
      .innerJoin('story_slugs', 'a', 'a.newsroom_id = s.newsroom_id and a.story_id = s.story_id and a.current')
      .where('a.newsroom_id = :newsroom and a.slug = :slug', { newsroom, slug })
      .getOne();
  }

  /** Latest first publication first. */
  page({ newsroom, tag, category, language, behind, limit }: StoryListing): Promise<PublishedStory[]> {
    const rows = this.dataSource
      .getRepository(PublishedStory)
      .createQueryBuilder('s')
      .where('s.newsroom = :newsroom', { newsroom });
    if (tag !== undefined) rows.andWhere('s.tags @> array[:tag]::text[]', { tag });
    if (category !== undefined) rows.andWhere('s.category = :category', { category });
    if (language !== undefined) rows.andWhere('s.language = :language', { language });
    if (behind) rows.andWhere('(s.firstPublishedAt, s.id) < (:firstPublishedAt, :id)', behind);
    return rows.orderBy('s.firstPublishedAt', 'DESC').addOrderBy('s.id', 'DESC').limit(limit).getMany();
  }

  /** Position of the last event that moved a story; 0 when none did. */
  async lastMove(newsroom: string): Promise<number> {
    const rows = await this.dataSource.query<{ position: string | null }[]>(
      'select max(position) as position from stories where newsroom_id = $1',
      [newsroom],
    );
    return Number(rows[0]?.position ?? 0);
  }

  /** The stories that moved behind that position and where to; `all` when they are too many to name. */
  async movedAfter(newsroom: string, position: number): Promise<ReadonlyMap<string, number> | 'all'> {
    const rows = await this.dataSource.query<{ story_id: string; position: string }[]>(
      `
select story_id, position
  from stories
 where newsroom_id = $1
   and position > $2
 limit $3`,
      [newsroom, position, countable],
    );
    if (rows.length === countable) return 'all';
    return new Map(rows.map((row) => [row.story_id, Number(row.position)]));
  }

  private async keepStories(versions: readonly PublishedVersion[], manager: EntityManager): Promise<void> {
    await manager.query(
      `
insert into stories
select *
  from jsonb_populate_recordset(null::stories, $1::jsonb)
    on conflict (newsroom_id, story_id) do update
   set position = excluded.position,
       updated_at = excluded.updated_at,
       version = excluded.version,
       status = excluded.status,
       slug = excluded.slug,
       headline = excluded.headline,
       language = excluded.language,
       category = excluded.category,
       tags = excluded.tags,
       served = excluded.served`,
      [JSON.stringify(versions)],
    );
  }

  private async keepSlugs(versions: readonly PublishedVersion[], manager: EntityManager): Promise<void> {
    const slugs = versions.map(({ newsroom_id, story_id, slug }) => ({ newsroom_id, story_id, slug, current: true }));
    const parameters = [JSON.stringify(slugs)];
    await manager.query(
      `
update story_slugs
   set current = false
  from jsonb_populate_recordset(null::story_slugs, $1::jsonb) as now
 where story_slugs.newsroom_id = now.newsroom_id
   and story_slugs.story_id = now.story_id
   and story_slugs.slug <> now.slug
   and story_slugs.current`,
      parameters,
    );
    // Publishing refuses an address in use; were one let through, the first to have it keeps it and the rest go on.
    await manager.query(
      `
insert into story_slugs
select *
  from jsonb_populate_recordset(null::story_slugs, $1::jsonb)
    on conflict (newsroom_id, slug) do update
   set current = true
 where story_slugs.story_id = excluded.story_id`,
      parameters,
    );
  }
}
