// Whether and how an article may be edited. Pure.
import { Rejection } from '../errors';
import { type Article } from './article';
import { changedBody, changedMembers } from './content-edit';
import { sameValue } from './same';
import type { ArticleContent, Citation, Origin } from './content';
import type { ArticleEvent, Members, Told } from './events';
import { mergeContent, type MergedContent } from './merge/merge-content';

/** What an editor sends: members left out stay. */
export interface Edit {
  readonly members: Members;
  readonly body?: string;
  readonly origin?: Origin;
  /** Only to be sent back as it was read; changed by its own routes. */
  readonly citations?: readonly Citation[];
}

/** The earlier revision that an edit rests on, and what others did since. */
export interface Base {
  readonly revision: number;
  readonly content: ArticleContent;
  readonly others: readonly OthersRevision[];
}

export interface OthersRevision {
  readonly revision: number;
  readonly actor: { readonly id: string; readonly name: string };
}

/** What was merged with what: told in the answer. */
export interface MergeTold {
  readonly base: number;
  /** The fields that others changed since the base, which the merge kept. */
  readonly fields: readonly string[];
  readonly others: readonly OthersRevision[];
}

export interface EditDecided {
  readonly events: readonly ArticleEvent[];
  readonly merge?: MergeTold;
}

/**
 * `article-edited`, or nothing when nothing changes. An edit that rests on an earlier revision is merged with what others
 * did since; where both changed the same place it is refused with `edit-conflict`.
 */
export function editArticle(article: Article, edit: Edit, told: Told, base?: Base): EditDecided {
  refuseCitations(base?.content ?? article.content, edit);
  const merged = base && mergeWithOthers(article, edit, base);
  const { members: sent, body: text } = merged ?? edit;
  const members = changedMembers(article.content, sent);
  refuseSilentLifting(article, members, told);
  const body = text === undefined ? undefined : changedBody(article.content, text, article.nextBlockId);
  const merge = base && merged && { base: base.revision, fields: merged.fields, others: base.others };
  if (!body && Object.keys(members).length === 0) return { events: [], merge };
  return {
    events: [{ type: 'article-edited', ...told, members, body, origin: edit.origin, base: base?.revision }],
    merge,
  };
}

function mergeWithOthers(article: Article, { members, body }: Edit, base: Base): MergedContent {
  const merge = mergeContent(base.content, article.content, body === undefined ? members : { ...members, body });
  if (!merge.conflicts) return merge;
  const detail = `Others changed the same since revision ${base.revision}; the article stands at revision ${article.revision}.`;
  throw new Rejection('edit-conflict', detail, { revision: article.revision, conflicts: merge.conflicts });
}

function refuseCitations(content: ArticleContent, { citations }: Edit): void {
  if (!citations || sameValue(citations, content.citations)) return;
  const message = 'Citations are added, changed and removed at …/citations.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'citations', message }] });
}

function refuseSilentLifting({ content }: Article, members: Members, told: Told): void {
  if (!content.embargo || members.embargo === undefined || told.note) return;
  const message = 'Lifting or moving an embargo needs a note that says why.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'note', message }] });
}
