// Which new block is which old one: the same text in order, then the same text elsewhere, then one much like it
// between the same neighbours.
import type { Block, Body } from './body';
import { commonOrder } from './common-order';
import { tokens } from './words';

/** A changed block keeps its id where at least this share of the words is the same (Dice's coefficient). */
const alike = 0.35;
/** A gap with more pairs of blocks than this is new text: comparing them all would take longer than an editor waits. */
const comparedPairs = 250_000;

interface Likeness {
  readonly block: Block;
  readonly to: number;
  readonly score: number;
}

/** Blocks of the texts: unchanged and moved ones are the old objects, changed ones keep their id, the rest get new ids. */
export function matchBlocks(old: Body, texts: readonly string[], nextId: number): Block[] {
  const found = new Map<number, Block>();
  const left = new Set(old);
  const take = (to: number, from: Block, block: Block) => {
    found.set(to, block);
    left.delete(from);
  };
  const stayed = commonOrder(old.map(textOf), texts);
  for (const [from, to] of stayed) for (const block of old.slice(from, from + 1)) take(to, block, block);
  const missing = () => [...texts.keys()].filter((to) => !found.has(to));
  for (const [to, block] of moved([...left], texts, missing())) take(to, block, block);
  for (const { block, to } of changed(gapsBetween(stayed, old, texts), left, new Set(missing()), texts)) {
    take(to, block, { id: block.id, text: texts[to] ?? '' });
  }
  let id = nextId;
  return texts.map((text, to) => found.get(to) ?? { id: id++, text });
}

const textOf = (block: Block): string => block.text;

function moved(left: Body, texts: readonly string[], missing: readonly number[]): (readonly [number, Block])[] {
  const byText = new Map<string, Block[]>();
  for (const block of left.toReversed()) append(byText, block.text, block);
  return missing.flatMap((to) => {
    const block = byText.get(texts[to] ?? '')?.pop();
    return block === undefined ? [] : [[to, block] as const];
  });
}

interface Gap {
  readonly blocks: Body;
  readonly tos: readonly number[];
}

function gapsBetween(stayed: ReturnType<typeof commonOrder>, old: Body, texts: readonly string[]): Gap[] {
  let [start, to] = [0, 0];
  return [...stayed, [old.length, texts.length] as const].map(([from, until]) => {
    const gap = { blocks: old.slice(start, from), tos: range(to, until) };
    [start, to] = [from + 1, until + 1];
    return gap;
  });
}

const range = (start: number, end: number): number[] => Array.from({ length: end - start }, (_, step) => start + step);

function changed(gaps: Gap[], left: Set<Block>, missing: Set<number>, texts: readonly string[]): Likeness[] {
  return gaps.flatMap((gap) => {
    const blocks = gap.blocks.filter((block) => left.has(block));
    const tos = gap.tos.filter((to) => missing.has(to));
    return blocks.length * tos.length > comparedPairs ? [] : bestPairs(likenesses(blocks, tos, texts));
  });
}

/** The most alike first; of a block that was split the part most like it is the block. */
function bestPairs(likely: Likeness[]): Likeness[] {
  const blocks = new Set<Block>();
  const tos = new Set<number>();
  return likely
    .sort((a, b) => b.score - a.score)
    .filter(({ block, to }) => {
      if (blocks.has(block) || tos.has(to)) return false;
      blocks.add(block);
      tos.add(to);
      return true;
    });
}

function likenesses(blocks: Body, tos: readonly number[], texts: readonly string[]): Likeness[] {
  const sizes: number[] = [];
  const holders = new Map<string, number[]>();
  blocks.forEach((block, index) => {
    const words = new Set(tokens(block.text));
    sizes.push(words.size);
    for (const word of words) append(holders, word, index);
  });
  return tos.flatMap((to) => {
    const words = new Set(tokens(texts[to] ?? ''));
    const shared = new Uint32Array(blocks.length);
    for (const word of words) for (const index of holders.get(word) ?? []) shared[index] = (shared[index] ?? 0) + 1;
    return blocks
      .map((block, index) => ({ block, to, score: (2 * (shared[index] ?? 0)) / (words.size + (sizes[index] ?? 0)) }))
      .filter(({ score }) => score >= alike);
  });
}

function append<T>(lists: Map<string, T[]>, name: string, value: T): void {
  const list = lists.get(name);
  if (list === undefined) lists.set(name, [value]);
  else list.push(value);
}
