// Which blocks of two bodies of one article are the same block: by id; blocks whose id was lost, because they were cut in
// one revision and put back in another, by their words. And which blocks were split or joined.
import type { Body } from '../text/body';
import { matchBlocks } from '../text/block-match';
import { commonOrder } from '../text/common-order';
import { words } from '../text/words';

export interface BlockPairs {
  /** By index in the one body, the index in the other. */
  readonly toOf: ReadonlyMap<number, number>;
  readonly fromOf: ReadonlyMap<number, number>;
  /** Pairs in the order of both bodies, ascending; the other pairs moved. */
  readonly stayed: readonly (readonly [from: number, to: number])[];
}

export function pairBlocks(from: Body, to: Body): BlockPairs {
  const fromOf = new Map([...sameIds(from, to), ...sameWords(from, to)]);
  const toOf = new Map(Array.from(fromOf, ([index, at]) => [at, index]));
  const stayed = commonOrder(
    from.map((_, at) => String(at)),
    to.map((_, index) => String(fromOf.get(index) ?? `new ${index}`)),
  );
  return { toOf, fromOf, stayed };
}

type Pairs = readonly (readonly [to: number, from: number])[];

function sameIds(from: Body, to: Body): Pairs {
  const places = new Map(from.map(({ id }, at) => [id, at]));
  return to.flatMap(({ id }, index) => {
    const at = places.get(id);
    return at === undefined ? [] : [[index, at] as const];
  });
}

function sameWords(from: Body, to: Body): Pairs {
  const [before, after] = [new Set(from.map(({ id }) => id)), new Set(to.map(({ id }) => id))];
  const gone = from.flatMap((block, at) => (after.has(block.id) ? [] : [{ at, block }]));
  const came = to.flatMap((block, index) => (before.has(block.id) ? [] : [{ index, block }]));
  if (gone.length === 0 || came.length === 0) return [];
  // Blank lines alone are nobody's; ids below zero are never given.
  const texts = came.map(({ block }) => block.text);
  const old = gone.map(({ block }, nth) => ({ id: -1 - nth, text: block.text }));
  return matchBlocks(old, texts, 0).flatMap(({ id, text }, nth) => {
    const [one, other] = [gone[-1 - id], came[nth]];
    return one && other && text.trim() !== '' ? [[other.index, one.at] as const] : [];
  });
}

/** Of a new block this share of its words has to come from the block that it was split from; and so for joins. */
const taken = 0.6;

export interface Absorbed {
  /** How many neighbours before and after it became part of the block, or came of it. */
  readonly before: number;
  readonly after: number;
}

/**
 * Of a block that lost `lost` words (those of the one text that the other has not), the neighbours that took them: of
 * `candidates`, nearest first, as long as most of a neighbour's words are of those.
 */
export function absorbed(lost: Bag, before: Iterable<string>, after: Iterable<string>): Absorbed {
  return { after: takenBy(lost, after), before: takenBy(lost, before) };
}

function takenBy(lost: Bag, texts: Iterable<string>): number {
  let count = 0;
  for (const text of texts) {
    const own = words(text);
    if (own.length === 0 || lost.take(own) < taken * own.length) return count;
    count += 1;
  }
  return count;
}

/** Words with how often they are there. */
export class Bag {
  private readonly counts = new Map<string, number>();

  /** The words of the one text that the other has not. */
  constructor(text: string, other: string) {
    for (const word of words(text)) this.counts.set(word, (this.counts.get(word) ?? 0) + 1);
    this.take(words(other));
  }

  /** Takes out what is there of the words; how many that were. */
  take(some: readonly string[]): number {
    let found = 0;
    for (const word of some) {
      const count = this.counts.get(word) ?? 0;
      if (count === 0) continue;
      this.counts.set(word, count - 1);
      found += 1;
    }
    return found;
  }
}
