// A citation that one editor removed while the other wrote a sentence that rests on it.
import { newBody } from '../../text/body';
import type { ArticleContent } from '../content';
import { citationMentions } from '../../text/mentions';
import type { ContentConflict } from './content-conflict';

/**
 * The citations that `base` had, `theirs` has no more and does not mention, and `text`, the merged one, does. A conflict
 * names the citation as it was, null for the removal, and the citation again for the side whose text rests on it.
 */
export function citationConflicts(base: ArticleContent, theirs: ArticleContent, text: string): ContentConflict[] {
  const left = new Set(theirs.citations.map(({ key }) => key));
  const removed = base.citations.filter(({ key }) => !left.has(key));
  if (removed.length === 0) return [];
  const before = new Set(citationMentions(theirs.body).map(({ key }) => key));
  const mentioned = new Set(citationMentions(newBody(text)).map(({ key }) => key));
  return removed
    .filter(({ key }) => mentioned.has(key) && !before.has(key))
    .map((citation) => ({ field: 'citations', base: citation, theirs: null, yours: citation }));
}
