// What was wrong is corrected, not updated: a figure, name or quotation that was replaced by another under a kind of change
// that tells readers nothing of it. Facts that came with new words, or went with old ones, are none.
import { lineDiff } from '../../text/line-diff';
import type { ArticleContent } from '../content';
import { whereQuoted, type Check, type Found } from './check';
import { quotationsIn } from './quotations';
import { rewordedIn, type Passage, type Reworded } from './reworded';
import { termsOf, type Term } from './terms';
import { folded } from './wording';

export const changeKindDoubtful = {
  code: 'change-kind-doubtful',
  severity: 'warning',
  find: ({ content, revised }) => {
    if (!revised || (revised.kind !== 'refile' && revised.kind !== 'update')) return [];
    const { before, kind } = revised;
    return rewordedIn(before, content).flatMap((pair) =>
      replacedIn(pair, content.language).map(({ what, old, now, start, end }) => {
        const message = `The ${what} ${old} became ${now}, but the change is filed as ${kind}: if the old one was wrong, file it as a correction.`;
        return { message, where: whereIn(content, pair[1], start, end) };
      }),
    );
  },
} as const satisfies Check;

interface Replaced {
  readonly what: string;
  readonly old: string;
  readonly now: string;
  /** UTF-16 offsets in the new passage. */
  readonly start: number;
  readonly end: number;
}

function replacedIn(pair: Reworded, language: string): readonly Replaced[] {
  const quotes = quotesReplaced(pair);
  const facts = factsReplaced(pair, language);
  return [
    ...quotes,
    ...facts.filter(({ start }) => !quotes.some((quote) => quote.start <= start && start < quote.end)),
  ];
}

function factsReplaced([old, current]: Reworded, language: string): readonly Replaced[] {
  const [from, to] = [termsOf(old.words, language), termsOf(current.words, language)];
  const [was, is] = [new Set(from.map(({ key }) => key)), new Set(to.map(({ key }) => key))];
  const hunks = lineDiff(
    from.map(({ key }) => key),
    to.map(({ key }) => key),
    { indentHeuristic: false },
  );
  return hunks.flatMap(({ aStart, aEnd, bStart, bEnd }) => {
    const gone = from.slice(aStart, aEnd).filter(({ key }) => !is.has(key));
    const came = to.slice(bStart, bEnd).filter(({ key }) => !was.has(key));
    return (['figure', 'name'] as const).flatMap((kind) => {
      const [left, right] = [gone, came].map((terms) => terms.filter((term) => term.kind === kind));
      return replacedTerms([old, left ?? []], [current, right ?? []]);
    });
  });
}

type Terms = readonly [Passage, readonly Term[]];

/** One by one where as many came as went, else all of them together. */
function replacedTerms([old, gone]: Terms, [current, came]: Terms): readonly Replaced[] {
  if (gone.length === 0 || came.length === 0 || isAbbreviated(gone, came) || isAbbreviated(came, gone)) return [];
  const alone = gone.length === came.length && gone[0]?.kind === 'figure';
  const groups = alone ? gone.map((term, at) => [[term], came.slice(at, at + 1)] as const) : [[gone, came] as const];
  return groups.map(([from, to]) => {
    const [start, end] = [to[0]?.start ?? 0, to.at(-1)?.end ?? 0];
    const what = gone[0]?.kind ?? 'name';
    return { what, old: wordsOf(old, from), now: current.words.slice(start, end), start, end };
  });
}

const wordsOf = ({ words }: Passage, terms: readonly Term[]): string =>
  words.slice(terms[0]?.start ?? 0, terms.at(-1)?.end ?? 0);

/** `EU` and `European Union`. */
const isAbbreviated = (short: readonly Term[], long: readonly Term[]): boolean =>
  short.length === 1 && long.length > 1 && short[0]?.key === long.map(({ key }) => key.charAt(0)).join('');

/** Quotations, or as much of them as the sentence has, in their order. */
function quotesReplaced([old, current]: Reworded): readonly Replaced[] {
  const [from, to] = [quotesOf(old), quotesOf(current)];
  const [was, is] = [new Set(from.map(({ fold }) => fold)), new Set(to.map(({ fold }) => fold))];
  const gone = from.filter(({ fold }) => !is.has(fold));
  const came = to.filter(({ fold }) => !was.has(fold));
  return came.slice(0, gone.length).map(({ words, start, end }, at) => {
    return { what: 'quotation', old: shown(gone[at]?.words ?? ''), now: shown(words), start, end };
  });
}

const shown = (words: string): string => (words.length > 120 ? `${words.slice(0, 120).trimEnd()} …` : words);

interface Quote {
  readonly words: string;
  readonly fold: string;
  readonly start: number;
  readonly end: number;
}

function quotesOf({ words, start: from, reading }: Passage): readonly Quote[] {
  if (!reading) return [];
  return quotationsIn(reading).flatMap(({ start, end }): readonly Quote[] => {
    const part = { start: Math.max(0, start - from), end: Math.min(words.length, end - from) };
    const text = words.slice(part.start, part.end);
    return part.end > part.start ? [{ words: text, fold: folded(withoutMarkers(text)), ...part }] : [];
  });
}

const withoutMarkers = (text: string): string => text.replace(/\[@[^\]]*\]/g, ' ');

function whereIn(
  content: ArticleContent,
  { member, start: from, block, words }: Passage,
  start: number,
  end: number,
): Found['where'] {
  if (member !== 'body') return { member, line: 1, column: start + 1, quote: words.slice(start, end) };
  return whereQuoted(content, { block, start: from + start, end: from + end });
}
