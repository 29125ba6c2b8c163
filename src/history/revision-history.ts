// The read model of revision histories: who changed an article when and why, and how many words came and went.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { recorded } from '../articles/recorded';
import { ArticlePassages } from '../articles/article-passages';
import { isArticleEvent } from '../articles/event-codec';
import { whyOf } from '../articles/events';
import { wordChange } from '../text/words';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { forNewsroom } from '../newsroom-rows';
import { RevisionRow } from './revision.entity';

export interface RevisionQuery {
  readonly newsroom: string;
  readonly article: string;
  readonly order: 'asc' | 'desc';
  readonly type?: string;
  readonly actor?: string;
  /** These types are left out. */
  readonly without?: readonly string[];
  /** Only revisions beyond this one, in the order asked for. */
  readonly beyond?: number;
  readonly limit: number;
}

@Injectable()
export class RevisionHistory implements Projection {
  readonly name = 'revision-history';
  readonly tables = ['revisions'];
  readonly isUnhurried = true;

  constructor(
    private readonly dataSource: DataSource,
    private readonly passages: ArticlePassages,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const rows: object[] = [];
    for (const event of events) if (isArticleEvent(event.type)) rows.push(await this.row(event));
    await manager.query('insert into revisions select * from json_populate_recordset(null::revisions, $1::json)', [
      JSON.stringify(rows),
    ]);
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { revisions: 'article_id' }, manager);
  }

  forget(): void {
    this.passages.forget();
  }

  /** A page of an article's revisions. */
  page(query: RevisionQuery): Promise<RevisionRow[]> {
    const { newsroom, article, order, type, actor, without = [], beyond, limit } = query;
    return forNewsroom(this.dataSource, newsroom).with((manager) => {
      const rows = manager
        .getRepository(RevisionRow)
        .createQueryBuilder('r')
        .where('r.newsroom = :newsroom and r.article = :article', { newsroom, article });
      if (type !== undefined) rows.andWhere('r.type = :type', { type });
      if (actor !== undefined) rows.andWhere('r.actor = :actor', { actor });
      if (without.length > 0) rows.andWhere('r.type not in (:...without)', { without });
      if (beyond !== undefined) rows.andWhere(`r.revision ${order === 'asc' ? '>' : '<'} :beyond`, { beyond });
      return rows
        .orderBy('r.revision', order === 'asc' ? 'ASC' : 'DESC')
        .limit(limit)
        .getMany();
    });
  }

  private async row(stored: StoredEvent): Promise<object> {
    const { event } = recorded(stored);
    const { before, after } = await this.passages.of(stored);
    const words = wordChange(before?.content.body ?? [], after.content.body);
    return {
      newsroom_id: stored.newsroom,
      article_id: stored.streamId,
      revision: stored.revision,
      position: stored.position,
      recorded_at: stored.recordedAt,
      occurred_at: event.occurredAt === undefined ? null : inUtc(event.occurredAt),
      words_added: words.added,
      words_removed: words.removed,
      type: stored.type,
      actor: event.by.sub,
      actor_name: event.by.name,
      actor_role: event.by.role,
      note: whyOf(event) ?? null,
      session: event.session ?? null,
      hash: stored.hash,
      imported: event.imported ?? null,
    };
  }
}

/** PostgreSQL takes offsets up to 15:59, RFC 3339 up to 23:59. */
const inUtc = (time: string): string => new Date(time).toISOString();
