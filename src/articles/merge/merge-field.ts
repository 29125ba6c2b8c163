// How each member of an article merges: lists as sets, objects by their members, all others whole.
import type { ArticleContent } from '../content';
import type { Members } from '../events';
import { sameValue } from '../same';
import type { ContentConflict } from './content-conflict';
import { mergeMembers, mergeValue, type Merge, type Versions } from './merge-members';
import { mergeMedia } from './merge-media';
import { mergeSet } from './merge-set';
import { suggest } from './suggest';

export type MemberName = keyof Members;

export interface FieldMerge {
  /** The member, if the merge sets it. */
  readonly members: Members;
  readonly conflicts: readonly ContentConflict[];
}

/** Merges one member that the edit sends. */
export function mergeField(name: MemberName, base: ArticleContent, theirs: ArticleContent, yours: Members): FieldMerge {
  const sent = yours[name];
  if (sent === undefined) return { members: {}, conflicts: [] };
  const { value, conflicts } = mergeOf(name, base, theirs, yours);
  return {
    members: sameValue(value, theirs[name]) ? {} : { [name]: value },
    conflicts: conflicts.map((versions) => ({ field: name, ...versions, ...suggested(versions) })),
  };
}

function mergeOf(name: MemberName, base: ArticleContent, theirs: ArticleContent, yours: Members): Merge<unknown> {
  const all = { base, theirs, yours };
  if (name === 'tags' || name === 'byline') return { value: mergeSet(versionsOf(name, all)), conflicts: [] };
  if (name === 'media') return mergeMedia(versionsOf(name, all));
  if (name === 'dateline' || name === 'meta') return mergeMembers(versionsOf(name, all));
  return mergeValue(versionsOf(name, all));
}

function versionsOf<Name extends MemberName>(
  name: Name,
  { base, theirs, yours }: { base: ArticleContent; theirs: ArticleContent; yours: Members },
): Versions<ArticleContent[Name]> {
  const sent: ArticleContent[Name] | undefined = yours[name];
  return { base: base[name], theirs: theirs[name], yours: sent === undefined ? base[name] : sent };
}

function suggested({ base, theirs, yours }: Versions<unknown>): { readonly suggestion?: string } {
  if (typeof base !== 'string' || typeof theirs !== 'string' || typeof yours !== 'string') return {};
  const suggestion = suggest(base, yours, theirs);
  return suggestion === undefined ? {} : { suggestion };
}
