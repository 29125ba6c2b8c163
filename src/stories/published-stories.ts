// The read model of what readers see now: which stories there are, under which address, in which order.
// The bytes themselves are the log's; a row only says at which position they lie.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { publishedStory, type PublishedVersion } from './published-version';

@Injectable()
export class PublishedStories implements Projection {
  readonly name = 'published-stories';
  readonly tables = ['stories', 'story_slugs'];

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
