// Which stretches of Markdown are running text and which are code: CommonMark 0.31 sections 3 to 5 as far as code depends
// on them. Line by line, linear in the text, and resumable, so that a body is read block by block.
import { LineCursor } from './line-cursor';

/** A paragraph, heading or table row: inline syntax (a code span, a link) never crosses its ends. UTF-16 offsets. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** What stands open between two lines. */
export interface Open {
  /** From outside in: QUOTE, or the columns by which a list item's content is indented; negative while it has none. */
  readonly containers: readonly number[];
  /** The run of backticks or tildes that opened a fence. */
  readonly fence: string | null;
  readonly paragraph: boolean;
}

export const NOTHING_OPEN: Open = { containers: [], fence: null, paragraph: false };

interface Line {
  readonly open: Open;
  /** Where its running text begins; undefined: it has none. */
  readonly textFrom?: number;
  /** Goes on with the paragraph of the line before. */
  readonly continues?: boolean;
}

const QUOTE = 0;
// Deeper is read as text: otherwise a line of markers makes every later line cost its depth.
const DEEPEST = 32;

/** The runs of `text`, which follows what is `open`, and what is open after it. */
export function inlineRuns(text: string, open: Open): { readonly runs: readonly Run[]; readonly open: Open } {
  const runs: Run[] = [];
  let state = open;
  for (let start = 0; start < text.length;) {
    const end = lineEnd(text, start);
    const line = readLine(state, new LineCursor(text, start, end));
    const last = line.continues ? runs.at(-1) : undefined;
    if (last) runs[runs.length - 1] = { start: last.start, end };
    else if (line.textFrom !== undefined) runs.push({ start: line.textFrom, end });
    state = line.open;
    start = end + (text.startsWith('\r\n', end) ? 2 : 1);
  }
  return { runs, open: state };
}

function lineEnd(text: string, start: number): number {
  let end = start;
  while (end < text.length && text[end] !== '\n' && text[end] !== '\r') end++;
  return end;
}

function readLine(open: Open, cursor: LineCursor): Line {
  const matched = matchContainers(open.containers, cursor);
  const inside = matched === open.containers.length;
  if (open.fence !== null && inside) return { open: cursor.closesFence(open.fence) ? { ...open, fence: null } : open };
  if (cursor.isBlank()) return { open: settled(open.containers.slice(0, matched)) };
  const opened = openContainers(open, matched, cursor);
  const containers = [...open.containers.slice(0, matched).map(Math.abs), ...opened];
  if (cursor.isBlank()) return { open: settled(containers) };
  const continues = open.paragraph && opened.length === 0;
  return readLeaf({ containers, before: open, inside, continues }, cursor);
}

interface Leaf {
  readonly containers: readonly number[];
  readonly before: Open;
  readonly inside: boolean;
  readonly continues: boolean;
}

function readLeaf({ containers, before, inside, continues }: Leaf, cursor: LineCursor): Line {
  const code = cursor.indent() >= 4;
  if (code && !continues) return { open: settled(containers) };
  cursor.take();
  const fence = code ? null : cursor.fence();
  if (fence !== null) return { open: { containers, fence, paragraph: false } };
  const underline = continues && inside && cursor.isUnderline();
  if (!code && (underline || cursor.isBreak())) return { open: settled(containers) };
  if (!code && cursor.isHeading()) return { open: settled(containers), textFrom: cursor.at };
  // A lazy continuation line (CommonMark 5.1) leaves the containers of its paragraph open.
  const open = continues ? before : { containers, fence: null, paragraph: true };
  return { open, textFrom: cursor.at, continues };
}

const settled = (containers: readonly number[]): Open =>
  containers.length === 0 ? NOTHING_OPEN : { containers, fence: null, paragraph: false };

function matchContainers(containers: readonly number[], cursor: LineCursor): number {
  const unmatched = containers.findIndex((container) => {
    if (container === QUOTE) return !cursor.quoteMarker();
    // An item may begin with one blank line, not with two (CommonMark 5.2).
    if (cursor.isBlank()) return container < 0;
    if (cursor.indent() < Math.abs(container)) return true;
    cursor.take(Math.abs(container));
    return false;
  });
  return unmatched === -1 ? containers.length : unmatched;
}

function openContainers(open: Open, matched: number, cursor: LineCursor): readonly number[] {
  const opened: number[] = [];
  while (matched + opened.length < DEEPEST && cursor.indent() < 4) {
    // Only inside the same paragraph does CommonMark 5.2 keep a line such as `1990. It was` from opening a list.
    const interrupts = open.paragraph && opened.length === 0 && matched === open.containers.length;
    const container = cursor.quoteMarker() ? QUOTE : cursor.listMarker(interrupts);
    if (container === undefined) break;
    opened.push(container);
  }
  return opened;
}
