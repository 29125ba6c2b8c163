// What changed between two pieces of text, word by word.
import { lineDiff } from '../text/line-diff';

export interface Segment {
  readonly op: 'equal' | 'insert' | 'delete';
  readonly text: string;
}

const ideograph = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]`;
const letters = String.raw`(?:(?!${ideograph})[\p{L}\p{M}\p{N}_])+`;
/** Words, runs of white space and single other characters; of Chinese and Japanese every character. Joined: the text. */
const piece = new RegExp(String.raw`${ideograph}|${letters}|\s+|[^]`, 'gu');

/** The equal and deleted segments joined are `from`, the equal and inserted ones `to`. */
export function wordSegments(from: string, to: string): readonly Segment[] {
  const [before, after] = [pieces(from), pieces(to)];
  const segments: Segment[] = [];
  const add = (op: Segment['op'], some: readonly string[]) => {
    if (some.length > 0) segments.push({ op, text: some.join('') });
  };
  let at = 0;
  for (const { aStart, aEnd, bStart, bEnd } of lineDiff(before, after, { indentHeuristic: false })) {
    add('equal', before.slice(at, aStart));
    add('delete', before.slice(aStart, aEnd));
    add('insert', after.slice(bStart, bEnd));
    at = aEnd;
  }
  add('equal', before.slice(at));
  return segments;
}

const pieces = (text: string): string[] => text.match(piece) ?? [];
