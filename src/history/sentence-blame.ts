// Which revision gave each sentence its words. Words keep it wherever they go: with a block that moves, is split or joined,
// from one block to another, and when an earlier revision is restored. Markers and white space are no words. Pure.
import type { Body } from '../text/body';
import { sentencesIn, wordsOf } from '../articles/checks/reading';
import { readBlocks, type BlockReading } from '../text/mentions';

/** UTF-16 offsets within the block. */
export interface BlamedSentence {
  readonly start: number;
  readonly end: number;
  readonly words: string;
  readonly revision: number;
}

/** A block's sentences; what is code between them is told as sentences too. */
export interface BlamedBlock {
  readonly reading: BlockReading;
  readonly sentences: readonly BlamedSentence[];
}

export type SentenceBlame = readonly BlamedBlock[];

export interface RevisionBody {
  readonly revision: number;
  readonly body: Body;
  /** Of the revision that this one went back to: its words are whose they were. */
  readonly restored?: SentenceBlame;
}

/** Blame of the next revision from that of the one before; blocks that stay are the same objects. */
export function nextSentences(previous: SentenceBlame, { revision, body, restored = [] }: RevisionBody): SentenceBlame {
  const readings = readBlocks(body);
  const [present, known] = [new Set(readings), new Map(previous.map((block) => [block.reading, block]))];
  const gone = new Words(previous.filter(({ reading }) => !present.has(reading)));
  const earlier = new Words(restored);
  return readings.map((reading) => {
    const same = known.get(reading);
    if (same) return same;
    const sentences = stretchesOf(reading).map((stretch) => {
      const words = wordsOf(stretch, reading);
      const writer = gone.take(words, reading.block.id) ?? earlier.take(words, reading.block.id) ?? revision;
      return { ...stretch, words, revision: writer };
    });
    return { reading, sentences };
  });
}

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** Everything in the block that is not white space: its sentences, and what stands before, between and after them. */
function stretchesOf(reading: BlockReading): readonly Stretch[] {
  const { text } = reading.block;
  const all: Stretch[] = [];
  let at = 0;
  for (const sentence of [...sentencesIn(reading), { start: text.length, end: text.length }]) {
    const between = trimmed(text, { start: at, end: sentence.start });
    // A list item's dash or a heading's marks go with the words behind them.
    const isMark = !/[\p{L}\p{N}]/u.test(text.slice(between.start, between.end)) && sentence.end > sentence.start;
    if (between.end > between.start && !isMark) all.push(between);
    const own = trimmed(text, sentence);
    if (own.end > own.start) all.push(own);
    at = Math.max(at, sentence.end);
  }
  return all;
}

function trimmed(text: string, { start, end }: Stretch): Stretch {
  const piece = text.slice(start, Math.max(start, end));
  const from = start + piece.length - piece.trimStart().length;
  return { start: from, end: Math.max(from, start + piece.trimEnd().length) };
}

interface Left {
  readonly block: number;
  readonly revision: number;
}

/** Sentences that are there to be taken, each once. */
class Words {
  private readonly left = new Map<string, Left[]>();

  constructor(blocks: SentenceBlame) {
    for (const { reading, sentences } of blocks) {
      for (const { words, revision } of sentences) this.add(words, { block: reading.block.id, revision });
    }
  }

  /** Whose the words are: of two alike that of the same block, else the first. */
  take(words: string, block: number): number | undefined {
    const left = this.left.get(words) ?? [];
    const own = left.findIndex((one) => one.block === block);
    return left.splice(Math.max(0, own), 1)[0]?.revision;
  }

  private add(words: string, one: Left): void {
    const left = this.left.get(words);
    if (left) left.push(one);
    else this.left.set(words, [one]);
  }
}
