// How an article begins. Pure.
import { Rejection } from '../errors';
import { sameValue } from './same';
import { splitBlocks } from '../text/markdown-blocks';
import type { ArticleContent, Citation, Origin } from './content';
import { blank } from './article';
import type { ArticleEvent, Members, Told } from './events';
import { citationKeyFor } from './source-entry';

export type DraftedCitation = Omit<Citation, 'key'> & { readonly key?: string };

export interface Draft {
  readonly members: Members & Pick<ArticleContent, 'headline' | 'language'>;
  readonly body: string;
  readonly citations: readonly DraftedCitation[];
  readonly origin?: Origin;
}

/** `article-drafted`. Two citations of one key are refused with `validation-failed`. */
export function draftArticle(draft: Draft, told: Told): ArticleEvent[] {
  const { headline, language, ...rest } = draft.members;
  const current: Members = blank;
  const set = Object.entries(rest).filter(
    ([name, value]) => value !== undefined && !sameValue(value, current[name as keyof Members]),
  );
  const members = { headline, language, ...Object.fromEntries(set) };
  const citations = keyed(draft.citations);
  return [
    { type: 'article-drafted', ...told, members, blocks: splitBlocks(draft.body), citations, origin: draft.origin },
  ];
}

function keyed(citations: readonly DraftedCitation[]): Citation[] {
  const taken = new Set<string>();
  citations.forEach(({ key }, index) => {
    if (key !== undefined && taken.has(key)) throw twice(key, index);
    if (key !== undefined) taken.add(key);
  });
  return citations.map((citation) => {
    const key = citation.key ?? madeKey(citation, taken);
    taken.add(key);
    return { ...citation, key };
  });
}

const madeKey = ({ source, label }: DraftedCitation, taken: ReadonlySet<string>): string =>
  citationKeyFor(source ?? { title: label ?? 'source' }, taken);

function twice(key: string, index: number): Rejection {
  const message = `Another citation has the key ${key} already.`;
  return new Rejection('validation-failed', message, { errors: [{ path: `citations[${index}].key`, message }] });
}
