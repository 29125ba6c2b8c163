// The read model of sources: what each says as it was last given, and every article and version that rests on it. How it is
// asked is in source-search.ts.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Article } from '../articles/article';
import { recorded } from '../articles/recorded';
import { ArticlePassages, type Run } from '../articles/article-passages';
import { isArticleEvent } from '../articles/event-codec';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { connectionOf } from '../event-store/log-connection';
import { readLog } from '../event-store/log-reader';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { sourceRow, sourcesGiven, type SourceRow } from './source-row';
import { changedUses, type Passing, type UseRow } from './source-uses';

/** Events of the log at a time. */
const page = 1_000;

interface ArticleRow {
  readonly newsroom_id: string;
  readonly article_id: string;
  readonly version: number | null;
  readonly status: string;
  readonly headline: string;
  readonly slug: string | null;
}

@Injectable()
export class SourcesIndex implements Projection {
  readonly name = 'sources';
  readonly tables = ['sources', 'source_uses', 'source_articles'];
  readonly isUnhurried = true;

  constructor(private readonly passages: ArticlePassages) {}

  /** A statement for each table of which the run changes something: an edit that touches no cited sentence changes nothing. */
  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const runs = await this.passages.runs(events);
    await keepSources(given(events), manager);
    await keepUses(runs.map(passing).flatMap(changedUses), manager);
    await keepArticles(runs.flatMap(changedArticle), manager);
  }

  /** A source that the article gave last is as another gave it before, if one did. */
  async takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    await takeOutRows(erased, { source_uses: 'article_id', source_articles: 'article_id' }, manager);
    const lost = new Set(await takeOutSources(erased, manager));
    const connection = await connectionOf(manager);
    for (let after = 0; lost.size > 0 && after < erased.next - 1;) {
      const events = await readLog(connection, erased.newsroom, {
        after,
        limit: Math.min(page, erased.next - 1 - after),
      });
      const others = events.filter(({ streamId }) => !erased.streams.includes(streamId));
      await keepSources(
        given(others).filter(({ source_id }) => lost.has(source_id)),
        manager,
      );
      after = events.at(-1)?.position ?? erased.next;
    }
  }

  forget(): void {
    this.passages.forget();
  }
}

/** What `changedUses` looks at: of the states only those that published a version. */
function passing({ newsroom, before, states, after }: Run): Passing {
  const versionOf = (article: Article | undefined): number | undefined => article?.publication?.version;
  const versions = states.filter((state, nth) => versionOf(state) !== versionOf(nth === 0 ? before : states[nth - 1]));
  return { newsroom, before, versions, after };
}

/** Each source once, as the last of the events gave it. */
function given(events: readonly StoredEvent[]): SourceRow[] {
  const all = events
    .filter(({ type }) => isArticleEvent(type))
    .flatMap((stored) =>
      sourcesGiven(recorded(stored).event).map((source) => sourceRow(stored.newsroom, stored.position, source)),
    );
  return [...new Map(all.map((row) => [row.source_id, row])).values()];
}

function changedArticle({ newsroom, before, after }: Run): ArticleRow[] {
  const row = articleRow(newsroom, after);
  return before && JSON.stringify(articleRow(newsroom, before)) === JSON.stringify(row) ? [] : [row];
}

const articleRow = (newsroom: string, { id, status, content, publication }: Article): ArticleRow => ({
  newsroom_id: newsroom,
  article_id: id,
  version: publication?.version ?? null,
  status,
  headline: content.headline,
  slug: publication?.slug ?? null,
});

async function keepSources(rows: readonly SourceRow[], manager: EntityManager): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `
insert into sources (newsroom_id, source_id, position, type, host, title, source, vector)
select n.newsroom_id, n.source_id, n.position, n.type, n.host, n.title, n.source, to_tsvector('simple', n.words)
  from json_to_recordset($1::json) as n (
       newsroom_id text, source_id uuid, position bigint, type text, host text, title text, source json, words text)
    on conflict (newsroom_id, source_id) do update
   set position = excluded.position,
       type = excluded.type,
       host = excluded.host,
       title = excluded.title,
       source = excluded.source,
       vector = excluded.vector
 where sources.position <= excluded.position`, // after an erasure older events are applied again
    [JSON.stringify(rows)],
  );
}

/** Those that the streams gave last; their ids. */
async function takeOutSources({ newsroom, streams }: ErasedStreams, manager: EntityManager): Promise<string[]> {
  const [rows] = await manager.query<[{ source_id: string }[], number]>(
    `
delete from sources s
 using log.events e
 where s.newsroom_id = $1
   and e.newsroom_id = s.newsroom_id
   and e.position = s.position
   and e.stream_id = any ($2::uuid[])
returning s.source_id`,
    [newsroom, streams],
  );
  return rows.map(({ source_id }) => source_id);
}

async function keepUses(rows: readonly UseRow[], manager: EntityManager): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `
insert into source_uses
select *
  from json_populate_recordset(null::source_uses, $1::json)
    on conflict (newsroom_id, source_id, article_id, key) do update
   set working = excluded.working,
       pinned = excluded.pinned,
       published = coalesce(excluded.published, source_uses.published),
       first_version = coalesce(source_uses.first_version, excluded.first_version),
       last_version = coalesce(excluded.last_version, source_uses.last_version)`,
    [JSON.stringify(rows)],
  );
  const ended = rows.filter(({ working, pinned, last_version }) => !working && !pinned && last_version === null);
  if (ended.length > 0) await endUses(ended, manager);
}

/** What was never published and is cited no more is no use. */
async function endUses(rows: readonly UseRow[], manager: EntityManager): Promise<void> {
  await manager.query(
    `
delete from source_uses u
 using json_populate_recordset(null::source_uses, $1::json) as n
 where u.newsroom_id = n.newsroom_id
   and u.source_id = n.source_id
   and u.article_id = n.article_id
   and u.key = n.key
   and u.last_version is null`,
    [JSON.stringify(rows)],
  );
}

async function keepArticles(rows: readonly ArticleRow[], manager: EntityManager): Promise<void> {
  if (rows.length === 0) return;
  await manager.query(
    `
insert into source_articles
select *
  from json_populate_recordset(null::source_articles, $1::json)
    on conflict (newsroom_id, article_id) do update
   set version = excluded.version,
       status = excluded.status,
       headline = excluded.headline,
       slug = excluded.slug`,
    [JSON.stringify(rows)],
  );
}
