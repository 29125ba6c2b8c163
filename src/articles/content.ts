// What an article says: the members that editors write, as the contract names them. Pure types.
import type { Json } from '../event-store/stored-event';
import type { Body } from '../text/body';

export interface Dateline {
  readonly place?: string | null;
  /** ISO 8601 calendar date, `2026-11-24`. */
  readonly date?: string | null;
  /** As it was printed, e.g. `Utrecht, Tuesday, 24 November 2026.` */
  readonly text?: string | null;
}

/** A CSL-JSON item without `id`. */
export type Source = Readonly<Record<string, Json | undefined>>;

export interface Capture {
  readonly url: string;
  readonly at?: string;
  readonly sha256?: string;
}

/** A source that the newsroom knows and does not name. */
export interface Confidential {
  /** UUIDv7 of the identity in the vault; another identity has another. */
  readonly id: string;
  /** What everybody is told instead. */
  readonly description: string;
  /** Why it is not named. */
  readonly reason: string;
}

export interface Citation {
  readonly key: string;
  /** The number or word it was printed with in the text it came from. */
  readonly label?: string;
  /** null: unresolved. */
  readonly source: Source | null;
  /** Where it is there, `source` says what its description says. */
  readonly confidential?: Confidential;
  readonly locator?: string;
  readonly quote?: string;
  readonly note?: string;
  readonly capture?: Capture;
}

export interface Medium {
  readonly key: string;
  readonly url: string;
  readonly sha256?: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
  readonly rights?: string;
  readonly expires?: string;
}

export interface Embargo {
  /** RFC 3339. */
  readonly until: string;
  readonly timeZone?: string;
  readonly reason?: string;
}

export interface Origin {
  readonly kind: 'wire' | 'paste' | 'translation' | 'machine' | 'copy';
  readonly provider?: string;
  readonly id?: string;
  readonly article?: string;
  readonly revision?: number;
}

/** The editable content of an article. Values are never changed in place: an edit makes a new one that shares the rest. */
export interface ArticleContent {
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: Body;
  /** BCP 47. */
  readonly language: string;
  readonly category: string | null;
  readonly dateline: Dateline | null;
  readonly byline: readonly string[];
  readonly tags: readonly string[];
  readonly slug: string | null;
  readonly media: readonly Medium[];
  readonly embargo: Embargo | null;
  readonly meta: Readonly<Record<string, Json>> | null;
  /** The source-list heading as the wire text had it, e.g. `Bronnen`. */
  readonly sourceHeading: string | null;
  /** In the order in which they were added. */
  readonly citations: readonly Citation[];
}
