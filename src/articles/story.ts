// What readers are given of one version: the record that every output is made from. Pure.
import type { Dateline, Source } from './content';

export interface NumberedSource {
  /** As printed: the order of first mention, from 1. */
  readonly number: number;
  readonly key: string;
  /** null only where the gate's finding was waived. */
  readonly source: Source | null;
  readonly locator?: string;
  readonly quote?: string;
}

export interface PublicCorrection {
  readonly kind: string;
  readonly note: string;
  /** RFC 3339 UTC, milliseconds. */
  readonly at: string;
}

export interface StoryMedium {
  readonly key: string;
  readonly url: string;
  readonly alt?: string;
  readonly caption?: string;
  readonly credit?: string;
}

export interface Story {
  readonly newsroom: string;
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  readonly headline: string;
  readonly standfirst: string | null;
  /** Markdown with citations still as `[@key]`; outputs print them by `sources`. */
  readonly body: string;
  readonly language: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  readonly byline: readonly string[];
  readonly dateline: Dateline | null;
  readonly sources: readonly NumberedSource[];
  readonly media: readonly StoryMedium[];
  readonly corrections: readonly PublicCorrection[];
  readonly publishedAt: string;
  readonly updatedAt: string;
  readonly retraction: { readonly notice: string; readonly at: string } | null;
}
