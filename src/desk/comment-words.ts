// The words of two texts side by side: which word of the one is which of the other. White space does not count, so that
// a paragraph that was split or joined is the same words. Pure.
import { commonOrder } from '../text/common-order';
import type { Range } from './comment-spans';

interface Word extends Range {
  readonly text: string;
}

export interface Alignment {
  readonly words: readonly Word[];
  /** The word of the other text that each word became; undefined where it went. */
  readonly partners: readonly (Word | undefined)[];
}

/** What became of a range: its words in the other text, and which share of the words that is. */
export interface Remains {
  readonly ranges: readonly Range[];
  /** 0 to 1. */
  readonly share: number;
}

const ideograph = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]`;
const word = new RegExp(String.raw`${ideograph}|(?:(?!${ideograph})[\p{L}\p{M}\p{N}_])+|[^\s]`, 'gu');
const spoken = /[\p{L}\p{N}]/u;

const wordsOf = (text: string): Word[] =>
  Array.from(text.matchAll(word), ({ 0: found, index }) => ({ text: found, start: index, end: index + found.length }));

export function align(from: string, to: string): Alignment {
  const [words, others] = [wordsOf(from), wordsOf(to)];
  const partners = new Array<Word | undefined>(words.length).fill(undefined);
  const pairs = commonOrder(words.map(folded), others.map(folded));
  for (const [at, other] of pairs) partners[at] = others[other];
  return { words, partners };
}

/** Punctuation that stayed counts only where the range has no word. */
export function remainsOf({ words, partners }: Alignment, range: Range): Remains {
  const within = words.flatMap((one, at) => (touches(one, range) ? [{ one, partner: partners[at] }] : []));
  const said = within.filter(({ one }) => spoken.test(one.text));
  const counted = said.length > 0 ? said : within;
  const kept = counted.filter(({ partner }) => partner !== undefined);
  if (kept.length === 0) return { ranges: [], share: 0 };
  const ranges = within.flatMap(({ one, partner }) => (partner ? [partOf(one, partner, range)] : []));
  return { ranges, share: kept.length / counted.length };
}

/** The range with as many words more on either side, as far as `within` goes. */
export function widened({ words }: Alignment, range: Range, by: number, within: Range): Range {
  const first = words.findIndex((one) => touches(one, range));
  const last = words.findLastIndex((one) => touches(one, range));
  if (first < 0) return range;
  const start = words[Math.max(0, first - by)]?.start ?? range.start;
  const end = words[Math.min(words.length - 1, last + by)]?.end ?? range.end;
  return { start: Math.max(within.start, start), end: Math.min(within.end, end) };
}

/** A word that now opens a sentence, or no longer does, is the same word. */
const folded = ({ text }: Word): string => text.toLowerCase();

const touches = (one: Range, other: Range): boolean => one.start < other.end && one.end > other.start;

/** A range may begin or end within a word. */
const partOf = (one: Range, partner: Range, range: Range): Range => ({
  start: partner.start + Math.max(0, range.start - one.start),
  end: partner.end - Math.max(0, one.end - range.end),
});
