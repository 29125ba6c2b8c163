// Everything that can have happened to an article. The words on disk are these; they are never renamed.
import type { Role } from '../identity/actor';
import type { BodyEdit } from '../text/body-edit';
import type { ConfidentialEvent } from './confidential-events';
import type { ArticleContent, Citation, Origin } from './content';
import type {
  ArticleRetracted,
  ArticleUnpublished,
  PublicationMissed,
  PublicationScheduled,
  PublicationUnscheduled,
  VersionPublished,
} from './publication-events';
import type {
  ApprovalRequired,
  ArticleApproved,
  ArticleAssigned,
  ArticleRevived,
  ArticleSpiked,
  ArticleSubmitted,
  ChangesRequested,
} from './workflow-events';
import type { LegalHoldLifted, LegalHoldPlaced, PayloadErased } from './erasure-events';
import type { ArticleWithheld, WithholdingReleased } from './withholding-events';

/** Who did it, as the token named them at the time. */
export interface Person {
  readonly sub: string;
  readonly name: string;
  readonly role: Role;
}

/** What every event tells beside its fact. */
export interface Told {
  readonly by: Person;
  readonly note?: string;
  readonly session?: string;
  /** When it happened in the world, for imported histories (RFC 3339). */
  readonly occurredAt?: string;
  /** Where it was brought in from; then it is somebody else's account of what happened. */
  readonly imported?: ImportedFrom;
}

export const importFormats = ['git', 'mediawiki', 'wordpress', 'ninjs', 'wire'] as const;

/** What of an archive an event was made from. */
export interface ImportedFrom {
  readonly format: (typeof importFormats)[number];
  /** Its name in the archive: a path, a page's title, a URI. */
  readonly item: string;
  /** The archive's own name of the revision: a commit, a revision's number; within an item no two are the same. */
  readonly revision: string;
}

/** The members of an article that one event sets; those left out stay. */
export type Members = Partial<Omit<ArticleContent, 'body' | 'citations'>>;

export interface ArticleDrafted extends Told {
  readonly type: 'article-drafted';
  readonly members: Members & Pick<ArticleContent, 'headline' | 'language'>;
  /** Texts of the blocks 1, 2, 3 … */
  readonly blocks: readonly string[];
  readonly citations: readonly Citation[];
  readonly origin?: Origin;
}

export interface ArticleEdited extends Told {
  readonly type: 'article-edited';
  readonly members: Members;
  readonly body?: BodyEdit;
  readonly origin?: Origin;
  /** The earlier revision that the edit rested on, where it was merged with what others did since. */
  readonly base?: number;
  /** The revision whose content was restored. */
  readonly restored?: number;
  /** The source list as it was restored: all keys in order, and the entries that changed; other edits leave it alone. */
  readonly citations?: { readonly order: readonly string[]; readonly changed: readonly Citation[] };
}

export interface CitationAdded extends Told {
  readonly type: 'citation-added';
  /** Replaces the unresolved citation of the same key, if there is one. */
  readonly citation: Citation;
}

export interface CitationChanged extends Told {
  readonly type: 'citation-changed';
  readonly citation: Citation;
}

export interface CitationRemoved extends Told {
  readonly type: 'citation-removed';
  readonly key: string;
}

/** The sentences that rest on the citation were read beside its source, and still hold. */
export interface CitationConfirmed extends Told {
  readonly type: 'citation-confirmed';
  readonly key: string;
}

export type ArticleEvent =
  | ArticleDrafted
  | ArticleEdited
  | CitationAdded
  | CitationChanged
  | CitationRemoved
  | CitationConfirmed
  | ConfidentialEvent
  | ArticleAssigned
  | ArticleSubmitted
  | ChangesRequested
  | ArticleApproved
  | ApprovalRequired
  | PublicationScheduled
  | PublicationUnscheduled
  | PublicationMissed
  | VersionPublished
  | ArticleRetracted
  | ArticleUnpublished
  | ArticleSpiked
  | ArticleRevived
  | ArticleWithheld
  | WithholdingReleased
  | PayloadErased
  | LegalHoldPlaced
  | LegalHoldLifted;

/** The entries of the source list that the event gave or changed. */
export function citationsGiven(event: ArticleEvent): readonly Citation[] {
  switch (event.type) {
    case 'article-drafted':
      return event.citations;
    case 'article-edited':
      return event.citations?.changed ?? [];
    case 'citation-added':
    case 'citation-changed':
      return [event.citation];
    default:
      return [];
  }
}

/** Why it was done, as whoever did it said: for the revision history. */
export function whyOf(event: ArticleEvent): string | undefined {
  const reason = 'reason' in event ? event.reason : undefined;
  const change = 'change' in event ? event.change?.note : undefined;
  return event.note ?? reason ?? change;
}
