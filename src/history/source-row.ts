// A source as the read model keeps it, and what it is found by. Pure.
import type { Source } from '../articles/content';
import { citationsGiven, type ArticleEvent } from '../articles/events';
import { sourceIdOf } from '../articles/source-id';

export interface SourceRow {
  readonly newsroom_id: string;
  readonly source_id: string;
  /** Of the event that gave it. */
  readonly position: number;
  readonly type: string | null;
  readonly host: string | null;
  readonly title: string;
  readonly source: Source;
  /** For `to_tsvector`. */
  readonly words: string;
}

/** The sources that the event gave, in its order, with their ids: what has none is not here. */
export const sourcesGiven = (event: ArticleEvent): readonly GivenSource[] =>
  citationsGiven(event).flatMap((citation) => {
    const [source, id] = [citation.source, sourceIdOf(citation)];
    return source === null || id === null ? [] : [{ id, source }];
  });

export interface GivenSource {
  readonly id: string;
  readonly source: Source;
}

export function sourceRow(newsroom: string, position: number, { id, source }: GivenSource): SourceRow {
  const host = hostOf(textOf(source['URL']));
  return {
    newsroom_id: newsroom,
    source_id: id,
    position,
    type: textOf(source['type']) || null,
    host: host ?? null,
    title: folded(textOf(source['title']) || textOf(source['URL'])),
    source,
    words: wordsOf(source, host),
  };
}

/** Without `www.`, lower case; undefined where the text is no address with a host. */
export function hostOf(text: string): string | undefined {
  if (!URL.canParse(text)) return undefined;
  const host = new URL(text).hostname.replace(/^www\./, '').replace(/\.$/, '');
  return host === '' || host.length > mostOfAHost ? undefined : host;
}

const mostOfAHost = 253; // RFC 1035 section 2.3.4
/** UTF-16 units: PostgreSQL's index takes rows of 2,700 bytes, and its vectors a megabyte of words. */
const [mostOfATitle, mostOfWords] = [200, 20_000];

const folded = (text: string): string =>
  cut(text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim(), mostOfATitle);

/** Members whose words count. */
const spoken = [
  'title',
  'title-short',
  'container-title',
  'collection-title',
  'publisher',
  'archive',
  'DOI',
  'ISBN',
  'URL',
];
/** Members that are lists of names (CSL-JSON). */
const named = ['author', 'editor', 'translator', 'interviewer', 'director', 'recipient'];

function wordsOf(source: Source, host: string | undefined): string {
  const texts = [
    ...spoken.map((name) => textOf(source[name])),
    ...named.flatMap((name) => namesIn(source[name])),
    host ?? '',
  ];
  // Else taken for tags and entities, which are no words.
  return cut(texts.filter(Boolean).join(' \n').normalize('NFKC').replace(/[<>&]/g, ' '), mostOfWords);
}

function namesIn(names: unknown): readonly string[] {
  if (!Array.isArray(names)) return [];
  return (names as readonly unknown[]).map((name) => {
    const parts = typeof name === 'object' && name !== null ? (name as Record<string, unknown>) : {};
    return ['given', 'non-dropping-particle', 'family', 'suffix', 'literal']
      .map((part) => textOf(parts[part]))
      .join(' ')
      .trim();
  });
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

/** Never within a surrogate pair. */
const cut = (text: string, most: number): string => text.slice(0, most).replace(/[\uD800-\uDBFF]$/, '');
