// The read model of what readers see now: which stories there are, under which address, in which order.
// The bytes themselves are the log's; a row only says at which position they lie.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import type { Actor } from '../identity/actor';
import { audienceOf, type Withholding } from '../vault/withholding';
import { forNewsroom } from '../newsroom-rows';
import { Withholdings } from '../vault/withholdings';
import { PublishedStory } from './published-story.entity';
import { filtered, type StoryFilter } from './story-filter';
import { storyMove, type PublishedVersion, type StoryMove, type TakenBack } from './published-version';

export type VersionOf = Pick<PublishedStory, 'newsroom' | 'id' | 'version'>;

export interface StoryListing extends StoryFilter {
  readonly newsroom: string;
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

  constructor(
    private readonly dataSource: DataSource,
    private readonly withholdings: Withholdings,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    for (const run of runsOf(events.flatMap((event) => storyMove(event) ?? []))) {
      const versions = run.filter((move) => move.status === 'published');
      if (versions.length > 0) await this.keepStories(versions, manager);
      if (versions.length > 0) await this.keepSlugs(versions, manager);
      const takenBack = run.filter((move) => move.status !== 'published');
      if (takenBack.length > 0) await this.takeBack(takenBack, manager);
    }
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { stories: 'story_id', story_slugs: 'story_id' }, manager);
  }

  /** The story that has, or had, that address, whatever became of it; its own slug is the address that it has now. */
  at(newsroom: string, slug: string): Promise<PublishedStory | null> {
    return forNewsroom(this.dataSource, newsroom).with((manager) =>
      manager
        .getRepository(PublishedStory)
        .createQueryBuilder('s')
        .innerJoin('story_slugs', 'a', 'a.newsroom_id = s.newsroom_id and a.story_id = s.story_id')
        .where('a.newsroom_id = :newsroom and a.slug = :slug', { newsroom, slug })
        .getOne(),
    );
  }

  /** Whether that version is withheld from whoever asks, and how; undefined where it may be seen. */
  withheld({ newsroom, id, version }: VersionOf, actor?: Actor): Withholding | undefined {
    return this.withholdings.version({ newsroom, article: id }, audienceOf(actor), version);
  }

  /** Those that readers may see, latest first publication first. */
  page({ newsroom, tag, category, language, behind, limit }: StoryListing): Promise<PublishedStory[]> {
    return forNewsroom(this.dataSource, newsroom).with((manager) => {
      const rows = manager
        .getRepository(PublishedStory)
        .createQueryBuilder('s')
        .where(`s.newsroom = :newsroom and s.status <> 'unpublished'`, { newsroom });
      filtered(rows, { tag, category, language });
      if (behind) rows.andWhere('(s.firstPublishedAt, s.id) < (:firstPublishedAt, :id)', behind);
      return rows.orderBy('s.firstPublishedAt', 'DESC').addOrderBy('s.id', 'DESC').limit(limit).getMany();
    });
  }

  /** Position of the last event that moved a story; 0 when none did. */
  async lastMove(newsroom: string): Promise<number> {
    const text = 'select max(position) as position from stories where newsroom_id = $1';
    const rows = forNewsroom(this.dataSource, newsroom);
    const [row] = await rows.query<{ position: string | null }[]>(text, [newsroom]);
    return Number(row?.position ?? 0);
  }

  /** The stories that moved behind that position and where to; `all` when they are too many to name. */
  async movedAfter(newsroom: string, position: number): Promise<ReadonlyMap<string, number> | 'all'> {
    const text = `
select story_id, position
  from stories
 where newsroom_id = $1
   and position > $2
 limit $3`;
    const rows = forNewsroom(this.dataSource, newsroom);
    const moved = await rows.query<{ story_id: string; position: string }[]>(text, [newsroom, position, countable]);
    if (moved.length === countable) return 'all';
    return new Map(moved.map((row) => [row.story_id, Number(row.position)]));
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
       modified_at = greatest(excluded.modified_at, stories.modified_at + interval '1 second'),
       legal = excluded.legal,
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

  private async takeBack(moves: readonly TakenBack[], manager: EntityManager): Promise<void> {
    await manager.query(
      `
update stories s
   set position = n.position,
       updated_at = n.updated_at,
       modified_at = greatest(n.modified_at, s.modified_at + interval '1 second'),
       status = n.status,
       legal = n.legal,
       served = n.served
  from jsonb_populate_recordset(null::stories, $1::jsonb) as n
 where s.newsroom_id = n.newsroom_id
   and s.story_id = n.story_id`,
      [JSON.stringify(moves)],
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

/** The moves in order, cut so that no run has two of one story: one statement cannot touch a row twice. */
function runsOf(moves: readonly StoryMove[]): StoryMove[][] {
  const runs: StoryMove[][] = [];
  let touched = new Set<string>();
  for (const move of moves) {
    if (runs.length === 0 || touched.has(move.story_id)) {
      runs.push([]);
      touched = new Set();
    }
    touched.add(move.story_id);
    runs.at(-1)?.push(move);
  }
  return runs;
}
