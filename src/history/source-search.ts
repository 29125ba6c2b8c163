// How the sources index is asked: sources by their words, and what rests on one.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { Source } from '../articles/content';
import { forNewsroom } from '../newsroom-rows';
import type { Reliance } from './source-uses';

export interface SourceListing {
  readonly newsroom: string;
  readonly words?: string;
  /** Sources that are found whatever the words: what the query is the DOI or the address of. */
  readonly ids: readonly string[];
  /** Its pages and those of its subdomains. */
  readonly domain?: string;
  readonly type?: string;
  /** Only sources behind this one. */
  readonly behind?: SourcePlace;
  readonly limit: number;
}

export interface SourcePlace {
  readonly title: string;
  readonly id: string;
}

export interface FoundSource extends SourcePlace {
  readonly source: Source;
  readonly articles: number;
  readonly stories: number;
}

/** Where a list of uses goes on: live stories first, then the latest articles. */
export interface UsePlace {
  readonly live: boolean;
  readonly article: string;
  readonly key: string;
}

export interface FoundUse extends UsePlace {
  readonly headline: string;
  readonly status: string;
  readonly slug: string | null;
  readonly version: number | null;
  readonly first: number | null;
  readonly last: number | null;
  readonly working: Reliance | null;
  readonly pinned: Reliance | null;
  readonly published: Reliance | null;
}

/** Whether the story that readers have rests on it: its last version does, and was not taken down. */
const inStory = `(u.last_version is not null and u.last_version = a.version and a.status <> 'unpublished')`;

@Injectable()
export class SourceSearch {
  constructor(private readonly dataSource: DataSource) {}

  /** By title. What nothing rests on, nor ever was published, is not told. */
  page({ newsroom, words, ids, domain, type, behind, limit }: SourceListing): Promise<FoundSource[]> {
    return forNewsroom(this.dataSource, newsroom).query<FoundSource[]>(
      `
select s.source_id as id, s.title, s.source, ${counts}
  from searched_sources s
 where s.newsroom_id = $1
   and ($2::text is null
        or s.vector @@ websearch_to_tsquery('simple', $2)
        or s.source_id = any ($3::uuid[]))
   and ($4::text is null or s.host = $4 or right(s.host, length($4) + 1) = '.' || $4)
   and ($5::text is null or s.type = $5)
   and ($6::text is null or (s.title collate "C", s.source_id) > ($6, $7::uuid))
   and exists (select
                 from source_uses u
                where u.newsroom_id = s.newsroom_id
                  and u.source_id = s.source_id)
 order by s.title collate "C", s.source_id
 limit $8`,
      [newsroom, words, ids, domain, type, behind?.title, behind?.id, limit],
    );
  }

  async one(newsroom: string, id: string): Promise<FoundSource | undefined> {
    const [found] = await forNewsroom(this.dataSource, newsroom).query<FoundSource[]>(
      `
select s.source_id as id, s.title, s.source, ${counts}
  from searched_sources s
 where s.newsroom_id = $1
   and s.source_id = $2`,
      [newsroom, id],
    );
    return found;
  }

  /** Everything that rests, or in a published version rested, on the source. */
  uses(asked: { newsroom: string; source: string; behind?: UsePlace; limit: number }): Promise<FoundUse[]> {
    const { newsroom, source, behind, limit } = asked;
    return forNewsroom(this.dataSource, newsroom).query<FoundUse[]>(
      `
select n.*
  from (select u.article_id as article, u.key, u.first_version as first, u.last_version as last,
               u.working, u.pinned, u.published, a.headline, a.status, a.slug, a.version, ${inStory} as live
          from source_uses u
          join source_articles a on a.newsroom_id = u.newsroom_id and a.article_id = u.article_id
         where u.newsroom_id = $1
           and u.source_id = $2) n
 where $3::bool is null
    or (not n.live and $3)
    or (n.live = $3 and (n.article < $4::uuid or (n.article = $4::uuid and n.key > $5)))
 order by n.live desc, n.article desc, n.key
 limit $6`,
      [newsroom, source, behind?.live, behind?.article, behind?.key, limit],
    );
  }
}

const counts = `(select count(distinct u.article_id)::int
          from source_uses u
         where u.newsroom_id = s.newsroom_id
           and u.source_id = s.source_id) as articles,
       (select count(distinct u.article_id)::int
          from source_uses u
          join source_articles a on a.newsroom_id = u.newsroom_id and a.article_id = u.article_id
         where u.newsroom_id = s.newsroom_id
           and u.source_id = s.source_id
           and ${inStory}) as stories`;
