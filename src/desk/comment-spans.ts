// Where a comment's words stand: stretches of blocks, which keep their ids through edits, and the same as offsets in the
// whole text. Pure.
import type { ArticleContent } from '../articles/content';
import { bodyText, type Body } from '../text/body';
import { placeIn, type Place } from '../text/text-place';

/** UTF-16 offsets within one block, `end` excluded. */
export interface Span {
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** UTF-16 offsets within a text, `end` excluded. */
export interface Range {
  readonly start: number;
  readonly end: number;
}

export const commentedMembers = ['body', 'headline', 'standfirst'] as const;
export type CommentedMember = (typeof commentedMembers)[number];

/** Words with the place where they begin. */
export interface Passage extends Place {
  readonly words: string;
}

/** The member as blocks; a headline or standfirst is one of id 0. */
export function blocksOf(content: ArticleContent, member: CommentedMember): Body {
  return member === 'body' ? content.body : [{ id: 0, text: content[member] ?? '' }];
}

/** The spans as ranges of the whole text, ascending; those of blocks that are not there are left out. */
export function rangesOf(body: Body, spans: readonly Span[]): readonly Range[] {
  let at = 0;
  return body.flatMap(({ id, text }) => {
    const from = at;
    at += text.length;
    const here = spans.filter(({ block }) => block === id);
    return here.map(({ start, end }) => ({ start: from + start, end: from + end }));
  });
}

/** One span for each block that the ranges touch: from the first to the last of its words there. */
export function spansOf(body: Body, ranges: readonly Range[]): readonly Span[] {
  let at = 0;
  return body.flatMap(({ id, text }) => {
    const [from, until] = [at, at + text.length];
    at = until;
    const here = ranges.filter(({ start, end }) => start < until && end > from);
    if (here.length === 0) return [];
    const start = Math.max(from, Math.min(...here.map((range) => range.start))) - from;
    const end = Math.min(until, Math.max(...here.map((range) => range.end))) - from;
    const trimmed = trim(text, { start, end });
    return trimmed.start < trimmed.end ? [{ block: id, ...trimmed }] : [];
  });
}

/** The range without white space at its ends. */
export function trim(text: string, { start, end }: Range): Range {
  const words = text.slice(start, end);
  const from = start + (words.length - words.trimStart().length);
  return { start: from, end: Math.max(from, end - (words.length - words.trimEnd().length)) };
}

/** The words that stand together from the first span on; undefined where there are none. */
export function passageAt(body: Body, spans: readonly Span[]): Passage | undefined {
  const text = bodyText(body);
  const [first, ...rest] = rangesOf(body, spans);
  const start = first && body.findIndex(({ id }) => spans.some(({ block }) => block === id));
  const span = start === undefined ? undefined : spans.find(({ block }) => block === body[start]?.id);
  if (!first || start === undefined || !span) return undefined;
  let { end } = first;
  for (const range of rest) {
    if (text.slice(end, range.start).trim() !== '') break;
    end = range.end;
  }
  return { ...placeIn(body, start, span.start), words: text.slice(first.start, end) };
}
