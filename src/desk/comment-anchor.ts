// What a comment is anchored to: words of the article, wherever edits take them, and where they stood when they went. Pure.
import type { Block, Body } from '../text/body';
import type { TextChange } from './comment-follow';
import { passageAt, trim, type CommentedMember, type Passage, type Span } from './comment-spans';

export interface Anchor {
  readonly member: CommentedMember;
  /** The words as they stood when the comment was made. */
  readonly quote: string;
  /** In order; empty: detached, all of the words are gone. */
  readonly spans: readonly Span[];
  /** Of a detached one. */
  readonly lost?: Lost;
}

/** The words as they stood last, where they did, and what stood beside them in their block. */
export interface Lost extends Passage {
  readonly before: string;
  readonly after: string;
}

/** How much of the text beside lost words is kept to know them again, in UTF-16 units. */
const beside = 24;

/** The anchor after an edit; the same object where the edit left it alone. */
export function followAnchor(anchor: Anchor, change: TextChange): Anchor {
  const { member, quote, lost } = anchor;
  if (lost) {
    const found = findAgain(change.written, lost, quote);
    return found ? { member, quote, spans: [found] } : anchor;
  }
  const spans = change.follow(anchor.spans);
  if (spans.length > 0) return sameSpans(spans, anchor.spans) ? anchor : { member, quote, spans };
  const last = lastSeen(change.before, anchor.spans);
  const found = findAgain(change.written, last, quote);
  return found ? { member, quote, spans: [found] } : { member, quote, spans: [], lost: last };
}

const sameSpans = (one: readonly Span[], other: readonly Span[]): boolean =>
  one.length === other.length &&
  one.every(({ block, start, end }, at) => {
    const its = other[at];
    return its?.block === block && its.start === start && its.end === end;
  });

function lastSeen(body: Body, spans: readonly Span[]): Lost {
  const passage = passageAt(body, spans) ?? { line: 1, column: 1, words: '' };
  const text = (span: Span | undefined) => body.find(({ id }) => id === span?.block)?.text ?? '';
  const [first, last] = [spans[0], spans.at(-1)];
  const before = text(first).slice(0, first?.start).trim().slice(-beside);
  const after = text(last)
    .slice(last?.end ?? 0)
    .trim()
    .slice(0, beside);
  return { ...passage, before, after };
}

/** The words in one of the blocks: as they stood last, else as they were quoted. */
function findAgain(blocks: Body, lost: Lost, quote: string): Span | undefined {
  for (const words of new Set([lost.words, quote])) {
    const found = words === '' ? [] : blocks.flatMap((block) => occurrences(block, words));
    const known = found.map((span) => ({ span, sides: sidesOf(blocks, span, lost) }));
    const best = known.sort((one, other) => other.sides - one.sides)[0];
    if (best && best.sides >= sidesNeeded(words)) return best.span;
  }
  return undefined;
}

/** Long words are known by themselves, short ones only between their neighbours. */
function sidesNeeded(words: string): number {
  if (words.length >= 32) return 0;
  return words.length >= 16 ? 1 : 2;
}

function sidesOf(blocks: Body, { block, start, end }: Span, { before, after }: Lost): number {
  const text = blocks.find(({ id }) => id === block)?.text ?? '';
  const [left, right] = [text.slice(0, start).trim(), text.slice(end).trim()];
  const isLeft = before === '' ? left === '' : left.endsWith(before);
  const isRight = after === '' ? right === '' : right.startsWith(after);
  return Number(isLeft) + Number(isRight);
}

function occurrences({ id, text }: Block, words: string): Span[] {
  const spans: Span[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    spans.push({ block: id, ...trim(text, { start: at, end: at + words.length }) });
  }
  return spans;
}
