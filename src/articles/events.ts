// Everything that can have happened to an article. The words on disk are these; they are never renamed.
import type { Role } from '../identity/actor';
import type { BodyEdit } from '../text/body-edit';
import type { ArticleContent, Citation, Origin } from './content';
import type { Finding } from './finding';

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

/** A finding of severity error that was let pass, and why. */
export interface Waiver {
  readonly code: string;
  readonly reason: string;
}

export interface ArticlePublished extends Told {
  readonly type: 'article-published';
  readonly version: number;
  readonly slug: string;
  /** RFC 3339 UTC, milliseconds: the time that the story shows. */
  readonly publishedAt: string;
  /** What lists show of the story; its text is the fold up to here. */
  readonly listed: Pick<ArticleContent, 'headline' | 'standfirst' | 'language' | 'category' | 'tags'>;
  /** SHA-256, lower-case hex, of the bytes served from here on, by media type. */
  readonly served: Readonly<Record<string, string>>;
  readonly findings: readonly Finding[];
  readonly waived: readonly Waiver[];
}

export type ArticleEvent =
  ArticleDrafted | ArticleEdited | CitationAdded | CitationChanged | CitationRemoved | ArticlePublished;
