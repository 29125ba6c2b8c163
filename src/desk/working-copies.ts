// The read model of desk lists: every article as it stands, with its words. How it is asked is in working-copy-search.ts.
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { ArticlePassages, type Run } from '../articles/article-passages';
import { PublishedTexts } from '../articles/published-texts';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { divided, dividedColumns, kept } from '../search/divided-words';
import { textsWithheld, withholdsVersions } from '../vault/withheld-versions';
import { workingCopyRow, type WorkingCopyRow } from './working-copy-row';

@Injectable()
export class WorkingCopies implements Projection {
  readonly name = 'working-copies';
  readonly tables = ['working_copies'];
  readonly isUnhurried = true;

  constructor(
    private readonly passages: ArticlePassages,
    private readonly published: PublishedTexts,
  ) {}

  /** Of each article only the last state counts: one row and one statement, however many events the run has. */
  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const runs = await this.passages.runs(events);
    const rows: WorkingCopyRow[] = [];
    for (const run of runs) rows.push(await this.rowOf(run));
    const worded = rows.filter(({ text }) => text !== undefined);
    const same = rows.filter(({ text }) => text === undefined);
    if (worded.length > 0) await keep(worded, manager);
    if (same.length > 0) await change(same, manager);
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { working_copies: 'article_id' }, manager);
  }

  forget(): void {
    this.passages.forget();
    this.published.forget();
  }

  private async rowOf({ newsroom, before, after }: Run): Promise<WorkingCopyRow> {
    const { id, revision, withheld } = after;
    if (!withholdsVersions(withheld)) return workingCopyRow(newsroom, after, { before });
    const published = await this.published.of(newsroom, id);
    const versions = published.filter((version) => version.revision <= revision);
    return workingCopyRow(newsroom, after, { withheld: textsWithheld({ audience: 'staff', withheld, versions }) });
  }
}

async function keep(rows: readonly WorkingCopyRow[], manager: EntityManager): Promise<void> {
  await manager.query(
    `
insert into working_copies (
       position, article_id, newsroom_id, status, next_status, language, category, tags, contributors, assigned,
       created_by, access, item, configuration, text, vector, neighbours)
select n.position, n.article_id, n.newsroom_id, n.status, n.next_status, n.language, n.category, n.tags, n.contributors, n.assigned,
       n.created_by, n.access, n.item, n.configuration, n.text, ${kept.vector}, ${kept.neighbours}
  from json_to_recordset($1::json) as n (${columns}, text text, ${dividedColumns})
    on conflict (newsroom_id, article_id) do update
   set ${members.map((name) => `${name} = excluded.${name}`).join(',\n       ')},
       text = excluded.text,
       vector = excluded.vector,
       neighbours = excluded.neighbours`,
    [JSON.stringify(await divided(rows, manager))],
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
