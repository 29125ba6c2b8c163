// Answers what is asked of the comments on one article, strictly current.
import { Injectable } from '@nestjs/common';
import type { Article } from '../articles/article';
import { ArticleReader } from '../articles/article-reader';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';
import type { RequestContext } from '../http/passage';
import { commentStream } from '../articles/comment-stream';
import { commentView, type CommentView } from './comment-view';
import type { CommentRow } from './comment.entity';
import { Comments, type CommentQuery } from './comments';

/** How long an answer waits for the read model to reach the log's head, in milliseconds. */
const patience = 5_000;

export type CommentsAsker = Pick<RequestContext, 'newsroom' | 'actor'>;

export interface CommentsAsked {
  readonly status?: 'open' | 'resolved';
  readonly cursor?: string;
  readonly limit: number;
}

export interface CommentPageView {
  readonly items: readonly CommentView[];
  readonly next: string | null;
}

@Injectable()
export class CommentReader {
  constructor(
    private readonly articles: ArticleReader,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly comments: Comments,
  ) {}

  async page(asker: CommentsAsker, id: string, asked: CommentsAsked): Promise<CommentPageView> {
    const { status, limit, cursor } = asked;
    const { article, rows } = await this.read(asker, id, { status, beyond: beyond(cursor), limit: limit + 1 });
    const items = rows.slice(0, limit).map((row) => commentView(row, article));
    return { items, next: rows.length > limit ? String(items.at(-1)?.n) : null };
  }

  /** Refuses with `not-found`, also where the article is not for this reader. */
  async one(asker: CommentsAsker, id: string, n: number): Promise<CommentView> {
    const { article, rows } = await this.read(asker, id, { beyond: n - 1, limit: 1 });
    const [row] = rows;
    if (row?.n !== n) throw new Rejection('not-found', `There is no comment ${n} on the article.`);
    return commentView(row, article);
  }

  private async read(
    asker: CommentsAsker,
    id: string,
    query: Omit<CommentQuery, 'newsroom' | 'article'>,
  ): Promise<{ article: Article; rows: readonly CommentRow[] }> {
    const { newsroom } = asker;
    const head = await this.articles.article(asker, { id });
    const said = await this.store.streamHead(newsroom, commentStream(id));
    const position = Math.max(head.position, said?.position ?? 0);
    await this.projector.waitFor(newsroom, position, patience, [this.comments.name]);
    const rows = await this.comments.list({ newsroom, article: id, ...query });
    // Edits may have passed since the head was read: the rows are of one state, and their latest move says which.
    const revision = rows.reduce((latest, row) => Math.max(latest, row.revision ?? 0), head.revision);
    const article = revision === head.revision ? head : await this.articles.article(asker, { id, revision });
    return { article, rows };
  }
}

function beyond(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  const message = 'cursor has to be the `next` of a page.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
