// What a body says: its words without Markdown, citation markers and link targets, for search and for showing a match.
// Pure, and linear in the text.
import type { Body } from './body';
import { readBlocks, type BlockReading } from './mentions';

// Blocks are shared between revisions: an edit of one paragraph reads one paragraph.
const read = new WeakMap<BlockReading, string>();

/** The text of a body as somebody would read it aloud, one line a block. Noncharacters of Unicode are left out. */
export const plainText = (body: Body): string =>
  readBlocks(body)
    .map(plainBlock)
    .filter((text) => text !== '')
    .join('\n');

function plainBlock(reading: BlockReading): string {
  const known = read.get(reading);
  if (known !== undefined) return known;
  const text = withoutMarkup(withoutCitations(reading));
  read.set(reading, text);
  return text;
}

function withoutCitations({ block, clusters }: BlockReading): string {
  const parts = clusters.map(({ start }, nth) => block.text.slice(clusters[nth - 1]?.end ?? 0, start).trimEnd());
  return [...parts, block.text.slice(clusters.at(-1)?.end ?? 0)].reduce(
    (text, part) => text + (/^[\p{L}\p{N}]/u.test(part) && text !== '' ? ' ' : '') + part,
    '',
  );
}

const link = /!?\[([^[\]]*)\](?:\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\r\n]*")?\)|\[[^[\]\r\n]*\])/g;
const marks = /\\([!-/:-@[-`{-~])|`+|~~+|(?<!\s)\*+|\*+(?!\s)|(?<![\p{L}\p{N}])_+|_+(?![\p{L}\p{N}])|[\uFDD0-\uFDEF]/gu;
const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** In the order in which one construct can hide another. */
const markup: readonly (readonly [pattern: RegExp, kept: string])[] = [
  [/^[ \t>]*(?:`{3,}|~{3,})[^\r\n]*$/gm, ''], // fences; what they fence stays
  [/^ {0,3}\[[^[\]\r\n]+\]:[^\r\n]*$/gm, ''], // link reference definitions
  [/<([a-z][a-z0-9+.-]{1,31}:[^\s<>]*)>/gi, '$1'], // autolinks
  [/<!--[^]*?(?:-->|$)|<\/?[a-zA-Z][\w-]*(?:\s[^<>]*)?\/?>/g, ' '], // comments and tags
  [link, '$1'],
  [link, '$1'], // a picture within a link
  [/^[ \t>]*[-=*_|:][-=*_|: \t]{2,}$/gm, ''], // rules, underlines of headings, delimiter rows of tables
  [/^[ \t]*(?:>|(?:[-+*]|#{1,6})(?=[ \t\r\n]|$))(?:[ \t]*(?:>|(?:[-+*]|#{1,6})(?=[ \t\r\n]|$)))*/gm, ''],
  [/\|/g, ' '],
];

function withoutMarkup(block: string): string {
  return markup
    .reduce((text, [pattern, kept]) => text.replace(pattern, kept), block)
    .replace(marks, (_, escaped: string | undefined) => escaped ?? '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/\s+/g, ' ')
    .trim();
}
