// Which words of an article a comment is made on: those quoted, or a whole line. Pure.
import type { ArticleContent } from '../articles/content';
import { Rejection } from '../errors';
import { bodyText } from '../text/body';
import type { Anchor } from './comment-anchor';
import { blocksOf, commentedMembers, spansOf, trim, type CommentedMember, type Range } from './comment-spans';

export interface Pointed {
  /** Words of the body, else of headline or standfirst; white space counts as one space, as where text is shown. */
  readonly quote?: string;
  /** Of the body, from 1: its words, or the quoted words on it or nearest to it. */
  readonly line?: number;
}

/** undefined: the comment is on the article. Refuses words that are not there with `validation-failed`. */
export function anchorAt(content: ArticleContent, { quote, line }: Pointed): Anchor | undefined {
  const lines = linesOf(bodyText(content.body));
  if (line !== undefined && line > lines.length) {
    throw invalid('line', `The body has ${lines.length} ${lines.length === 1 ? 'line' : 'lines'}, no line ${line}.`);
  }
  if (quote === undefined) return line === undefined ? undefined : wholeLine(content, lines, line);
  const members = line === undefined ? commentedMembers : (['body'] as const);
  for (const member of members) {
    const found = nearest(occurrences(textOf(content, member), quote), lines, line);
    if (found) return anchor(content, member, found);
  }
  const where = line === undefined ? 'the body, the headline or the standfirst' : 'the body';
  throw invalid('quote', `These words do not stand in ${where} at that revision.`);
}

function anchor(content: ArticleContent, member: CommentedMember, range: Range): Anchor {
  const quote = textOf(content, member).slice(range.start, range.end);
  return { member, quote, spans: spansOf(blocksOf(content, member), [range]) };
}

function wholeLine(content: ArticleContent, lines: readonly Range[], line: number): Anchor {
  const range = trim(bodyText(content.body), lines[line - 1] ?? { start: 0, end: 0 });
  if (range.start === range.end) throw invalid('line', `Line ${line} of the body is blank.`);
  return anchor(content, 'body', range);
}

const textOf = (content: ArticleContent, member: CommentedMember): string => bodyText(blocksOf(content, member));

/** Lines without their ends (LF, CR LF or CR). */
function linesOf(text: string): readonly Range[] {
  const lines: Range[] = [];
  let start = 0;
  for (const { 0: end, index } of text.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index });
    start = index + end.length;
  }
  return start < text.length || lines.length === 0 ? [...lines, { start, end: text.length }] : lines;
}

function occurrences(text: string, quote: string): readonly Range[] {
  const words = quote.trim().split(/\s+/);
  if (words[0] === '') throw invalid('quote', 'quote has to have words.');
  const pattern = new RegExp(words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('\\s+'), 'g');
  return Array.from(text.matchAll(pattern), ({ 0: found, index }) => ({ start: index, end: index + found.length }));
}

function nearest(found: readonly Range[], lines: readonly Range[], line?: number): Range | undefined {
  const wanted = line === undefined ? undefined : lines[line - 1];
  if (!wanted) return found[0];
  const first = (range: Range) => lines.findIndex(({ end }) => end >= range.start);
  const last = (range: Range) => lines.findIndex(({ end }) => end >= range.end);
  const distance = (range: Range) => Math.max(0, first(range) - (line ?? 1) + 1, (line ?? 1) - 1 - last(range));
  return found.toSorted((one, other) => distance(one) - distance(other))[0];
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
