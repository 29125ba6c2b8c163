// What the demo reads of the server's answers.
import type { Finding } from '../articles/finding';

/** Of a command on an article. */
export interface Answer {
  readonly id: string;
  readonly revision: number;
  /** In the newsroom's log. */
  readonly position: number;
  readonly status: string;
  readonly nextStatus: string | null;
  readonly version: number | null;
  readonly merged: boolean;
  readonly merge?: {
    readonly base: number;
    readonly others: readonly { readonly revision: number; readonly actor: { readonly name: string } }[];
  };
}

export interface Findings {
  readonly findings: readonly Finding[];
}

export interface Copy {
  readonly headline: string;
  readonly slug: string;
  readonly body: string;
  readonly category: string;
  readonly tags: readonly string[];
  readonly dateline: { readonly text: string };
  readonly citations: readonly { readonly key: string; readonly source: object | null }[];
  readonly wordCount: number;
  readonly revision: number;
}

/** What readers get. */
export interface Story {
  readonly version: number;
  readonly body: string;
  readonly corrections: readonly { readonly kind: string; readonly note: string; readonly at: string }[];
}
