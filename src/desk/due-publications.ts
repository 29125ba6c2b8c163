// The read model of schedules that are in force: what is to be published, and when. Any number of servers may ask it for
// work; each row is given to one at a time.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { fromPayload } from '../articles/event-codec';
import type { Person } from '../articles/events';
import type { PublicationScheduled } from '../articles/publication-events';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { acrossNewsrooms } from '../newsroom-rows';
import { endsSchedule } from './schedule-end';

/** A schedule whose time has come. */
export interface DuePublication {
  readonly newsroom: string;
  readonly article: string;
  /** Of the event that scheduled it, and that event's place in the newsroom's log. */
  readonly revision: number;
  readonly position: number;
  readonly by: Person;
  /** Seconds since its time, by the database's clock, when it was claimed. */
  readonly late: number;
}

/** Names a schedule among those of all newsrooms. */
export const keyOf = ({ newsroom, position }: Pick<DuePublication, 'newsroom' | 'position'>): string =>
  `${newsroom} ${position}`;

export interface Horizon {
  /** Schedules whose time has come. */
  readonly due: number;
  /** Milliseconds until the next one's, by the database's clock; Infinity where there is none. */
  readonly next: number;
}

/** Where a schedule was put into the table; its transaction may not have ended yet. */
export type ScheduleListener = (newsroom: string, position: number) => void;

@Injectable()
export class DuePublications implements Projection {
  readonly name = 'due-publications';
  readonly tables = ['due_publications'];
  private readonly listeners = new Set<ScheduleListener>();

  constructor(private readonly dataSource: DataSource) {}

  /** Of each article only what the last of the events says counts. */
  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const rows = new Map<string, object | undefined>();
    for (const event of events) {
      if (event.type === 'publication-scheduled') rows.set(event.streamId, rowOf(event));
      else if (endsSchedule(event)) rows.set(event.streamId, undefined);
    }
    const [first] = events;
    if (!first || rows.size === 0) return;
    await replace(manager, first.newsroom, rows);
    for (const { newsroom, position, type } of events)
      if (type === 'publication-scheduled') this.tell(newsroom, position);
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { due_publications: 'article_id' }, manager);
  }

  /** Called for each schedule that this process puts into the table. Returns how to stop it. */
  onScheduled(listener: ScheduleListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async horizon(): Promise<Horizon> {
    const [row] = await acrossNewsrooms(this.dataSource).query<{ due: string; next: number | null }[]>(`
select (select count(*)
          from due_publications
         where at <= statement_timestamp()) as due,
       (select extract(epoch from min(at) - statement_timestamp())::float8 * 1000
          from due_publications
         where at > statement_timestamp()) as next`);
    return { due: Number(row?.due ?? 0), next: row?.next ?? Infinity };
  }

  /**
   * Those that have been due longest and that nobody has in hand, locked until the manager's transaction ends. Passes
   * over those named by `keyOf`. The table may lag the log: what the log says is over already is passed over too.
   */
  async claim(manager: EntityManager, most: number, except: readonly string[]): Promise<DuePublication[]> {
    const rows = await manager.query<ClaimedRow[]>(claimSql, [except, most]);
    return rows.map(({ newsroom_id: newsroom, article_id: article, revision, position, late, ...row }) => {
      const by = { sub: row.actor, name: row.actor_name, role: row.actor_role };
      return { newsroom, article, revision, position: Number(position), by, late };
    });
  }

  private tell(newsroom: string, position: number): void {
    for (const listener of this.listeners) listener(newsroom, position);
  }
}

const claimSql = `
select d.newsroom_id, d.article_id, d.revision, d.position, d.actor, d.actor_name, d.actor_role,
       extract(epoch from statement_timestamp() - d.at)::float8 as late
  from due_publications d
 where d.at <= statement_timestamp()
   and d.newsroom_id || ' ' || d.position <> all ($1::text[])
   and not exists (select
                     from log.events e
                    where e.newsroom_id = d.newsroom_id
                      and e.stream_id = d.article_id
                      and e.revision > d.revision
                      and (e.type in ('publication-unscheduled', 'publication-missed', 'article-retracted', 'article-unpublished')
                           or e.type in ('article-published', 'article-updated', 'article-corrected')
                          and e.payload->>'scheduled' is not null))
 order by d.at, d.newsroom_id, d.position
 limit $2
   for update of d skip locked`;

interface ClaimedRow {
  readonly newsroom_id: string;
  readonly article_id: string;
  readonly revision: number;
  /** `bigint` arrives as string. */
  readonly position: string;
  readonly actor: string;
  readonly actor_name: string;
  readonly actor_role: Person['role'];
  readonly late: number;
}

/** What was erased of an event must not stop the others: a schedule without time or author is none. */
function rowOf(stored: StoredEvent): object | undefined {
  const { at, by } = fromPayload(stored) as Partial<PublicationScheduled>;
  if (at === undefined || by === undefined) return undefined;
  return {
    newsroom_id: stored.newsroom,
    article_id: stored.streamId,
    revision: stored.revision,
    position: stored.position,
    at,
    actor: by.sub,
    actor_name: by.name,
    actor_role: by.role,
  };
}

async function replace(
  manager: EntityManager,
  newsroom: string,
  rows: ReadonlyMap<string, object | undefined>,
): Promise<void> {
  await manager.query('delete from due_publications where newsroom_id = $1 and article_id = any ($2::uuid[])', [
    newsroom,
    [...rows.keys()],
  ]);
  await manager.query(
    `
insert into due_publications
select *
  from json_populate_recordset(null::due_publications, $1::json)`,
    [JSON.stringify([...rows.values()].filter((row) => row !== undefined))],
  );
}
