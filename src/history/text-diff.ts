// Two bodies of one article side by side: blocks by their ids, words within blocks that changed.
import type { Block, Body } from '../text/body';
import { commonOrder } from '../text/common-order';
import { wordSegments, type Segment } from './word-segments';

/** Lines of a text, counted from 1. */
export interface LineSpan {
  readonly line: number;
  readonly lines: number;
}

export interface UnchangedBlocks {
  readonly kind: 'unchanged';
  /** How many blocks in a row; their text is left out. */
  readonly blocks: number;
  readonly from: LineSpan;
  readonly to: LineSpan;
}

export interface ChangedBlock {
  /** `moved` stands where the block is now, and has segments of insert and delete if its text changed as well. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved';
  readonly from: LineSpan | null;
  readonly to: LineSpan | null;
  /** Joined without the inserted ones the old text of the block, without the deleted ones the new. */
  readonly segments: readonly Segment[];
}

export type TextChange = UnchangedBlocks | ChangedBlock;

interface PlacedBlock extends Block {
  readonly span: LineSpan;
}

/** Every block of both bodies, in order: the new one's, with removed blocks where they were. Runs of unchanged ones are one. */
export function diffText(from: Body, to: Body): readonly TextChange[] {
  const [before, after] = [placed(from), placed(to)];
  const stayed = commonOrder(
    before.map(({ id }) => String(id)),
    after.map(({ id }) => String(id)),
  );
  const old = new Map(before.map((block) => [block.id, block]));
  const current = new Set(after.map(({ id }) => id));
  const changes: TextChange[] = [];
  let [at, index] = [0, 0];
  for (const [start, end] of [...stayed, [before.length, after.length] as const]) {
    const gone = before.slice(at, start).filter(({ id }) => !current.has(id));
    const came = after.slice(index, end).map((block) => cameIn(old.get(block.id), block));
    for (const change of [...gone.map(removed), ...came]) changes.push(change);
    changes.push(...kept(before.slice(start, start + 1), after.slice(end, end + 1)));
    [at, index] = [start + 1, end + 1];
  }
  return withRunsJoined(changes);
}

function placed(body: Body): PlacedBlock[] {
  let line = 1;
  return body.map(({ id, text }) => {
    const breaks = text.split('\n').length - 1;
    const span = { line, lines: text.endsWith('\n') ? breaks : breaks + 1 };
    line += breaks;
    return { id, text, span };
  });
}

const removed = ({ span, text }: PlacedBlock): ChangedBlock => ({
  kind: 'removed',
  from: span,
  to: null,
  segments: wordSegments(text, ''),
});

const cameIn = (old: PlacedBlock | undefined, { span, text }: PlacedBlock): ChangedBlock => ({
  kind: old === undefined ? 'added' : 'moved',
  from: old?.span ?? null,
  to: span,
  segments: wordSegments(old?.text ?? '', text),
});

function kept([old]: readonly PlacedBlock[], [block]: readonly PlacedBlock[]): TextChange[] {
  if (old === undefined || block === undefined) return [];
  const [from, to] = [old.span, block.span];
  if (old.text === block.text) return [{ kind: 'unchanged', blocks: 1, from, to }];
  return [{ kind: 'changed', from, to, segments: wordSegments(old.text, block.text) }];
}

function withRunsJoined(changes: readonly TextChange[]): TextChange[] {
  const joined: TextChange[] = [];
  for (const change of changes) {
    const last = joined.at(-1);
    if (last?.kind === 'unchanged' && change.kind === 'unchanged') joined[joined.length - 1] = together(last, change);
    else joined.push(change);
  }
  return joined;
}

const together = (first: UnchangedBlocks, second: UnchangedBlocks): UnchangedBlocks => ({
  kind: 'unchanged',
  blocks: first.blocks + second.blocks,
  from: { line: first.from.line, lines: second.from.line + second.from.lines - first.from.line },
  to: { line: first.to.line, lines: second.to.line + second.to.lines - first.to.line },
});
