// A change of the live story alone, beside a working copy that may be half written: what it makes of the story, and what
// of it can be merged into the working copy. Pure.
import { bodyText } from '../text/body';
import { citationMentions } from '../text/mentions';
import type { Article } from './article';
import type { Publication } from './article-publication';
import type { ArticleContent, Citation } from './content';
import { applyContentEdit, changedBody, changedMembers, nextBlockIdAfter } from './content-edit';
import type { Edit } from './decide-edit';
import type { ContentConflict } from './merge/content-conflict';
import { mergeContent } from './merge/merge-content';
import type { ContentEdit, NotCarried } from './publication-events';

export interface StoryEdit {
  /** What readers will have. */
  readonly content: ArticleContent;
  readonly story: ContentEdit;
  readonly carried?: ContentEdit;
  readonly notCarried?: readonly NotCarried[];
  readonly outdatesSchedule?: boolean;
}

export function editStory(article: Article, publication: Publication, edit: Edit): StoryEdit {
  const { content: shown } = publication;
  const story = {
    members: changedMembers(shown, edit.members),
    body: edit.body === undefined ? undefined : changedBody(shown, edit.body, article.nextBlockId),
    ...newlyCited(article.content, shown, edit.body),
  };
  const outdates = article.schedule !== null && isMissing(article.schedule.content, shown, edit);
  return {
    content: applyContentEdit(shown, story),
    story,
    ...carry(article, publication, { ...edit, taken: story.body }),
    ...(outdates && { outdatesSchedule: true }),
  };
}

/** A correction may rest on a source that only the working copy has yet: the story takes it along. */
function newlyCited(
  working: ArticleContent,
  shown: ArticleContent,
  body: string | undefined,
): { citations?: readonly Citation[] } {
  if (body === undefined) return {};
  const has = new Set(shown.citations.map(({ key }) => key));
  const mentioned = new Set(citationMentions([{ id: 1, text: body }]).map(({ key }) => key));
  const citations = working.citations.filter(({ key }) => mentioned.has(key) && !has.has(key));
  return citations.length > 0 ? { citations } : {};
}

/** `taken`: block ids that the story has taken by the same edit. */
function carry(
  article: Article,
  { content: shown, version }: Publication,
  edit: Edit & { readonly taken: ContentEdit['body'] },
): Pick<StoryEdit, 'carried' | 'notCarried'> {
  const merge = mergeContent(shown, article.content, sentOf(edit));
  if (merge.conflicts) return { notCarried: merge.conflicts.map((conflict) => notCarried(conflict, version + 1)) };
  const nextBlockId = nextBlockIdAfter(article.nextBlockId, edit.taken);
  const members = changedMembers(article.content, merge.members);
  const body = merge.body === undefined ? undefined : changedBody(article.content, merge.body, nextBlockId);
  return body || Object.keys(members).length > 0 ? { carried: { members, body } } : {};
}

function notCarried({ field, theirs, yours }: ContentConflict, version: number): NotCarried {
  return { version, field, stands: asText(theirs), corrected: asText(yours) };
}

/** Whether the content would be another if the edit of the story were merged into it. */
function isMissing(content: ArticleContent, shown: ArticleContent, edit: Edit): boolean {
  const merge = mergeContent(shown, content, sentOf(edit));
  if (merge.conflicts) return true;
  const changes = Object.keys(changedMembers(content, merge.members)).length > 0;
  return changes || (merge.body !== undefined && merge.body !== bodyText(content.body));
}

const sentOf = ({ members, body }: Edit) => (body === undefined ? members : { ...members, body });

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value ?? null));
