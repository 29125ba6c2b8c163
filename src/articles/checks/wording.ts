// When two sentences say the same in other clothes, and how a finding shows what was reworded.
import { words as wordsIn } from '../../text/words';

const TARGET = /(?<=\])\([^()\s]*\)/g;
/** Marks that are no words: all but the signs of quantities, and stops and dashes between figures. */
const MARKS = /(?![%‰&§#+])[\p{P}`~^]+/gu;
const BETWEEN_FIGURES = /(?<=\p{N})[.,:](?=\p{N})/gu;

/** The words of a sentence without punctuation, markup, white space and the capital that it begins with. */
export function folded(sentence: string): string {
  const words = sentence
    .normalize('NFC')
    .replace(TARGET, '')
    .replace(/(?<=\p{N})\s?[-\u2010-\u2015]\s?(?=\p{N})/gu, '\ue000')
    .replace(BETWEEN_FIGURES, (stop) => String.fromCodePoint(0xe001 + '.,:'.indexOf(stop)))
    .replace(/(?<!\p{N})[\u2010-\u2015-]+|[\u2010-\u2015-]+(?!\p{N})/gu, ' ')
    .replace(MARKS, '')
    .replace(/\s+/gu, ' ')
    .trim();
  return words.charAt(0).toLowerCase() + words.slice(1);
}

/** How many words a finding shows on each side of what differs, and how many of what differs. */
const around = 6;
const most = 24;

/** Both sentences, cut to the words that differ and a few beside them. */
export function shownChange(old: string, current: string): readonly [string, string] {
  const [from, to] = [old.split(' '), current.split(' ')];
  let start = 0;
  while (start < Math.min(from.length, to.length) && from[start] === to[start]) start += 1;
  return [cut(from, start), cut(to, start)];
}

function cut(words: readonly string[], differs: number): string {
  const start = differs > 2 * around ? differs - around : 0;
  const end = differs + most < words.length ? differs + most : words.length;
  const shown = words.slice(start, end).join(' ').slice(0, 400);
  return `${start > 0 ? '… ' : ''}${shown}${end < words.length ? ' …' : ''}`;
}

interface Worded {
  readonly words: string;
}

const vocabularies = new WeakMap<Worded, ReadonlySet<string>>();

/** The different words of a sentence; one that is kept is read once. */
function vocabularyOf(sentence: Worded): ReadonlySet<string> {
  const known = vocabularies.get(sentence);
  if (known) return known;
  const vocabulary = new Set(wordsIn(sentence.words.toLowerCase()));
  vocabularies.set(sentence, vocabulary);
  return vocabulary;
}

/** By the words of the other sentence, how alike the two are. */
type Likenesses = Map<string, number>;

const likenesses = new WeakMap<Worded, Likenesses>();

function likenessesOf(sentence: Worded): Likenesses {
  const known = likenesses.get(sentence);
  if (known) return known;
  const none: Likenesses = new Map();
  likenesses.set(sentence, none);
  return none;
}

/** How alike two sentences are: the words they share, of those that the longer one has; 0 to 1. */
function likeness(one: Worded, other: Worded, known: Likenesses): number {
  const earlier = known.get(one.words);
  if (earlier !== undefined) return earlier;
  const share = sharedWords(vocabularyOf(one), vocabularyOf(other));
  known.set(one.words, share);
  return share;
}

function sharedWords(words: ReadonlySet<string>, others: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of words) if (others.has(word)) shared += 1;
  return shared / Math.max(1, words.size, others.size);
}

/** Looked through for a partner; what lies further off is paired no more. */
const within = 40;

/**
 * Each of the old with the one of the new that is most like it, at least as much as asked for; ascending in the old. What
 * is found of two is kept for as long as the new one is.
 */
export function likeliestPairs<Old extends Worded, Young extends Worded>(
  old: readonly Old[],
  young: readonly Young[],
  least: number,
): readonly (readonly [Old, Young])[] {
  const pairs: (readonly [Old, Young])[] = [];
  const left = young.map((sentence) => ({ sentence, known: likenessesOf(sentence) }));
  for (const item of old) {
    const { at, share } = likeliest(item, left);
    const [partner] = share < least ? [] : left.splice(at, 1);
    if (partner) pairs.push([item, partner.sentence]);
  }
  return pairs;
}

/** Of the nearest, the first of those that are most like it; its place, and how alike they are. */
function likeliest(item: Worded, left: readonly { sentence: Worded; known: Likenesses }[]) {
  let best = { at: -1, share: -1 };
  for (let at = 0, other = left[at]; other && at < within; other = left[++at]) {
    const share = likeness(item, other.sentence, other.known);
    if (share > best.share) best = { at, share };
  }
  return best;
}
