// Words in quotation marks were said or written somewhere. Titles and single phrases are let be.
import { whereQuoted, type Check } from './check';
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
  return quotations
    .map((place) => quoteAt(reading.block.text.slice(place.start, place.end), place))
    .filter((quote) => quote.words >= WORDS && !sentencesOf(quote, sentences).some((one) => isCited(one, reading)));
});

const quoteAt = (quote: string, place: Sentence): Quote => ({
  ...place,
  words: quote.split(/\s+/).length,
  shown: quote.length > 60 ? `${quote.slice(0, 60).trimEnd()} …` : quote,
});

/** A quote of several sentences is cited where any of them, or its attribution, is. */
function sentencesOf(quote: Quote, sentences: readonly Sentence[]): readonly Sentence[] {
  const first = firstWhere(sentences, ({ end }) => end > quote.start);
  return sentences.slice(
    first,
    firstWhere(sentences, ({ start }) => start > quote.end),
  );
}

export const uncitedQuote = {
  code: 'uncited-quote',
  severity: 'advice',
  find: ({ content }) =>
    uncited(content.body).map((stretch) => ({
      message: `The quotation ${stretch.shown} has no source in its sentence: cite where it was said.`,
      where: whereQuoted(content, stretch),
    })),
} as const satisfies Check;
