// The printed numbers of sources: the order of first mention, never stored. Every output prints citations through this file.
import { bodyText, type Body } from '../text/body';
import type { ArticleContent, Citation } from './content';
import { citationMentions, clustersIn } from '../text/mentions';
import type { Cluster } from '../text/mention-syntax';
import type { NumberedSource } from './story';

/** Numbers from 1 by key. Keys that no citation has, and citations that the text does not mention, have none. */
export function numberSources(body: Body, citations: readonly Citation[]): ReadonlyMap<string, number> {
  const known = new Set(citations.map(({ key }) => key));
  const numbers = new Map<string, number>();
  for (const { key } of citationMentions(body)) {
    if (known.has(key) && !numbers.has(key)) numbers.set(key, numbers.size + 1);
  }
  return numbers;
}

/** A cluster as readers see it: `[1][3]`; `[?]` for a key without number. */
export const printCluster = (cluster: Cluster, numbers: ReadonlyMap<string, number>): string =>
  cluster.brackets
    .flatMap(({ keys }) => keys)
    .map((key) => `[${numbers.get(key) ?? '?'}]`)
    .join('');

/** The text with every cluster printed; all else byte for byte as it was. */
export function printCitations(text: string | Body, numbers: ReadonlyMap<string, number>): string {
  const whole = typeof text === 'string' ? text : bodyText(text);
  const parts: string[] = [];
  let from = 0;
  for (const cluster of clustersIn(whole)) {
    parts.push(whole.slice(from, cluster.start), printCluster(cluster, numbers));
    from = cluster.end;
  }
  return parts.join('') + whole.slice(from);
}

/** The numbers of a published story, from its printed source list. */
export const numbersOf = (sources: readonly NumberedSource[]): ReadonlyMap<string, number> =>
  new Map(sources.map(({ key, number }) => [key, number]));

/** The printed source list, in the order of its numbers. */
export function storySources({
  body,
  citations,
}: Pick<ArticleContent, 'body' | 'citations'>): readonly NumberedSource[] {
  const byKey = new Map(citations.map((citation) => [citation.key, citation]));
  return Array.from(numberSources(body, citations), ([key, number]) => {
    const { source = null, locator, quote, capture } = byKey.get(key) ?? {};
    // A copy would say which source it is that is not named.
    const optional = { locator, quote, capture: source ? capture : undefined };
    const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
    return { number, key, source, ...present };
  });
}
