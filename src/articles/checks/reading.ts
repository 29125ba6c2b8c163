// For checks that read the words: the running text of every block, and what a block was read for once is kept with it.
import type { Body } from '../../text/body';
import { readBlocks, type BlockReading } from '../../text/mentions';
import type { Stretch } from './check';

/** A reader of blocks that reads each block once for as long as it and its surroundings stay the same. */
export function perBlock<Seen>(
  read: (block: BlockReading) => readonly Seen[],
): (body: Body) => readonly (Seen & { readonly block: number })[] {
  const known = new WeakMap<BlockReading, Placed<Seen>>();
  return (body) => {
    const all: (Seen & { readonly block: number })[] = [];
    for (const [block, reading] of readBlocks(body).entries()) {
      const earlier = known.get(reading);
      const placed = earlier?.block === block ? earlier : placedAt(block, earlier?.seen ?? read(reading));
      known.set(reading, placed);
      for (const one of placed.seen) all.push(one);
    }
    return all;
  };
}

interface Placed<Seen> {
  readonly block: number;
  readonly seen: readonly (Seen & { readonly block: number })[];
}

const placedAt = <Seen>(block: number, seen: readonly Seen[]): Placed<Seen> => ({
  block,
  seen: seen.map((one) => ({ ...one, block })),
});

/** One sentence of running text, in UTF-16 offsets within its block. */
export type Sentence = Omit<Stretch, 'block'>;

// "Dr. Visser", "U.S. forces", "12. November", "9 Mio. Euro" do not end a sentence. Months and weekdays as they are cut short.
const SHORTENED = [
  'Dr|Mrs|Mr|Ms|Prof|Sen|Gov|Gen|Rep|Pres|Hon|Cllr|Sgt|Lt|Col|Maj|Capt|Adm|Rev|St|Ste|Mt|Ft|Jr|Sr|Inc|Ltd|Corp|Bros|Dept|Sec',
  'No|Nos|Nr|nr|Abs|Art|art|Fig|Vol|Ch|Bd|Kap|pp|blz|vgl|Vgl|cf|vs|[Aa]pprox|[Cc]a|bzw|resp|evtl|ggf|sog|inkl|bijv|evt|incl|excl',
  'dhr|mevr|drs|ir|ing|mr|dr|prof|ds|fa|jl|wnd|mln|mld|Mio|Mrd|Dipl|Ing|Mag|med|phil|jur|rer|nat|sc|techn|Str|geb|Tel|tel',
  'Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Okt|Oct|Nov|Dec|Dez|jan|febr?|mrt|apr|aug|sept|okt|nov|dec|Mon|Tues?|Wed|Thurs?|Thu|Fri|Mo|Mi|Fr',
].join('|');
const ABBREVIATION = new RegExp(String.raw`(?:^|[\s("“‘-])(?:\p{L}|\d{1,2}|(?:\p{L}\.)+\p{L}|${SHORTENED})\.$`, 'u');
/** A sentence does not begin with a small letter: “Why?” she asked. */
const GOES_ON = /^\s+\p{Ll}/u;
const END = /[.!?…。！？]["'”’»)\]]*(?=\s)|[。！？]/gu;

/** The sentences of a block's running text; a marker that stands after a full stop belongs to the sentence before it. */
export function sentencesIn({ block: { text }, runs, clusters }: BlockReading): readonly Sentence[] {
  return runs.flatMap(({ start, end }) => {
    const ends = Array.from(text.slice(start, end).matchAll(END), (found) => start + found.index + found[0].length);
    const real = ends.filter(
      (at) => !ABBREVIATION.test(text.slice(Math.max(start, at - 12), at)) && !GOES_ON.test(text.slice(at, at + 10)),
    );
    const sentences: Sentence[] = [];
    let from = start;
    for (const at of [...real, end]) {
      const to = afterMarkers(text, at, clusters);
      if (to > from) sentences.push({ start: from, end: to });
      from = Math.max(from, to);
    }
    return sentences;
  });
}

const divided = new WeakMap<BlockReading, readonly Sentence[]>();

/** The sentence of a block's running text that has the offset in it; a block is divided once. */
export function sentenceAt(reading: BlockReading, offset: number): Sentence | undefined {
  const sentences = divided.get(reading) ?? sentencesIn(reading);
  divided.set(reading, sentences);
  const sentence = sentences[firstWhere(sentences, ({ end }) => end > offset)];
  return sentence && sentence.start <= offset ? sentence : undefined;
}

interface Cited extends Sentence {
  readonly key: string;
  /** Of its sentence, without markers and with single spaces. */
  readonly words: string;
}

const cited = new WeakMap<BlockReading, readonly Cited[]>();

/** Every mention of the block with the words of its sentence; a block is read once. */
export function citedIn(reading: BlockReading): readonly Cited[] {
  const known = cited.get(reading);
  if (known) return known;
  const said = new Map<Sentence, string>();
  const all = reading.clusters.flatMap(({ brackets, ...cluster }) => {
    const sentence = sentenceAt(reading, cluster.start) ?? cluster;
    const words = said.get(sentence) ?? wordsOf(sentence, reading);
    said.set(sentence, words);
    return brackets.flatMap(({ keys, start, end }) => keys.map((key) => ({ key, words, start, end })));
  });
  cited.set(reading, all);
  return all;
}

/** The words of a sentence as a reader has them, but for the markers, the line ends and the space before a stop. */
export function wordsOf({ start, end }: Sentence, { block: { text }, clusters }: BlockReading): string {
  const pieces: string[] = [];
  let from = start;
  const first = firstWhere(clusters, (cluster) => cluster.start >= start);
  for (let at = first, next = clusters[at]; next && next.start < end; next = clusters[++at]) {
    pieces.push(text.slice(from, next.start));
    from = next.end;
  }
  pieces.push(text.slice(from, Math.max(from, end)));
  return pieces
    .join(' ')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?…])/g, '')
    .trim();
}

function afterMarkers(text: string, at: number, clusters: BlockReading['clusters']): number {
  const next = clusters[firstWhere(clusters, ({ start }) => start >= at)];
  return next && text.slice(at, Math.min(next.start, at + 10)).trim() === '' && next.start < at + 10 ? next.end : at;
}

/** Whether the sentence has a citation in it. */
export function isCited(sentence: Sentence, { clusters }: BlockReading): boolean {
  const next = clusters[firstWhere(clusters, ({ start }) => start >= sentence.start)];
  return next !== undefined && next.start < sentence.end;
}

/** Index of the first of the ordered items for which it holds, and for all after it; their number when for none. */
export function firstWhere<Item>(items: readonly Item[], holds: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item === undefined || holds(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
