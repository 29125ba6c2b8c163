// How a comment is shown: who said what, and where its words stand now. Pure.
import type { Article } from '../articles/article';
import type { Anchor } from './comment-anchor';
import { anchorOf, type Anchored } from './comment-page';
import { blocksOf, passageAt, type CommentedMember } from './comment-spans';
import type { CommentRow } from './comment.entity';

export interface AnchorView {
  readonly state: 'anchored' | 'detached' | 'article';
  readonly member: CommentedMember | null;
  readonly quote: string | null;
  readonly line: number | null;
  readonly column: number | null;
  readonly words: string | null;
  readonly revision: number | null;
}

interface PersonView {
  readonly id: string;
  readonly name: string;
}

export interface CommentView {
  readonly n: number;
  readonly text: string;
  readonly author: PersonView;
  readonly at: string;
  readonly status: 'open' | 'resolved';
  readonly resolvedBy?: PersonView;
  readonly resolvedAt?: string;
  readonly anchor: AnchorView;
}

/** `article` has to be at the revision up to which the row was followed. */
export function commentView(row: CommentRow, article: Article): CommentView {
  const { n, text, author, authorName, addedAt, resolvedBy, resolvedByName, resolvedAt, revision } = row;
  const anchor = anchorOf(row);
  const at = anchor && { anchor, revision: anchor.lost ? (revision ?? article.revision) : article.revision };
  const comment = { n, text, author: { id: author, name: authorName }, at: addedAt.toISOString() };
  if (resolvedBy === null || resolvedAt === null)
    return { ...comment, status: 'open', anchor: anchorView(article, at) };
  const resolved = { id: resolvedBy, name: resolvedByName ?? '' };
  return {
    ...comment,
    status: 'resolved',
    resolvedBy: resolved,
    resolvedAt: resolvedAt.toISOString(),
    anchor: anchorView(article, at),
  };
}

/** Without an anchor the comment is on the article. */
export function anchorView({ content }: Pick<Article, 'content'>, anchored: Anchored | undefined): AnchorView {
  if (!anchored) return onArticle;
  const { anchor, revision } = anchored;
  const { member, quote } = anchor;
  const { line, column, words } = placeOf(anchor, passageAt(blocksOf(content, member), anchor.spans));
  return { state: words === null ? 'detached' : 'anchored', member, quote, line, column, words, revision };
}

function placeOf({ lost }: Anchor, passage: ReturnType<typeof passageAt>) {
  return passage ?? { line: lost?.line ?? null, column: lost?.column ?? null, words: null };
}

const onArticle: AnchorView = {
  state: 'article',
  member: null,
  quote: null,
  line: null,
  column: null,
  words: null,
  revision: null,
};
