// A percentage, an amount or a large number came from somewhere. Years, dates, ages and small numbers are let be.
import { whereQuoted, type Check } from './check';
import { isCited, perBlock, sentencesIn } from './reading';

const NUMBER = String.raw`(?<![\p{L}\d.,])\d[\d.,]{0,20}`;
const UNIT = String.raw`\s?(?:%|‰|per\s?cent|percent|procent|prozent|pour\s?cent|por\s?ciento|per\s?cento)`;
const SIZE = String.raw`\s(?:thousand|million|billion|trillion|miljoen|miljard|million(?:en|s)|milliards?|milliarden?|millones|milioni|miliardi|milhões|millioner|milliarder|miljoner|miljarder|miljoonaa|miljardia)(?!\p{L})`;
const FIGURE = new RegExp(
  String.raw`[$€£¥₹]\s?\d[\d.,]{0,20}|${NUMBER}(?:${UNIT}|${SIZE}|\s?[€$£](?!\d))|(?<![\p{L}\d.,])\d{1,3}(?:[.,\u00a0\u202f]\d{3})+(?!\d)`,
  'iu',
);

const uncited = perBlock((reading) => {
  if (!/\d/.test(reading.block.text)) return [];
  return sentencesIn(reading).flatMap((sentence) => {
    const figure = FIGURE.exec(reading.block.text.slice(sentence.start, sentence.end));
    if (!figure || isCited(sentence, reading)) return [];
    const start = sentence.start + figure.index;
    return [{ start, end: start + figure[0].length, figure: figure[0] }];
  });
});

export const uncitedFigure = {
  code: 'uncited-figure',
  severity: 'advice',
  find: ({ content }) =>
    uncited(content.body).map((stretch) => ({
      message: `The figure ${stretch.figure} has no source in its sentence: cite where it comes from.`,
      where: whereQuoted(content, stretch),
    })),
} as const satisfies Check;
