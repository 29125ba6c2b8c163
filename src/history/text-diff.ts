// Two bodies of one article side by side: blocks that stayed, changed, moved, were split or joined; words within them.
import type { Body } from '../text/body';
import { absorbed, Bag, pairBlocks, type BlockPairs } from './block-pairs';
import { placedBlocks, spanOver, type PlacedBlock, type TextSpan } from './text-span';
import { wordSegments, type Segment } from './word-segments';

export interface UnchangedBlocks {
  readonly kind: 'unchanged';
  /** How many blocks in a row; their text is left out. */
  readonly blocks: number;
  readonly from: TextSpan;
  readonly to: TextSpan;
}

export interface ChangedBlocks {
  /** `moved` stands where the block is now, and has segments of insert and delete if its words changed as well. */
  readonly kind: 'added' | 'removed' | 'changed' | 'moved' | 'split' | 'joined';
  readonly from: TextSpan | null;
  readonly to: TextSpan | null;
  /** Joined without the inserted ones the old text of the blocks, without the deleted ones the new. */
  readonly segments: readonly Segment[];
}

/** Stands where a block was that is elsewhere now; its words are told there. */
export interface MovedAway {
  readonly kind: 'moved-away';
  readonly from: TextSpan;
  readonly to: TextSpan;
}

export type TextChange = UnchangedBlocks | ChangedBlocks | MovedAway;

/** Blocks [from) to [to) of each side, which are one block's. */
interface Group {
  readonly from: readonly [start: number, end: number];
  readonly to: readonly [start: number, end: number];
}

/** Every block of both bodies: the new one's in order, with what went where it was. Runs of unchanged ones are one. */
export function diffText(from: Body, to: Body): readonly TextChange[] {
  return new TextDiff(placedBlocks(from), placedBlocks(to), pairBlocks(from, to)).changes();
}

class TextDiff {
  constructor(
    private readonly before: readonly PlacedBlock[],
    private readonly after: readonly PlacedBlock[],
    private readonly pairs: BlockPairs,
  ) {}

  changes(): readonly TextChange[] {
    const { before, after } = this;
    const changes: TextChange[] = [];
    let [at, index] = [0, 0];
    const end = { from: [before.length, before.length], to: [after.length, after.length] } as const;
    for (const group of [...this.groups(), end]) {
      for (let place = at; place < group.from[0]; place += 1) changes.push(...this.gone(place));
      for (let place = index; place < group.to[0]; place += 1) changes.push(...this.came(place));
      changes.push(...this.kept(group));
      [at, index] = [group.from[1], group.to[1]];
    }
    return withRunsJoined(changes);
  }

  /** The blocks that stayed in order, each with the neighbours that it was split into or joined with. */
  private groups(): Group[] {
    const groups: Group[] = [];
    for (const pair of this.pairs.stayed) groups.push(this.grouped(pair, groups.at(-1)));
    return groups;
  }

  private grouped([from, to]: readonly [number, number], last?: Group): Group {
    const one: Group = { from: [from, from + 1], to: [to, to + 1] };
    const [old, block] = [this.before[from], this.after[to]];
    if (!old || !block || old.text === block.text) return one;
    const parts = absorbed(
      new Bag(old.text, block.text),
      unpaired(this.after, this.pairs.fromOf, { start: to - 1, step: -1, stop: (last?.to[1] ?? 0) - 1 }),
      unpaired(this.after, this.pairs.fromOf, { start: to + 1, step: 1, stop: this.after.length }),
    );
    if (parts.before + parts.after > 0) return { ...one, to: [to - parts.before, to + 1 + parts.after] };
    const pieces = absorbed(
      new Bag(block.text, old.text),
      unpaired(this.before, this.pairs.toOf, { start: from - 1, step: -1, stop: (last?.from[1] ?? 0) - 1 }),
      unpaired(this.before, this.pairs.toOf, { start: from + 1, step: 1, stop: this.before.length }),
    );
    return { ...one, from: [from - pieces.before, from + 1 + pieces.after] };
  }

  private gone(place: number): TextChange[] {
    return this.before.slice(place, place + 1).map(({ span, text }) => {
      const now = this.after[this.pairs.toOf.get(place) ?? -1];
      if (now) return { kind: 'moved-away', from: span, to: now.span };
      return { kind: 'removed', from: span, to: null, segments: wordSegments(text, '') };
    });
  }

  private came(place: number): TextChange[] {
    return this.after.slice(place, place + 1).map(({ span, text }) => {
      const old = this.before[this.pairs.fromOf.get(place) ?? -1];
      const segments = wordSegments(old?.text ?? '', text);
      return { kind: old ? 'moved' : 'added', from: old?.span ?? null, to: span, segments };
    });
  }

  private kept({ from: [start, end], to: [first, last] }: Group): TextChange[] {
    const [old, now] = [this.before.slice(start, end), this.after.slice(first, last)];
    if (old.length === 0 || now.length === 0) return [];
    const [from, to] = [spanOver(old), spanOver(now)];
    const [oldText, text] = [textOf(old), textOf(now)];
    if (oldText === text && old.length === now.length) return [{ kind: 'unchanged', blocks: 1, from, to }];
    const kind = now.length > 1 ? 'split' : old.length > 1 ? 'joined' : 'changed';
    return [{ kind, from, to, segments: wordSegments(oldText, text) }];
  }
}

const textOf = (blocks: readonly PlacedBlock[]): string => blocks.map(({ text }) => text).join('');

interface Walk {
  readonly start: number;
  readonly step: 1 | -1;
  readonly stop: number;
}

/** The texts of the blocks from there on, as long as they are on this side alone. */
function* unpaired(
  blocks: readonly PlacedBlock[],
  paired: ReadonlyMap<number, number>,
  { start, step, stop }: Walk,
): Generator<string> {
  for (let at = start; at !== stop && !paired.has(at); at += step) yield blocks[at]?.text ?? '';
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
  from: spanOver([{ span: first.from }, { span: second.from }]),
  to: spanOver([{ span: first.to }, { span: second.to }]),
});
