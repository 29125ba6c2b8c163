// Everything that changed between two contents of an article: members, citations, text and cited claims.
import type { ArticleContent, Citation } from '../articles/content';
import { changedClaims, type ChangedClaim } from './claims';
import { diffText, type TextChange } from './text-diff';
import { entryChanges, valueChange, type EntryChanges, type ValueChange } from './value-changes';

type MemberName = Exclude<keyof ArticleContent, 'body' | 'citations'>;

export interface CitationChanges extends EntryChanges<Citation> {
  /** All keys in order, where that is not the old order with the added ones at its end. */
  readonly order?: readonly string[];
}

export interface ContentDiff {
  readonly members: readonly ValueChange<MemberName>[];
  readonly citations: CitationChanges;
  readonly text: readonly TextChange[];
  /** Claims whose words changed while the citation that they rest on did not. */
  readonly claims: readonly ChangedClaim[];
}

const memberNames = [
  'headline',
  'standfirst',
  'language',
  'category',
  'dateline',
  'byline',
  'tags',
  'slug',
  'media',
  'embargo',
  'meta',
  'sourceHeading',
] as const satisfies readonly MemberName[];

/** What has to be done to `from` to make it `to`. Members that are equal are left out. */
export function diffContent(from: ArticleContent, to: ArticleContent): ContentDiff {
  return {
    members: memberNames.flatMap((name) => valueChange(name, from[name], to[name])),
    citations: citationChanges(from.citations, to.citations),
    text: diffText(from.body, to.body),
    claims: changedClaims(from, to),
  };
}

function citationChanges(from: readonly Citation[], to: readonly Citation[]): CitationChanges {
  const changes = entryChanges(from, to);
  const gone = new Set(changes.removed.map(({ key }) => key));
  const usual = [...from, ...changes.added].map(({ key }) => key).filter((key) => !gone.has(key));
  const order = to.map(({ key }) => key);
  return order.join('\n') === usual.join('\n') ? changes : { ...changes, order };
}
