// A percentage, an amount or a large number came from somewhere. Years, dates, ages and small numbers are let be; so are
// numbers of pages, articles and series, and a figure that is cited elsewhere in the text.
import { whereQuoted, type Check, type Stretch } from './check';
import { coveredBlocks } from './covering';
import { isCited, perBlock, sentencesIn } from './reading';

const DIGITS = String.raw`\d(?:[\d.,]{0,20}\d)?`;
const NUMBER = String.raw`(?<![\p{L}\d.,])${DIGITS}`;
const UNIT = String.raw`\s?(?:%|‰|per\s?cent|percent|procent|prozent|pour\s?cent|por\s?ciento|per\s?cento)`;
const SIZE = String.raw`\s(?:thousand|million|billion|trillion|miljoen|miljard|million(?:en|s)|milliards?|milliarden?|millones|milioni|miliardi|milhões|millioner|milliarder|miljoner|miljarder|miljoonaa|miljardia|(?:mln|mio|mrd|mld)\.)(?!\p{L})`;
const CURRENCY = String.raw`(?:[$€£¥₹]|(?<!\p{L})(?:EUR|USD|GBP|CHF|DKK|SEK|NOK)(?=[\s\d]))`;
const FIGURE = new RegExp(
  String.raw`${CURRENCY}\s?${DIGITS}|${NUMBER}(?:${UNIT}|${SIZE}|\s?[€$£](?!\d))|(?<![\p{L}\d.,'’])\d{1,3}(?:[.,'’\u00a0\u202f]\d{3})+(?![\d'’])`,
  'giu',
);
/** What numbers a thing and does not count it; parts of addresses. */
const NUMBERING =
  /(?:(?<!\p{L})(?:p|pp|blz|S|No|Nos|Nr|Art|art|page|pages|pagina|Seite|numbers?|nummers?|Nummern?|Serien?nummern?|serienummers?|articles?|artikel|lot|§|§§|Sec|line|regel|Zeile|tel|Tel|EN|ISO|NEN|DIN)\.?\s?|[=/&?#@_])$/u;

interface Figure extends Omit<Stretch, 'block'> {
  readonly figure: string;
  /** Offset of its sentence. */
  readonly sentence: number;
  readonly cited: boolean;
}

const figures = perBlock((reading): readonly Figure[] => {
  const { text } = reading.block;
  if (!/\d/.test(text)) return [];
  return sentencesIn(reading).flatMap((sentence) => {
    const found = Array.from(text.slice(sentence.start, sentence.end).matchAll(FIGURE), ({ 0: figure, index }) => {
      const start = sentence.start + index;
      return { start, end: start + figure.length, figure };
    });
    if (found.length === 0) return [];
    const about = { sentence: sentence.start, cited: isCited(sentence, reading) };
    return found
      .filter(({ start }) => !NUMBERING.test(text.slice(Math.max(sentence.start, start - 24), start)))
      .map((figure) => ({ ...figure, ...about }));
  });
});

/** Whole percentages are common: that one of them is cited says nothing of another. */
const isTelling = (figure: string): boolean =>
  !/^\d{1,3}\s?[%\p{L}]/u.test(figure) || /million|miljoen|mi?o|mln|mrd|milliard|miljard/iu.test(figure);

const keyOf = (figure: string): string => figure.toLowerCase().replace(/\s/g, '');

export const uncitedFigure = {
  code: 'uncited-figure',
  severity: 'advice',
  find: ({ content }) => {
    const all = figures(content.body);
    if (all.every(({ cited }) => cited)) return [];
    const covered = coveredBlocks(content.body);
    const known = new Set(
      all.filter(({ cited, figure }) => cited && isTelling(figure)).map(({ figure }) => keyOf(figure)),
    );
    const open = all.filter(({ cited, block, figure }) => !cited && !covered[block] && !known.has(keyOf(figure)));
    return firstOfSentences(open).map((stretch) => ({
      message: `The figure ${stretch.figure} has no source in its sentence: cite where it comes from.`,
      where: whereQuoted(content, stretch),
    }));
  },
} as const satisfies Check;

type Placed = Figure & Pick<Stretch, 'block'>;

const firstOfSentences = (figures: readonly Placed[]): readonly Placed[] =>
  figures.filter(({ block, sentence }, at) => {
    const before = figures[at - 1];
    return before?.block !== block || before.sentence !== sentence;
  });
