// Revision histories by editing sessions: what one person did in one session without anybody between is one item.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { ImportedFrom } from '../articles/events';
import { forNewsroom } from '../newsroom-rows';
import type { RevisionQuery } from './revision-history';

/** Raw columns of a session: of its last revision, and of all of them together. */
export interface SessionRow {
  readonly revision: number;
  readonly position: string;
  readonly recorded_at: Date;
  readonly occurred_at: Date | null;
  readonly type: string;
  readonly actor: string;
  readonly actor_name: string;
  readonly actor_role: string;
  readonly note: string | null;
  readonly session: string | null;
  readonly hash: string;
  readonly imported: ImportedFrom | null;
  readonly first: number;
  readonly added: number;
  readonly removed: number;
  readonly types: readonly string[];
  readonly notes: readonly string[];
}

/** $8 are types to leave out; $7 is 1 for ascending order and -1 for descending. */
const textOfPage = `
  with marked as (
    select *,
           session is null
           or (actor, session) is distinct from (lag(actor) over events, lag(session) over events) as opens
      from revisions
     where newsroom_id = $1
       and article_id = $2
       and ($3::int is null or revision * $7::int > $3 * $7)
    window events as (order by revision)),
  numbered as (
    select *, count(*) filter (where opens) over (order by revision) as run
      from marked),
  runs as (
    select min(revision) as first,
           max(revision) as last,
           sum(words_added)::int as added,
           sum(words_removed)::int as removed,
           array_agg(distinct type) as types,
           coalesce(array_agg(note order by revision) filter (where note is not null), '{}') as notes
      from numbered
     where ($4::text is null or type = $4)
       and ($5::text is null or actor = $5)
       and type <> all ($8::text[])
     group by run
     order by max(revision) * $7
     limit $6)
  select r.revision, r.position, r.recorded_at, r.occurred_at, r.type, r.actor, r.actor_name, r.actor_role, r.note,
         r.session, r.hash, r.imported, runs.first, runs.added, runs.removed, runs.types, runs.notes
    from runs
    join revisions r
      on r.newsroom_id = $1
     and r.article_id = $2
     and r.revision = runs.last
   order by r.revision * $7`;

@Injectable()
export class EditingSessions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * A page of an article's sessions. A filter leaves out revisions of a session, never makes two of one or one of two. A
   * revision without a session is an item of its own. A page ends where a session ends, so that the cursor stays right.
   */
  page(query: RevisionQuery): Promise<SessionRow[]> {
    const { newsroom, article, order, type, actor, without = [], beyond, limit } = query;
    const sign = order === 'asc' ? 1 : -1;
    const values = [newsroom, article, beyond ?? null, type ?? null, actor ?? null, limit, sign, without];
    return forNewsroom(this.dataSource, newsroom).query(textOfPage, values);
  }
}
