// The read model of comments: every comment with the place of its words, which moves as edits of its article pass.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { forNewsroom } from '../newsroom-rows';
import type { CommentAdded, CommentResolved } from './comment-events';
import { fromCommentPayload } from './comment-codec';
import { CommentFollower } from './comment-follower';
import { anchorColumns, CommentPage, type CommentRecord } from './comment-page';
import { CommentRow } from './comment.entity';

export interface CommentQuery {
  readonly newsroom: string;
  readonly article: string;
  readonly status?: 'open' | 'resolved';
  /** Only comments beyond this one. */
  readonly beyond?: number;
  readonly limit: number;
}

@Injectable()
export class Comments implements Projection {
  readonly name = 'comments';
  readonly tables = ['comments'];

  constructor(
    private readonly dataSource: DataSource,
    private readonly follower: CommentFollower,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const page = await this.read(events, manager);
    for (const stored of events) await this.applyOne(page, stored);
    const changed = page.changed();
    if (changed.length === 0) return;
    await manager.query(
      `insert into comments
       select *
         from json_populate_recordset(null::comments, $1::json)
           on conflict (newsroom_id, article_id, n) do update
          set resolved_by = excluded.resolved_by,
              resolved_by_name = excluded.resolved_by_name,
              resolved_at = excluded.resolved_at,
              spans = excluded.spans,
              lost = excluded.lost,
              revision = excluded.revision`,
      [JSON.stringify(changed)],
    );
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { comments: 'article_id' }, manager);
  }

  forget(): void {
    this.follower.forget();
  }

  /** In order of n. */
  list({ newsroom, article, status, beyond = 0, limit }: CommentQuery): Promise<CommentRow[]> {
    return forNewsroom(this.dataSource, newsroom).with((manager) => {
      const rows = manager
        .getRepository(CommentRow)
        .createQueryBuilder('c')
        .where('c.newsroom = :newsroom and c.article = :article', { newsroom, article })
        .andWhere('c.n > :beyond', { beyond });
      if (status !== undefined) rows.andWhere(`c.resolved_at is ${status === 'open' ? '' : 'not'} null`);
      return rows.orderBy('c.n', 'ASC').limit(limit).getMany();
    });
  }

  /** The comments that the events may be about: nothing is read or folded for articles that have none. */
  private async read(events: readonly StoredEvent[], manager: EntityManager): Promise<CommentPage> {
    const articles = events.map((stored) => fromCommentPayload(stored)?.article ?? stored.streamId);
    const rows = await manager.query<CommentRecord[]>(
      `select *
         from comments
        where newsroom_id = $1
          and article_id = any ($2)`,
      [events[0]?.newsroom, [...new Set(articles)]],
    );
    return new CommentPage(rows);
  }

  private async applyOne(page: CommentPage, stored: StoredEvent): Promise<void> {
    const event = fromCommentPayload(stored);
    if (event?.type === 'comment-added') page.put(await this.added(stored, event));
    else if (event) page.change(event.article, event.n, () => resolvedColumns(stored, event));
    else await this.moved(page, stored);
  }

  private async added(stored: StoredEvent, event: CommentAdded): Promise<CommentRecord> {
    const followed = event.anchor && (await this.follower.present(stored, event.article, event.anchor));
    return {
      newsroom_id: stored.newsroom,
      article_id: event.article,
      n: event.n,
      text: event.text,
      author: event.by.sub,
      author_name: event.by.name,
      added_at: stored.recordedAt,
      resolved_by: null,
      resolved_by_name: null,
      resolved_at: null,
      ...anchorColumns(followed),
    };
  }

  private async moved(page: CommentPage, stored: StoredEvent): Promise<void> {
    const anchors = page.anchorsOf(stored.streamId);
    if (anchors.length === 0) return;
    const follow = await this.follower.step(stored);
    for (const { n, anchor } of anchors) {
      const next = follow(anchor);
      if (next === anchor) continue;
      page.change(stored.streamId, n, () => anchorColumns({ anchor: next, revision: stored.revision }));
    }
  }
}

const resolvedColumns = ({ recordedAt }: StoredEvent, { by }: CommentResolved): Partial<CommentRecord> => ({
  resolved_by: by.sub,
  resolved_by_name: by.name,
  resolved_at: recordedAt,
});
