// Words in quotation marks were said or written somewhere. Titles and single phrases are let be. One citation covers what
// somebody says in a row: “…,” she said. “…” [@talk]
import { whereQuoted, type Check } from './check';
import { coveredBlocks } from './covering';
import { quotationsIn } from './quotations';
import { firstWhere, isCited, perBlock, sentencesIn, type Sentence } from './reading';

/** Shorter is a phrase, a title or a word that the writer keeps at a distance. */
const WORDS = 5;

interface Quote extends Sentence {
  readonly words: number;
  readonly shown: string;
}

const uncited = perBlock((reading) => {
  const quotations = quotationsIn(reading);
  if (quotations.length === 0) return [];
  const sentences = sentencesIn(reading);
  return passagesOf(quotations, sentences).flatMap(({ first, last, quotes }) => {
    if (sentences.slice(first, last).some((sentence) => isCited(sentence, reading))) return [];
    const long = quotes
      .map((place) => quoteAt(reading.block.text.slice(place.start, place.end), place))
      .find(({ words }) => words >= WORDS);
    return long ? [long] : [];
  });
});

interface Passage {
  /** Indices of its sentences, `last` exclusive. */
  readonly first: number;
  last: number;
  readonly quotes: Sentence[];
}

/** Quotations in sentences that follow each other are one passage. */
function passagesOf(quotations: readonly Sentence[], sentences: readonly Sentence[]): readonly Passage[] {
  const passages: Passage[] = [];
  for (const quote of quotations) {
    const first = firstWhere(sentences, ({ end }) => end > quote.start);
    const last = firstWhere(sentences, ({ start }) => start > quote.end);
    const before = passages.at(-1);
    if (!before || first > before.last) passages.push({ first, last, quotes: [quote] });
    else {
      before.quotes.push(quote);
      before.last = last;
    }
  }
  return passages;
}

const quoteAt = (quote: string, place: Sentence): Quote => ({
  ...place,
  words: quote.split(/\s+/).length,
  shown: quote.length > 60 ? `${quote.slice(0, 60).trimEnd()} …` : quote,
});

export const uncitedQuote = {
  code: 'uncited-quote',
  severity: 'advice',
  find: ({ content }) => {
    const found = uncited(content.body);
    if (found.length === 0) return [];
    const covered = coveredBlocks(content.body);
    return found
      .filter(({ block }) => !covered[block])
      .map((stretch) => ({
        message: `The quotation ${stretch.shown} has no source in its sentence: cite where it was said.`,
        where: whereQuoted(content, stretch),
      }));
  },
} as const satisfies Check;
