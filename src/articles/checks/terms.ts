// The words of a sentence with what makes facts of them: figures by what they amount to, and names.
import { monthOf, weekdayOf } from '../wire/calendar';
import { placedWords, type PlacedWord } from '../../text/words';
import { figureOf, scaleOf } from './quantities';

export interface Term {
  readonly kind: 'figure' | 'name' | 'word';
  /** The same for the same figure, name or word however it is printed. */
  readonly key: string;
  readonly start: number;
  readonly end: number;
}

/** The sentence's terms in order; offsets within it. */
export function termsOf(sentence: string, language: string): readonly Term[] {
  const pieces = placedWords(sentence).flatMap((word) => split(word, language));
  const known = namesIn(sentence, pieces, language);
  const terms: Term[] = [];
  for (let at = 0; at < pieces.length; at += 1) {
    const piece = pieces[at];
    const figure = figureAt(sentence, pieces, { at, language });
    if (figure) {
      terms.push(figure.term);
      at += figure.more;
    } else if (piece)
      terms.push(known.get(piece) ?? { kind: 'word', key: piece.word.toLowerCase(), ...placeOf(piece) });
  }
  return terms;
}

const placeOf = ({ word, start }: PlacedWord): Pick<Term, 'start' | 'end'> => ({ start, end: start + word.length });

/** Compounds at their hyphens, but for numbers; without the underscores of emphasis and the `s` of possession. */
function split({ word, start }: PlacedWord, language: string): readonly PlacedWord[] {
  if (word.startsWith('http')) return [];
  if (figureOf(word, language) !== undefined) return [{ word, start }];
  return Array.from(word.matchAll(/[^-_\u2010\u2011]+/gu), ({ 0: part, index }) => ({
    word: part.replace(/['’]s?$/, ''),
    start: start + index,
  }));
}

interface At {
  readonly at: number;
  readonly language: string;
}

interface FigureTerm {
  readonly term: Term;
  /** How many further words belong to it. */
  readonly more: number;
}

function figureAt(sentence: string, pieces: readonly PlacedWord[], { at, language }: At): FigureTerm | undefined {
  const [piece, next] = [pieces[at], pieces[at + 1]];
  const value = piece && figureOf(piece.word, language);
  if (!piece || value === undefined) return undefined;
  const { start, end } = placeOf(piece);
  const between = next ? sentence.slice(end, next.start) : '';
  const figure = (amount: number, last: number, more: number): FigureTerm => ({
    term: { kind: 'figure', key: `#${amount}`, start, end: last },
    more,
  });
  if (next && isGroup(piece.word, between, next.word, language)) {
    return figure(Number(`${value}${next.word}`), placeOf(next).end, 1);
  }
  const clock = next && /^:$|^\.$/.test(between) && /^\d{2}$/.test(next.word) && /^\d{1,2}$/.test(piece.word);
  if (clock) return figure(value + Number(next.word) / 100, placeOf(next).end, 1);
  const scale = next && /^\s$/.test(between) ? scaleOf(next.word, language) : undefined;
  return next && scale !== undefined ? figure(value * scale, placeOf(next).end, 1) : figure(value, end, 0);
}

const isGroup = (word: string, between: string, next: string, language: string): boolean =>
  /^[1-9]\d{0,2}$/.test(word) &&
  /^\d{3}$/.test(next) &&
  (/^[\u00a0\u2009\u202f]$/.test(between) || (between === ' ' && !language.startsWith('en')));

const COURTESY = /^(?:Mr|Mrs|Ms|Dr|Sir|Lady|Prof|Herr|Herrn|Frau|Mevrouw|Meneer|Mme|Monsieur|Madame)$/;
/** German nouns that count or place, and so stand beside another noun without being its name. */
const MEASURES =
  /^(?:Prozent|Euro|Dollar|Franken|Meter|Kilometer|Liter|Tonnen|Kilo|Gramm|Grad|Hektar|Uhr|Jahre?n?|Tagen?|Stunden?|Minuten?|Million(?:en)?|Milliarden?|Ende|Anfang|Mitte|Seite|Teil|Stück|Paar)$/;
/** Share of the longer words. */
const CAPITALS_OF_A_TITLE = 0.6;

/** Capitalised words that do not begin a sentence; of German, where every noun is one, those that stand in a row. */
function namesIn(sentence: string, pieces: readonly PlacedWord[], language: string): ReadonlyMap<PlacedWord, Term> {
  const capital = pieces.map((piece) => isCapital(sentence, piece));
  const german = language.startsWith('de');
  const title = !german && isTitle(sentence, pieces);
  const isNamed = (at: number): boolean =>
    capital[at] === true && !title && (!german || capital[at - 1] === true || capital[at + 1] === true);
  const named = pieces.flatMap((piece, at): readonly (readonly [PlacedWord, Term])[] => {
    const key = calendarKey(piece.word, language) ?? (isNamed(at) ? piece.word.toLowerCase() : undefined);
    return key === undefined ? [] : [[piece, { kind: 'name', key, ...placeOf(piece) }]];
  });
  return new Map(named);
}

/** A headline in which every word has a capital. */
function isTitle(sentence: string, pieces: readonly PlacedWord[]): boolean {
  if (/[.!?…]["'”’»)]*\s*$/.test(sentence)) return false;
  const long = pieces.filter(({ word }) => word.length > 3);
  return long.filter(({ word }) => /^\p{Lu}/u.test(word)).length > CAPITALS_OF_A_TITLE * long.length;
}

function isCapital(sentence: string, { word, start }: PlacedWord): boolean {
  if (!/^\p{Lu}[\p{L}\p{M}\p{N}’']/u.test(word) || COURTESY.test(word) || MEASURES.test(word)) return false;
  const before = sentence.slice(0, start).trimEnd();
  return /[\p{L}\p{N},;)–—-]["”’»“]?$/u.test(before);
}

/** Months and weekdays, abbreviated or not; in English and German they are written with a capital. */
function calendarKey(word: string, language: string): string | undefined {
  const lower = /^\p{Ll}/u.test(word);
  if (word.length < 3 || (lower && (word.length < 4 || /^(?:en|de)/.test(language)))) return undefined;
  if (weekdayOf(word) > 0) return `weekday ${weekdayOf(word)}`;
  return monthOf(word) > 0 ? `month ${monthOf(word)}` : undefined;
}
