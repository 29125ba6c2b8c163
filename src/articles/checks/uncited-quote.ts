// Words in quotation marks were said or written somewhere. Titles and single phrases are let be.
import { whereQuoted, type Check } from './check';
import { firstWhere, isCited, perBlock, sentencesIn, type Sentence } from './reading';

/** Shorter is a phrase, a title or a word that the writer keeps at a distance. */
const WORDS = 5;
const QUOTE =
  /“[^”“]{1,600}”|„[^“”„]{1,600}[“”]|«[^«»]{1,600}»|»[^«»]{1,600}«|(?<!\p{L})‘[^‘\r\n]{1,600}?’(?!\p{L})|"[^"\r\n]{1,600}"|「[^」]{1,600}」/gu;

interface Quote extends Sentence {
  readonly words: number;
  readonly shown: string;
}

const uncited = perBlock((reading) => {
  const { text } = reading.block;
  if (!/["“„«»‘「]/.test(text)) return [];
  const sentences = sentencesIn(reading);
  return reading.runs
    .flatMap((run) => Array.from(text.slice(run.start, run.end).matchAll(QUOTE), (found) => quoteAt(run.start, found)))
    .filter((quote) => quote.words >= WORDS && !sentencesOf(quote, sentences).some((one) => isCited(one, reading)));
});

const quoteAt = (from: number, { 0: quote, index }: RegExpExecArray): Quote => ({
  start: from + index,
  end: from + index + quote.length,
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
