// The comments on one article as far as decisions need them, and the decisions: add, resolve. Pure.
import type { Person } from '../articles/events';
import { Rejection } from '../errors';
import { can } from '../identity/access';
import type { Actor } from '../identity/actor';
import type { CommentAdded, CommentEvent, CommentResolved } from './comment-events';

export interface Thread {
  readonly article: string;
  /** Of the comments' stream; 0 before the first comment. */
  readonly revision: number;
  /** The newsroom's log position of the last event; 0 before the first. */
  readonly position: number;
  readonly comments: ReadonlyMap<number, ThreadedComment>;
}

export interface ThreadedComment {
  /** The `sub` of its author. */
  readonly author: string;
  readonly resolved: boolean;
}

export interface RecordedComment {
  readonly revision: number;
  readonly position: number;
  readonly event: CommentEvent;
}

export const emptyThread = (article: string): Thread => ({ article, revision: 0, position: 0, comments: new Map() });

export function evolveThread(thread: Thread, { revision, position, event }: RecordedComment): Thread {
  const known = thread.comments.get(event.n);
  const changed: ThreadedComment =
    event.type === 'comment-added'
      ? { author: event.by.sub, resolved: false }
      : { author: known?.author ?? '', resolved: true };
  return { ...thread, revision, position, comments: new Map(thread.comments).set(event.n, changed) };
}

/** The comment gets the next number. */
export function addComment(
  thread: Thread,
  by: Person,
  said: Pick<CommentAdded, 'text' | 'anchor'>,
): readonly CommentEvent[] {
  return [{ type: 'comment-added', article: thread.article, by, n: thread.comments.size + 1, ...said }];
}

/** Nothing where it is resolved already. Refuses with `not-found`, and everybody but its author and editors with `forbidden`. */
export function resolveComment(thread: Thread, by: Person, actor: Actor, n: number): readonly CommentResolved[] {
  const comment = thread.comments.get(n);
  if (!comment) throw new Rejection('not-found', `There is no comment ${n} on the article.`);
  if (comment.author !== actor.sub && !can(actor, 'resolve-any-comment')) {
    throw new Rejection('forbidden', 'A comment is resolved by its author or an editor.');
  }
  return comment.resolved ? [] : [{ type: 'comment-resolved', article: thread.article, by, n }];
}
