// The read model of desk lists: every article as it stands, with its words. How it is asked is in working-copy-search.ts.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fold } from '../articles/article';
import { ArticleCache } from '../articles/article-cache';
import { ArticleLog, recorded } from '../articles/article-log';
import { isArticleEvent } from '../articles/event-codec';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { workingCopyRow, type WorkingCopyRow } from './working-copy-row';

@Injectable()
export class WorkingCopies implements Projection {
  readonly name = 'working-copies';
  readonly tables = ['working_copies'];
  private readonly folded = new ArticleCache(1_000);

  constructor(private readonly articles: ArticleLog) {}

  /** Of each article only the last state counts: one row and one statement, however many events the run has. */
  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const runs = new Map<string, StoredEvent[]>();
    for (const event of events.filter(({ type }) => isArticleEvent(type))) {
      const run = runs.get(event.streamId);
      if (run) run.push(event);
      else runs.set(event.streamId, [event]);
    }
    const rows: WorkingCopyRow[] = [];
    for (const run of runs.values()) rows.push(...(await this.rowAfter(run)));
    const worded = rows.filter(({ text }) => text !== undefined);
    const same = rows.filter(({ text }) => text === undefined);
    if (worded.length > 0) await keep(worded, manager);
    if (same.length > 0) await change(same, manager);
  }

  private async rowAfter(run: readonly StoredEvent[]): Promise<WorkingCopyRow[]> {
    const [first] = run;
    const last = run.at(-1);
    if (!first || !last) return [];
    const { newsroom, streamId } = first;
    const known = this.folded.get(newsroom + streamId);
    const before = known?.revision === first.revision - 1 ? known : undefined;
    const begun = before !== undefined || first.revision === 1;
    const after = begun ? fold(before, run.map(recorded)) : await this.articles.at(newsroom, streamId, last.revision);
    if (!after) throw new Error(`Stream ${streamId} has no revision ${last.revision}.`);
    this.folded.replace(newsroom + streamId, after);
    return [workingCopyRow(newsroom, after, before)];
  }
}

async function keep(rows: readonly WorkingCopyRow[], manager: EntityManager): Promise<void> {
  await manager.query(
    `
insert into working_copies (
       position, article_id, newsroom_id, status, next_status, language, category, tags, contributors, assigned,
       created_by, access, item, configuration, text, vector)
select n.position, n.article_id, n.newsroom_id, n.status, n.next_status, n.language, n.category, n.tags, n.contributors, n.assigned,
       n.created_by, n.access, n.item, n.configuration, n.text,
       setweight(to_tsvector(n.configuration::regconfig, n.a), 'A')
       || setweight(to_tsvector(n.configuration::regconfig, n.b), 'B')
       || setweight(to_tsvector(n.configuration::regconfig, n.c), 'C')
  from json_to_recordset($1::json) as n (${columns}, text text, a text, b text, c text)
    on conflict (newsroom_id, article_id) do update
   set ${members.map((name) => `${name} = excluded.${name}`).join(',\n       ')},
       text = excluded.text,
       vector = excluded.vector`,
    [JSON.stringify(rows)],
  );
}

/** Where the words are as they were: dividing them is most of the work. */
async function change(rows: readonly WorkingCopyRow[], manager: EntityManager): Promise<void> {
  await manager.query(
    `
update working_copies w
   set ${members.map((name) => `${name} = n.${name}`).join(',\n       ')}
  from json_to_recordset($1::json) as n (${columns})
 where w.newsroom_id = n.newsroom_id
   and w.article_id = n.article_id`,
    [JSON.stringify(rows)],
  );
}

const types = {
  position: 'bigint',
  status: 'text',
  next_status: 'text',
  language: 'text',
  category: 'text',
  tags: 'text[]',
  contributors: 'text[]',
  assigned: 'text[]',
  created_by: 'text',
  access: 'text',
  item: 'json',
  configuration: 'text',
} as const;
const members = Object.keys(types);
const columns = ['newsroom_id text', 'article_id uuid', ...Object.entries(types).map((pair) => pair.join(' '))].join(
  ', ',
);
