// Which sentences of a text were reworded: each of the old that is gone with the one that stands in its place.
import type { ArticleContent } from '../content';
import { commonOrder } from '../../text/common-order';
import { readBlocks, type BlockReading } from '../../text/mentions';
import { sentencesIn, type Sentence } from './reading';
import { folded, likeliestPairs } from './wording';

export interface Passage {
  readonly member: 'headline' | 'standfirst' | 'body';
  /** As it stands, markers and markup included. */
  readonly words: string;
  /** UTF-16 offset of the words in the member, or in their block of the body. */
  readonly start: number;
  readonly block: number;
  /** Of the body: the block's reading, to look around in. */
  readonly reading?: BlockReading;
}

export type Reworded = readonly [old: Passage, current: Passage];

/** Least likeness of two sentences at the same place, and of two at different ones. */
const [AT_PLACE, ELSEWHERE] = [0.3, 0.6];

export function rewordedIn(before: ArticleContent, after: ArticleContent): readonly Reworded[] {
  const [old, current] = [bodyPassages(before, after), bodyPassages(after, before)];
  const lines = (['headline', 'standfirst'] as const).flatMap((member): readonly Reworded[] => {
    const [from, to] = [before[member], after[member]];
    return from && to && from !== to ? [[line(member, from), line(member, to)]] : [];
  });
  return [...lines, ...paired(old, current)];
}

const line = (member: 'headline' | 'standfirst', words: string): Passage => ({ member, words, start: 0, block: 0 });

/** The sentences of the blocks that the other body has not alike. */
function bodyPassages({ body }: ArticleContent, other: ArticleContent): readonly Passage[] {
  const alike = new Set(other.body.map(({ text }) => text.trim()));
  return readBlocks(body).flatMap((reading, block) => {
    if (alike.has(reading.block.text.trim())) return [];
    return sentencesIn(reading).map(({ start, end }: Sentence) => {
      return { member: 'body' as const, words: reading.block.text.slice(start, end), start, block, reading };
    });
  });
}

function paired(before: readonly Passage[], after: readonly Passage[]): readonly Reworded[] {
  const [old, current] = [before.map(({ words }) => folded(words)), after.map(({ words }) => folded(words))];
  const [was, is] = [new Set(old), new Set(current)];
  const gone = before.filter((_, at) => !is.has(old[at] ?? ''));
  const came = after.filter((_, at) => !was.has(current[at] ?? ''));
  const pairs: Reworded[] = [];
  let [at, index] = [0, 0];
  for (const [start, end] of [...commonOrder(old, current), [old.length, current.length] as const]) {
    const left = before.slice(at, start).filter((_, step) => !is.has(old[at + step] ?? ''));
    const right = after.slice(index, end).filter((_, step) => !was.has(current[index + step] ?? ''));
    for (const pair of likeliestPairs(left, right, AT_PLACE)) pairs.push(pair);
    [at, index] = [start + 1, end + 1];
  }
  return [...pairs, ...moved(gone, came, pairs)];
}

function moved(gone: readonly Passage[], came: readonly Passage[], pairs: readonly Reworded[]): readonly Reworded[] {
  const known = new Set(pairs.flat());
  return likeliestPairs(
    gone.filter((passage) => !known.has(passage)),
    came.filter((passage) => !known.has(passage)),
    ELSEWHERE,
  );
}
