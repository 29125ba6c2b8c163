// Everything that changed between two revisions of an article: members, citations, text and cited claims.
import { canonicalize } from 'json-canonicalize';
import type { ArticleContent, Citation } from '../articles/content';
import { changedClaims, type ChangedClaim } from './claims';
import { diffText, type TextChange } from './text-diff';

type MemberName = Exclude<keyof ArticleContent, 'body' | 'citations'>;

/** Arrays are told as what was added and removed, all else whole. An array that was only put in another order is told whole. */
export type MemberChange =
  | { readonly name: MemberName; readonly from: unknown; readonly to: unknown }
  | { readonly name: MemberName; readonly added: readonly unknown[]; readonly removed: readonly unknown[] };

export interface CitationChanges {
  readonly added: readonly Citation[];
  readonly removed: readonly Citation[];
  readonly changed: readonly { readonly key: string; readonly from: Citation; readonly to: Citation }[];
}

export interface ContentDiff {
  readonly members: readonly MemberChange[];
  readonly citations: CitationChanges;
  readonly text: readonly TextChange[];
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
    members: memberNames.flatMap((name) => memberChange(name, from[name], to[name])),
    citations: citationChanges(from.citations, to.citations),
    text: diffText(from.body, to.body),
    claims: changedClaims(from, to),
  };
}

/** The same text for equal values, whatever the order of their members (RFC 8785). */
const canonicalOf = (value: unknown): string => canonicalize(value);

function memberChange(name: MemberName, from: unknown, to: unknown): MemberChange[] {
  if (canonicalOf(from) === canonicalOf(to)) return [];
  if (!Array.isArray(from) || !Array.isArray(to)) return [{ name, from, to }];
  const [added, removed] = [without(to, from), without(from, to)];
  return added.length + removed.length === 0 ? [{ name, from, to }] : [{ name, added, removed }];
}

function without(values: readonly unknown[], others: readonly unknown[]): unknown[] {
  const known = new Set(others.map(canonicalOf));
  return values.filter((value) => !known.has(canonicalOf(value)));
}

function citationChanges(from: readonly Citation[], to: readonly Citation[]): CitationChanges {
  const old = new Map(from.map((citation) => [citation.key, citation]));
  const current = new Set(to.map(({ key }) => key));
  return {
    added: to.filter(({ key }) => !old.has(key)),
    removed: from.filter(({ key }) => !current.has(key)),
    changed: to.flatMap((citation) => {
      const before = old.get(citation.key);
      if (before === undefined || canonicalOf(before) === canonicalOf(citation)) return [];
      return [{ key: citation.key, from: before, to: citation }];
    }),
  };
}
