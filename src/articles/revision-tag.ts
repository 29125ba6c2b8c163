// The entity tag of a revision: of one that has lost something since it is another. Pure.
import type { Article } from './article';

type Numbered = Pick<Article, 'revision' | 'erasedBy'>;

/** @param ending tells representations of one revision apart */
export function revisionTag({ revision }: Pick<Numbered, 'revision'>, head: Numbered, ending = ''): string {
  return `"${revision}${ending}${head.erasedBy > revision ? `-e${head.erasedBy}` : ''}"`;
}
