// A text cut into paragraphs and these into the pieces that blame knows, so that each can be asked about. Pure.
import type { Blamed } from './answers';

export interface Piece {
  readonly text: string;
  /** Index of the blamed item; undefined: text between items. */
  readonly item?: number;
}

export interface Paragraph {
  readonly pieces: readonly Piece[];
  /** Whether the revision before had it not, word for word. */
  readonly isNew: boolean;
}

/** Paragraphs of the body; without blame each is one piece. Joined with what parted them they are the body. */
export function paragraphsOf(body: string, blame: readonly Blamed[] = [], before?: string): readonly Paragraph[] {
  const old = before === undefined ? undefined : new Set(before.split(/\n{2,}/).map(trimmed));
  const pieces = placed(body, blame);
  const paragraphs: Paragraph[] = [];
  let at = 0;
  for (const text of body.split(/(\n{2,})/)) {
    const isGap = /^\n{2,}$/.test(text);
    const own = isGap || text === '' ? [] : cut(pieces, at, at + text.length);
    if (own.length > 0) paragraphs.push({ pieces: own, isNew: old !== undefined && !old.has(trimmed(text)) });
    at += text.length;
  }
  return paragraphs;
}

/** The last paragraph ends with a line break that it has not when another follows. */
const trimmed = (text: string): string => text.trimEnd();

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly item?: number;
  readonly text: string;
}

/** Each sentence where it stands, and what stands between them. */
function placed(body: string, blame: readonly Blamed[]): readonly Placed[] {
  const found: Placed[] = [];
  let at = 0;
  const push = (upTo: number, item?: number) => {
    const end = Math.min(upTo, body.length);
    if (end > at) found.push({ start: at, end, item, text: body.slice(at, end) });
    at = Math.max(at, end);
  };
  blame.forEach(({ start, end }, item) => {
    push(start);
    push(end, item);
  });
  push(body.length);
  return found;
}

function cut(pieces: readonly Placed[], from: number, to: number): readonly Piece[] {
  return pieces
    .filter(({ start, end }) => end > from && start < to)
    .map(({ start, text, item }) => ({ text: text.slice(Math.max(0, from - start), to - start), item }));
}
