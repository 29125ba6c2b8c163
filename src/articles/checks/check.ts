// What a desk check is: one code, one file, one line in all-checks.ts. Pure: it sees the content and nothing else.
import type { ArticleContent, Citation } from '../content';
import type { Finding, Severity, Where } from '../finding';
import type { Mention } from '../mentions';
import { placeIn } from '../text-place';

export interface CheckedArticle {
  readonly content: ArticleContent;
  /** Of citations, in the order of the text. */
  readonly mentions: readonly Mention[];
  readonly citations: ReadonlyMap<string, Citation>;
}

export type Found = Omit<Finding, 'code' | 'severity'>;

export interface Check<Code extends string = string> {
  readonly code: Code;
  /** Unless the newsroom's settings say otherwise. */
  readonly severity: Severity;
  readonly find: (article: CheckedArticle) => readonly Found[];
}

/** A stretch of one block of the body, in UTF-16 offsets. */
export interface Stretch {
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** As much of a sentence as is quoted before a marker. */
const QUOTED = 120;

/** The place of a marker, quoted with the words of its sentence that lead to it; a quote never crosses a line end. */
export function whereMarked({ body }: ArticleContent, { block, start, end }: Stretch, key?: string): Where {
  const text = body[block]?.text ?? '';
  const quote = text.slice(sentenceStart(text, start), end);
  return { member: 'body', ...placeIn(body, block, start), quote, ...(key !== undefined && { key }) };
}

/** The place of the words themselves. */
export function whereQuoted({ body }: ArticleContent, { block, start, end }: Stretch): Where {
  return { member: 'body', ...placeIn(body, block, start), quote: body[block]?.text.slice(start, end) };
}

function sentenceStart(text: string, marker: number): number {
  const from = Math.max(0, marker - QUOTED);
  const near = text.slice(from, marker);
  const line = 1 + Math.max(near.lastIndexOf('\n'), near.lastIndexOf('\r'));
  const before = near.slice(line);
  const breaks = Array.from(before.matchAll(/[.!?…]["'”’»)\]]*\s+/g), (found) => found.index + found[0].length);
  // A marker may stand after the full stop of its sentence: what leads to it has to hold a word.
  const start = breaks.findLast((at) => /[\p{L}\p{N}]/u.test(before.slice(at)));
  return from + line + (start ?? (from > 0 && line === 0 ? before.search(/\s\S/) + 1 : 0));
}
