// Words as readers meet them: link targets, citation markers, tags and comments are none. Unicode letters and
// numbers make words; of Chinese and Japanese every character counts.
import type { Block, Body } from './body';
import { commonEnds } from './common-order';
import { lineDiff } from './line-diff';

export interface WordChange {
  readonly added: number;
  readonly removed: number;
}

const ideograph = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]`;
const letters = String.raw`(?:(?!${ideograph})[\p{L}\p{M}\p{N}_])+`;
const joint = String.raw`(?:['’\u2010\u2011-]|(?<=\p{N})[.,](?=\p{N}))`;
const word = new RegExp(String.raw`https?://[^\s<>)\]]+|${ideograph}|${letters}(?:${joint}${letters})*`, 'gu');

const key = String.raw`@[\p{L}\p{N}_][\p{L}\p{N}_.:-]*`;
const cluster = String.raw`\[${key}(?:\s*;\s*${key})*\](?!\(|\[(?!@))`;
const target = String.raw`(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\r\n]*")?\)`;
const tag = String.raw`<!--[^]*?(?:-->|$)|</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>`;
const unread = new RegExp(`${cluster}|${target}|${tag}`, 'gu');

/** The runs of letters and numbers of a text, markup included. */
export const tokens = (text: string): readonly string[] => text.match(word) ?? [];

/** The words readers meet in a piece of Markdown, in order. */
export const words = (text: string): readonly string[] => tokens(text.replace(unread, ' '));

export interface PlacedWord {
  readonly word: string;
  /** UTF-16 offset in the text. */
  readonly start: number;
}

/** The words readers meet, each with its place. */
export const placedWords = (text: string): readonly PlacedWord[] =>
  Array.from(text.replace(unread, (mark) => ' '.repeat(mark.length)).matchAll(word), ({ 0: found, index: start }) => ({
    word: found,
    start,
  }));

export const countWords = (text: string): number => words(text).length;

const counted = new WeakMap<Block, number>();

/** Words of the whole body; a block is counted once in its life. */
export function wordCount(body: Body): number {
  return body.reduce((sum, block) => sum + blockWords(block), 0);
}

function blockWords(block: Block): number {
  const known = counted.get(block);
  if (known !== undefined) return known;
  const count = countWords(block.text);
  counted.set(block, count);
  return count;
}

/** Words added and removed between two bodies of one article; blocks that stayed or moved unchanged are not looked at. */
export function wordChange(before: Body, after: Body): WordChange {
  const [old, young] = [wordsMissing(before, after), wordsMissing(after, before)];
  const { start, end } = commonEnds(old, young);
  const from = old.slice(start, old.length - end);
  const to = young.slice(start, young.length - end);
  if (from.length === 0 || to.length === 0) return { added: to.length, removed: from.length };
  let [added, removed] = [0, 0];
  for (const { aStart, aEnd, bStart, bEnd } of lineDiff(from, to, { indentHeuristic: false })) {
    removed += aEnd - aStart;
    added += bEnd - bStart;
  }
  return { added, removed };
}

/** Words of the blocks of `body` that `other` has not with the same text. */
function wordsMissing(body: Body, other: Body): string[] {
  const same = new Set(other);
  const candidates = body.filter((block) => !same.has(block));
  if (candidates.length === 0) return [];
  const texts = new Map(other.map((block) => [block.id, block.text]));
  return candidates.filter((block) => texts.get(block.id) !== block.text).flatMap((block) => words(block.text));
}
