// Answers what is asked of one article's revisions.
import { Injectable } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { ArticleLog, type Revision } from '../articles/article-log';
import { recorded } from '../articles/recorded';
import { articleView } from '../articles/article-view';
import { revisionTag } from '../articles/revision-tag';
import { bodyText } from '../text/body';
import type { Article } from '../articles/article';
import { whyOf, type Person } from '../articles/events';
import { isRestricted, restricted, restrictedTypes, seesRestricted } from '../articles/restricted';
import { Rejection } from '../errors';
import { Projector } from '../event-store/projector';
import type { StoredEvent } from '../event-store/stored-event';
import { negotiate } from '../http/accept';
import { answerLasting } from '../http/lasting-answer';
import type { RequestContext } from '../http/passage';
import { permit } from '../identity/access';
import { EditingSessions } from './editing-sessions';
import type { RevisionDto, RevisionPageDto, RevisionsQuery } from './history.dto';
import { RevisionHistory } from './revision-history';
import { discreetly, revisionView, sessionView } from './revision-view';

/** How long a page waits for the read model to reach the article's head, in milliseconds. */
const patience = 5_000;

type Reader = Pick<RequestContext, 'newsroom' | 'actor'>;

@Injectable()
export class RevisionReader {
  constructor(
    private readonly articles: ArticleLog,
    private readonly history: RevisionHistory,
    private readonly sessions: EditingSessions,
    private readonly projector: Projector,
  ) {}

  async page(reader: Reader, id: string, query: RevisionsQuery): Promise<RevisionPageDto> {
    const { newsroom } = reader;
    const head = await this.head(reader, id);
    await this.projector.waitFor(newsroom, head.position, patience, [this.history.name]);
    const { order, type, actor, limit } = query;
    const sees = seesRestricted(reader.actor);
    // Else the filter itself would tell what it was, or who did it.
    const without = sees || (type ?? actor) === undefined ? [] : restrictedTypes();
    const asked = {
      newsroom,
      article: id,
      order,
      type,
      actor,
      without,
      beyond: beyond(query.cursor),
      limit: limit + 1,
    };
    const all =
      query.group === 'session'
        ? (await this.sessions.page(asked)).map(sessionView)
        : (await this.history.page(asked)).map(revisionView);
    const items = all.slice(0, limit).map((item) => (sees ? item : discreetly(item)));
    return { items, next: all.length > limit ? String(edge(items.at(-1), order)) : null };
  }

  async answer(
    request: RequestContext,
    asked: { id: string; revision: number },
    reply: FastifyReply,
  ): Promise<FastifyReply> {
    const mediaType = negotiate(request.headers.accept, ['application/json', 'text/markdown']);
    const markdown = mediaType === 'text/markdown';
    const { article, stored, head } = await this.revision(request, asked.id, asked.revision);
    const etag = revisionTag(article, head, markdown ? '-md' : '');
    const text = () =>
      markdown
        ? bodyText(article.content.body)
        : JSON.stringify({ ...articleView(article), ...toldTo(request, stored) });
    const fixed = !isRestricted(stored.type); // a browser may have readers of two kinds
    return answerLasting(request, reply, { mediaType, text, etag, fixed });
  }

  /** The article at its head. Refuses with `not-found`, also where it is not for this reader. */
  async head({ newsroom, actor }: Reader, id: string): Promise<Article> {
    const head = await this.articles.current(newsroom, id);
    if (!head) throw new Rejection('not-found', `There is no article ${id}.`);
    permit(actor, 'read-history', head);
    return head;
  }

  /** As of a revision, with its event. Read at once with the head, which decides whether it may be read. */
  async revision(reader: Reader, id: string, revision: number): Promise<Revision & { readonly head: Article }> {
    const found = this.articles.revision(reader.newsroom, id, revision);
    const [head, there] = await Promise.all([this.head(reader, id), found]);
    if (!there) throw noRevision(head, revision);
    return { ...there, head };
  }
}

const noRevision = (head: Article, revision: number): Rejection =>
  new Rejection('not-found', `The article has ${head.revision} revisions, no revision ${revision}.`);

/** What a reader is told of an event: of what is restricted some are told neither who nor when. */
export type ToldEvent = Pick<RevisionDto, 'type' | 'actor' | 'recordedAt' | 'note'>;

export const toldTo = ({ actor }: Pick<Reader, 'actor'>, stored: StoredEvent): ToldEvent =>
  isRestricted(stored.type) && !seesRestricted(actor)
    ? { type: restricted, actor: null, recordedAt: null, note: null }
    : toldBy(stored);

/** What an event tells beside its fact, as auditors are shown it. */
export function toldBy(stored: StoredEvent) {
  const { event } = recorded(stored);
  const { type, recordedAt } = stored;
  return { type, actor: actorView(event.by), recordedAt, note: whyOf(event) ?? null };
}

const actorView = ({ sub, name, role }: Person) => ({ id: sub, name, role });

/** The revision behind which the next page begins. */
const edge = (last: RevisionDto | undefined, order: 'asc' | 'desc'): number | undefined =>
  order === 'desc' ? (last?.revisions?.[0] ?? last?.revision) : last?.revision;

function beyond(cursor: string | undefined): number | undefined {
  if (cursor === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(cursor)) return Number(cursor);
  const message = 'cursor has to be the `next` of a page.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}
