// What the API answers, as far as the page reads it. Types alone.

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

/** As the API has it: of what is restricted it tells some readers neither who nor when. */
export type ToldRevision = Omit<Revision, 'actor' | 'recordedAt'> & {
  readonly actor: Person | null;
  readonly recordedAt: string | null;
};

export interface Revision {
  readonly revision: number;
  readonly type: string;
  readonly actor: Person;
  /** RFC 3339. */
  readonly recordedAt: string;
  readonly occurredAt: string | null;
  readonly note: string | null;
  readonly words: { readonly added: number; readonly removed: number };
  readonly position: number;
  readonly hash: string;
  /** Where it was imported from. */
  readonly imported?: { readonly format: string; readonly item: string; readonly revision: string };
}

export interface Page<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** An item of the desk's list. */
export interface ListedArticle {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
  readonly version: number | null;
  readonly headline: string;
  readonly updatedAt: string;
  readonly contributors: readonly { readonly name: string }[];
  readonly snippet?: { readonly text: string };
}

export interface Citation {
  readonly key: string;
  readonly label?: string;
  /** A CSL-JSON item; null: unresolved. */
  readonly source: Readonly<Record<string, unknown>> | null;
  readonly confidential?: { readonly description?: string } | null;
  readonly locator?: string;
  readonly quote?: string;
  readonly note?: string;
}

/** An article as of a revision. */
export interface ArticleText {
  readonly id: string;
  readonly revision: number;
  readonly status: string;
  readonly version: number | null;
  /** Of the story's address. */
  readonly slug: string | null;
  readonly headline: string;
  readonly standfirst: string | null;
  readonly body: string;
  readonly language: string;
  readonly byline: readonly string[];
  readonly tags: readonly string[];
  readonly citations: readonly Citation[];
  readonly wordCount: number;
}

/** A sentence, and what the revision told that gave it its words. */
export interface Blamed {
  readonly text: string;
  /** UTF-16 units of the body before it, and to its end. */
  readonly start: number;
  readonly end: number;
  readonly revision: number;
  readonly actor: Person;
  readonly recordedAt: string;
  readonly note: string | null;
  readonly origin: { readonly kind?: string; readonly provider?: string } | null;
  readonly citations: readonly string[];
}

export interface Segment {
  readonly op: 'equal' | 'insert' | 'delete';
  readonly text: string;
}

interface TextSpan {
  readonly line: number;
  /** UTF-16 units of the body before it, and to its end. */
  readonly start: number;
  readonly end: number;
}

export interface TextChange {
  readonly kind: 'unchanged' | 'added' | 'removed' | 'changed' | 'moved' | 'moved-away' | 'split' | 'joined';
  readonly from: TextSpan | null;
  readonly to: TextSpan | null;
  /** None of `unchanged` and `moved-away`. */
  readonly segments?: readonly Segment[];
}

export interface MemberChange {
  readonly name: string;
  readonly from?: unknown;
  readonly to?: unknown;
  /** Of texts. */
  readonly segments?: readonly Segment[];
  /** Of lists. */
  readonly added?: readonly unknown[];
  readonly removed?: readonly unknown[];
}

export interface Diff {
  readonly from: number;
  readonly to: number;
  /** The story's, where `from` is the story. */
  readonly version: number | null;
  readonly members: readonly MemberChange[];
  readonly citations: {
    readonly added: readonly Citation[];
    readonly removed: readonly Citation[];
    readonly changed: readonly { readonly key: string; readonly members: readonly MemberChange[] }[];
  };
  readonly text: readonly TextChange[];
  readonly claims: readonly { readonly key: string; readonly from: string; readonly to: string }[];
}
