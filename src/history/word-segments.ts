// What changed between two pieces of text, word by word.
import { diff } from 'fast-myers-diff';
import { commonEnds } from '../text/common-order';
import { lineDiff } from '../text/line-diff';

export interface Segment {
  readonly op: 'equal' | 'insert' | 'delete';
  readonly text: string;
}

const ideograph = String.raw`[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]`;
const letters = String.raw`(?:(?!${ideograph})[\p{L}\p{M}\p{N}_])+`;
/** A figure is read whole: 2.4 that became 3.1 is not two changes about a point. */
const joint = String.raw`(?<=\p{N})[.,:](?=\p{N})`;
/** Words, line ends, runs of other white space and single other characters; of Chinese and Japanese every character. Joined: the text. */
const piece = new RegExp(String.raw`${ideograph}|${letters}(?:${joint}${letters})*|\n|[^\S\n]+|[^]`, 'gu');

/** A shortest script may cost as many steps as the two have pairs; beyond these many a bounded search gives a good one. */
const searchedPairs = 1_000_000;

/** The equal and deleted segments joined are `from`, the equal and inserted ones `to`. */
export function wordSegments(from: string, to: string): readonly Segment[] {
  if (from === to) return from === '' ? [] : [{ op: 'equal', text: from }];
  const [before, after] = [pieces(from), pieces(to)];
  const segments = new Segments();
  let at = 0;
  for (const [aStart, aEnd, bStart, bEnd] of edits(before, after)) {
    segments.equal(before.slice(at, aStart));
    segments.change(before.slice(aStart, aEnd), after.slice(bStart, bEnd));
    at = aEnd;
  }
  segments.equal(before.slice(at));
  return segments.list();
}

const pieces = (text: string): string[] => text.match(piece) ?? [];

type Edit = readonly [aStart: number, aEnd: number, bStart: number, bEnd: number];

/** Pieces [aStart, aEnd) of the one became [bStart, bEnd) of the other; ascending. */
function edits(before: readonly string[], after: readonly string[]): Iterable<Edit> {
  const { start, end } = commonEnds(before, after);
  const [a, b] = [before.slice(start, before.length - end), after.slice(start, after.length - end)];
  const script: Iterable<Edit> =
    a.length * b.length <= searchedPairs
      ? diff(a, b)
      : lineDiff(a, b, { indentHeuristic: false }).map(({ aStart, aEnd, bStart, bEnd }) => [
          aStart,
          aEnd,
          bStart,
          bEnd,
        ]);
  return Array.from(script, ([aStart, aEnd, bStart, bEnd]): Edit => [
    aStart + start,
    aEnd + start,
    bStart + start,
    bEnd + start,
  ]);
}

/** Changes with only white space between them are told as one: words are read, not single ones hopped over. */
class Segments {
  private readonly segments: Segment[] = [];
  private deleted = '';
  private inserted = '';
  private between = '';

  equal(some: readonly string[]): void {
    const text = some.join('');
    if (text === '') return;
    if (this.isOpen() && text.trim() === '' && !text.includes('\n')) this.between += text;
    else {
      this.close();
      this.add('equal', text);
    }
  }

  change(gone: readonly string[], come: readonly string[]): void {
    this.deleted += this.between + gone.join('');
    this.inserted += this.between + come.join('');
    this.between = '';
  }

  list(): readonly Segment[] {
    this.close();
    return this.segments;
  }

  private isOpen(): boolean {
    // Where words only came or only went, the space beside them stayed.
    return this.deleted !== '' && this.inserted !== '';
  }

  private close(): void {
    this.add('delete', this.deleted);
    this.add('insert', this.inserted);
    this.add('equal', this.between);
    [this.deleted, this.inserted, this.between] = ['', '', ''];
  }

  private add(op: Segment['op'], text: string): void {
    if (text !== '') this.segments.push({ op, text });
  }
}
