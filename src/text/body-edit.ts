// What an edit did to a body: which blocks came, went or moved, and the whole text of those that are new or changed.
import { matchBlocks } from './block-match';
import type { Block, Body } from './body';
import { commonOrder } from './common-order';
import { blockEnd } from './markdown-blocks';
import { recentBlock } from './recent-blocks';

/** JSON-safe. Both members empty: nothing changed. */
export interface BodyEdit {
  /** In the old body at index `at`, `removed` blocks give way to blocks of these ids; ascending, not overlapping. */
  readonly splices: readonly (readonly [at: number, removed: number, ...ids: number[]])[];
  /** By block id; blocks that moved or stayed without a change have none. */
  readonly texts: Readonly<Record<number, string>>;
}

/** Where the old body and the new text differ: the old blocks [start, end) became `texts`. */
interface Gap {
  readonly start: number;
  readonly end: number;
  readonly texts: readonly string[];
}

/** The edit that turns `body` into blocks of `text`; new blocks get ids from `nextId` on. Costs little for a small change. */
export function editBody(body: Body, text: string, nextId: number): BodyEdit {
  const gap = changedGap(body, text);
  const old = body.slice(gap.start, gap.end);
  const blocks = matchBlocks(old, gap.texts, nextId);
  const before = new Set(old);
  const written = blocks.filter((block) => !before.has(block));
  return {
    splices: splicesBetween(old, blocks, gap.start),
    texts: Object.fromEntries(written.map((block) => [block.id, block.text])),
  };
}

/** Blocks that the edit leaves alone are the same objects. A new block whose text was erased is empty. */
export function applyBodyEdit(body: Body, edit: BodyEdit): Body {
  const moved = new Map<number, Block>();
  for (const [at, removed] of edit.splices) {
    for (const block of body.slice(at, at + removed)) moved.set(block.id, block);
  }
  const after: Block[] = [];
  let at = 0;
  for (const [start, removed, ...ids] of edit.splices) {
    for (const block of body.slice(at, start)) after.push(block);
    for (const id of ids) after.push(moved.get(id) ?? { id, text: '' });
    at = start + removed;
  }
  return rewritten([...after, ...body.slice(at)], edit.texts);
}

function rewritten(blocks: Block[], texts: BodyEdit['texts']): Body {
  return blocks.map((block) => {
    const text = texts[block.id];
    return text === undefined || text === block.text ? block : recentBlock(block.id, text);
  });
}

function changedGap(body: Body, text: string): Gap {
  const kept = keptBefore(body, text);
  if (kept.blocks === body.length && kept.length === text.length) return { start: 0, end: 0, texts: [] };
  // A block's end depends on the line after it, which may be cut short by the text's end: cut the last two anew.
  const start = Math.max(0, kept.blocks - 2);
  const from = kept.length - lengthOf(body, start, kept.blocks);
  const texts: string[] = [];
  const tail = tailStarts(body, text, start, from);
  let end = body.length - tail.length + 1;
  for (let at = from; at < text.length;) {
    while ((tail[body.length - end] ?? 0) < at) end += 1;
    if (tail[body.length - end] === at) return { start, end, texts };
    const next = blockEnd(text, at);
    texts.push(text.slice(at, next));
    at = next;
  }
  return { start, end: body.length, texts };
}

function keptBefore(body: Body, text: string): { blocks: number; length: number } {
  let [blocks, length] = [0, 0];
  for (const block of body) {
    if (!stands(text, block.text, length)) break;
    blocks += 1;
    length += block.text.length;
  }
  return { blocks, length };
}

/** Whether the part stands there. `startsWith` goes from letter to letter, which takes twenty times as long. */
const stands = (text: string, part: string, at: number): boolean => text.slice(at, at + part.length) === part;

const lengthOf = (body: Body, start: number, end: number): number =>
  body.slice(start, end).reduce((sum, block) => sum + block.text.length, 0);

/** Offsets in `text` where the last 0, 1, 2 … blocks of the body would start, as far as the text ends with them. */
function tailStarts(body: Body, text: string, start: number, from: number): number[] {
  const starts = [text.length];
  let at = text.length;
  for (let index = body.length - 1; index >= start; index -= 1) {
    const block = body[index]?.text ?? '';
    if (at - block.length < from || !stands(text, block, at - block.length)) break;
    at -= block.length;
    starts.push(at);
  }
  return starts;
}

function splicesBetween(old: Body, blocks: Body, offset: number): BodyEdit['splices'] {
  const before = old.map((block) => block.id);
  const after = blocks.map((block) => block.id);
  const splices: [at: number, removed: number, ...ids: number[]][] = [];
  let [at, to] = [0, 0];
  for (const [from, until] of [
    ...commonOrder(before.map(String), after.map(String)),
    [before.length, after.length] as const,
  ]) {
    if (from > at || until > to) splices.push([offset + at, from - at, ...after.slice(to, until)]);
    [at, to] = [from + 1, until + 1];
  }
  return splices;
}
