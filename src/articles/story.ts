// What readers are given of one version: the record that every output is made from. Pure.
import type { Settings } from '../settings/settings';
import type { Capture, Dateline, Source } from './content';

export interface NumberedSource {
  /** As printed: the order of first mention, from 1. */
  readonly number: number;
  readonly key: string;
  /** null only where the gate's finding was waived. */
  readonly source: Source | null;
  readonly locator?: string;
  readonly quote?: string;
  /** An archived copy. */
  readonly capture?: Capture;
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
  readonly rights?: string;
}

/** Who published it, and where, as it stood then. */
export interface Publisher extends Pick<Settings, 'policies' | 'publicHistory'> {
  /** The service as readers reach it: absolute, without slash at the end. */
  readonly site: string;
}

export interface Story {
  readonly newsroom: string;
  readonly publisher: Publisher;
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
