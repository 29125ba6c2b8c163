// Where blocks stand in their text: in lines as people count them, and in offsets as programs cut them.
import type { Block, Body } from '../text/body';

export interface TextSpan {
  /** The first of its lines, from 1; lines end at LF, as in blame and patches. */
  readonly line: number;
  readonly lines: number;
  /** UTF-16 units of the whole text before it, and to its end. */
  readonly start: number;
  readonly end: number;
}

export interface PlacedBlock extends Block {
  readonly span: TextSpan;
}

export function placedBlocks(body: Body): PlacedBlock[] {
  let [line, start] = [1, 0];
  return body.map(({ id, text }) => {
    const breaks = text.split('\n').length - 1;
    const span = { line, lines: text.endsWith('\n') ? breaks : breaks + 1, start, end: start + text.length };
    line += breaks;
    start = span.end;
    return { id, text, span };
  });
}

/** From the first to the last of spans that follow each other; there is at least one. */
export function spanOver(placed: readonly { readonly span: TextSpan }[]): TextSpan {
  const [first, last] = [placed[0]?.span, placed.at(-1)?.span];
  if (!first || !last) throw new Error('a span of nothing');
  return { line: first.line, lines: last.line + last.lines - first.line, start: first.start, end: last.end };
}
