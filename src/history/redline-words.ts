// Words of a redline as HTML: what came and what went by element, by line and by spoken words. Everything is escaped, and
// characters that nobody sees, or that would turn the rest of the line around, are shown by their code. Pure.
import type { Segment } from './word-segments';

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Controls but tab and line ends, bidirectional embeddings, overrides and isolates, and what has no width and no use. */
const unseen = /(?![\t\n])\p{Cc}|[\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/gu;

/** Safe as element content and inside double-quoted attributes. */
export const escaped = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (character) => codeOf(character));

/** The same as content of an element, where the codes stand out. */
export const shown = (text: string): string =>
  text
    .replace(/[&<>"]/g, (character) => entities[character] ?? '')
    .replace(/\r\n?/g, '\n')
    .replace(unseen, (character) => `<span class="unseen">${codeOf(character)}</span>`);

const codeOf = (character: string): string =>
  `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;

/** Line ends that came or went are seen and heard too. */
const marked = (text: string): string =>
  shown(text).replace(
    /\n/g,
    '<span class="turn" aria-hidden="true">¶</span><span class="spoken"> line break </span>\n',
  );

const spoken = (words: string): string => `<span class="spoken">${words}</span>`;

const inserted = (text: string): string =>
  `<ins>${spoken('[inserted: ')}${marked(text)}${spoken(' end of insertion]')}</ins>`;
const deleted = (text: string): string =>
  `<del>${spoken('[deleted: ')}${marked(text)}${spoken(' end of deletion]')}</del>`;

const byOp: Readonly<Record<Segment['op'], (text: string) => string>> = {
  equal: shown,
  insert: inserted,
  delete: deleted,
};

export const segmentsAsHtml = (segments: readonly Segment[]): string =>
  segments.map(({ op, text }) => byOp[op](text)).join('');
