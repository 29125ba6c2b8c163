// Whether and how an article may be edited. Pure.
import { Rejection } from '../errors';
import { type Article } from './article';
import { sameValue } from './same';
import { bodyText } from './body';
import { editBody, type BodyEdit } from './body-edit';
import type { Citation, Origin } from './content';
import type { ArticleEvent, Members, Told } from './events';
import { requirePrecondition, type Precondition } from './precondition';

/** What an editor sends: members left out stay. */
export interface Edit {
  readonly members: Members;
  readonly body?: string;
  readonly origin?: Origin;
  /** Only to be sent back as it was read; changed by its own routes. */
  readonly citations?: readonly Citation[];
}

/** `article-edited`, or nothing when nothing changes. Refuses a base that is not the head with `edit-conflict`. */
export function editArticle(article: Article, edit: Edit, told: Told, precondition: Precondition): ArticleEvent[] {
  const base = requirePrecondition(article, precondition);
  if (base < article.revision) throw conflict(article, base, edit);
  refuseCitations(article, edit);
  const members = changedMembers(article, edit.members);
  refuseSilentLifting(article, members, told);
  const body = edit.body === undefined ? undefined : changedBody(article, edit.body);
  if (!body && Object.keys(members).length === 0) return [];
  return [{ type: 'article-edited', ...told, members, body, origin: edit.origin }];
}

function changedMembers({ content }: Article, members: Members): Members {
  const current: Members = content;
  const changed = Object.entries(members).filter(
    ([name, value]) => value !== undefined && !sameValue(value, current[name as keyof Members]),
  );
  return Object.fromEntries(changed);
}

function changedBody(article: Article, text: string): BodyEdit | undefined {
  const edit = editBody(article.content.body, text, article.nextBlockId);
  return edit.splices.length === 0 && Object.keys(edit.texts).length === 0 ? undefined : edit;
}

function refuseCitations({ content }: Article, { citations }: Edit): void {
  if (!citations || sameValue(citations, content.citations)) return;
  const message = 'Citations are added, changed and removed at …/citations.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'citations', message }] });
}

function refuseSilentLifting({ content }: Article, members: Members, told: Told): void {
  if (!content.embargo || members.embargo === undefined || told.note) return;
  const message = 'Lifting or moving an embargo needs a note that says why.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'note', message }] });
}

function conflict(article: Article, base: number, edit: Edit): Rejection {
  const detail = `The article changed since revision ${base} and stands at revision ${article.revision}.`;
  const theirs = bodyText(article.content.body);
  const text = edit.body === undefined || edit.body === theirs ? [] : [{ field: 'body', theirs, yours: edit.body }];
  const current: Members = article.content;
  const fields = Object.entries(changedMembers(article, edit.members)).map(([field, yours]) => ({
    field,
    theirs: current[field as keyof Members],
    yours,
  }));
  return new Rejection('edit-conflict', detail, { revision: article.revision, conflicts: [...fields, ...text] });
}
