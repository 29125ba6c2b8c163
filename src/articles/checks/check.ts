// What a desk check is: one code, one file, one line in all-checks.ts. Pure: it sees the content, and what the desk knows
// of how it came about.
import type { Claims } from '../claims';
import type { Confidences } from '../confidential-source';
import type { ArticleContent, Citation } from '../content';
import type { Finding, Severity, Where } from '../finding';
import type { ChangeKind, NotCarried } from '../publication-events';
import { readBlocks, type Mention } from '../../text/mentions';
import { placeIn } from '../../text/text-place';
import { sentenceAt } from './reading';

/** A version after the first: what it is announced as, and what readers have so far. */
export interface Revised {
  readonly kind: ChangeKind;
  readonly before: ArticleContent;
}

export interface CheckedArticle {
  readonly content: ArticleContent;
  /** Of citations, in the order of the text. */
  readonly mentions: readonly Mention[];
  readonly citations: ReadonlyMap<string, Citation>;
  /** What each citation was added or confirmed for. */
  readonly claims: Claims;
  readonly notCarried: readonly NotCarried[];
  readonly confidences: Confidences;
  /** Only while a later version is being published. */
  readonly revised?: Revised;
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

/** As much of a sentence as is shown before a marker. */
const shown = 160;

/** The place of a marker, with the words of its sentence that lead to it; they never cross a line end. */
export function whereMarked(content: ArticleContent, stretch: Stretch, key?: string): Where {
  const context = leadingTo(content, stretch);
  return { ...whereQuoted(content, stretch), context, ...(key !== undefined && { key }) };
}

/** The place of the words themselves. */
export function whereQuoted({ body }: ArticleContent, { block, start, end }: Stretch): Where {
  return { member: 'body', ...placeIn(body, block, start), quote: body[block]?.text.slice(start, end) };
}

function leadingTo({ body }: ArticleContent, { block, start, end }: Stretch): string {
  const reading = readBlocks(body)[block];
  const from = (reading && sentenceAt(reading, start)?.start) ?? start;
  const before = body[block]?.text.slice(Math.max(from, start - shown), end) ?? '';
  const line = before.split(/[\r\n]/).at(-1) ?? '';
  const cut = start - shown > from && line === before;
  return cut ? `…${line.slice(line.search(/\s/))}` : line.trimStart();
}
