// What can have happened to the comments on an article. They have a stream of their own beside the article's, so that its
// revisions do not move. Words on disk; never renamed. Pure.
import type { Person } from '../articles/events';
import type { CommentedMember, Span } from './comment-spans';

/** The words that a comment was made on, as its author saw them. */
export interface CommentedWords {
  /** Of the article, whose blocks the spans are of. */
  readonly revision: number;
  readonly member: CommentedMember;
  readonly spans: readonly Span[];
  readonly quote: string;
}

export interface CommentAdded {
  readonly type: 'comment-added';
  readonly article: string;
  readonly by: Person;
  /** 1, 2, 3 … within the article. */
  readonly n: number;
  readonly text: string;
  /** Without it the comment is on the article. */
  readonly anchor?: CommentedWords;
}

export interface CommentResolved {
  readonly type: 'comment-resolved';
  readonly article: string;
  readonly by: Person;
  readonly n: number;
}

export type CommentEvent = CommentAdded | CommentResolved;
