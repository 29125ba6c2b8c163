// An article is edited back to what it was at an earlier revision. Pure.
import { bodyText } from '../text/body';
import type { Article } from './article';
import { changedBody, changedMembers } from './content-edit';
import type { ArticleContent } from './content';
import type { ArticleEdited, ArticleEvent, Told } from './events';
import { sameValue } from './same';

export interface Restored {
  readonly revision: number;
  readonly content: ArticleContent;
}

/** `article-edited`, or nothing where the content is that already. */
export function restoreContent({ content, nextBlockId }: Article, to: Restored, told: Told): ArticleEvent[] {
  const { body: text, citations: list, ...rest } = to.content;
  const members = changedMembers(content, rest);
  const body = changedBody(content, bodyText(text), nextBlockId);
  const citations = changedCitations(content, list);
  if (Object.keys(members).length === 0 && !body && !citations) return [];
  const optional = { ...(body && { body }), ...(citations && { citations }) };
  return [{ type: 'article-edited', ...told, members, ...optional, restored: to.revision }];
}

/** The list as an edit carries it; undefined where it is the same. */
export function changedCitations(
  { citations: present }: ArticleContent,
  list: ArticleContent['citations'],
): ArticleEdited['citations'] {
  if (sameValue(present, list)) return undefined;
  const known = new Map(present.map((citation) => [citation.key, citation]));
  const changed = list.filter((citation) => !sameValue(known.get(citation.key), citation));
  return { order: list.map(({ key }) => key), changed };
}
