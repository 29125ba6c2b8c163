// A source was read for a sentence: where that sentence says something else now, somebody has to look again. A mention that
// only came or went is no change, nor are other punctuation, white space, capitals at the start and markers beside it.
import { citedSentences, type CitedSentence } from '../claims';
import { whereMarked, type Check, type CheckedArticle, type Found } from './check';
import { folded, likeliestPairs, shownChange } from './wording';

export const citationStale = {
  code: 'citation-stale',
  severity: 'warning',
  find: (article) => {
    const { claims, citations } = article;
    const keys = Object.keys(claims).filter((key) => Boolean(citations.get(key)?.source));
    if (keys.length === 0) return [];
    const mentions = new Map<string, CitedSentence[]>(keys.map((key) => [key, []]));
    for (const mention of citedSentences(article.content.body)) mentions.get(mention.key)?.push(mention);
    return keys.flatMap((key) => staleOf(article, claims[key] ?? [], mentions.get(key) ?? []));
  },
} as const satisfies Check;

/** A sentence that was claimed and is gone, beside one that came in: of two alike the first counts. */
function staleOf(
  { content }: CheckedArticle,
  claimed: readonly string[],
  mentions: readonly CitedSentence[],
): readonly Found[] {
  const before = new Set(claimed.map(folded));
  const now = new Map<string, CitedSentence>();
  for (const mention of mentions) if (!now.has(folded(mention.words))) now.set(folded(mention.words), mention);
  const gone = claimed.filter((words) => !now.has(folded(words))).map((words) => ({ words }));
  const came = Array.from(now).flatMap(([words, mention]) => (before.has(words) ? [] : [mention]));
  return likeliestPairs(gone, came, 0).map(([old, mention]) => {
    const [from, to] = shownChange(old.words, mention.words);
    const message = `The sentence that rests on [@${mention.key}] read “${from}” when its source was cited, and reads “${to}” now: confirm that the source still holds it.`;
    return { message, where: whereMarked(content, mention, mention.key) };
  });
}
