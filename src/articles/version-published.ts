// The event of a version, made from what was admitted. Pure.
import type { Candidate } from './decide-publication';
import type { Told } from './events';
import type { ChangeKind, ServedHashes, VersionPublished } from './publication-events';

export interface Publishing {
  readonly slug: string;
  /** RFC 3339 UTC, milliseconds. */
  readonly publishedAt: string;
  readonly served: ServedHashes;
  /** The time that it was scheduled for. */
  readonly scheduled?: string;
}

export function versionPublished(candidate: Candidate, publishing: Publishing, told: Told): VersionPublished {
  const { version, findings, waived, change, story, carried, notCarried, outdatesSchedule } = candidate;
  const { headline, standfirst, language, category, tags } = candidate.content;
  const listed = { headline, standfirst, language, category, tags };
  const optional = { change, story, carried, notCarried, outdatesSchedule };
  const present = Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined));
  return { type: typeOf(change?.kind), ...told, version, ...publishing, findings, waived, listed, ...present };
}

function typeOf(kind: ChangeKind | undefined): VersionPublished['type'] {
  if (kind === undefined) return 'article-published';
  return kind === 'update' || kind === 'refile' ? 'article-updated' : 'article-corrected';
}
