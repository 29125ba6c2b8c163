// Where in a text the words of a query stand, as far as can be told without the text search's word forms: what is cut out of a
// long text before PostgreSQL, which reads every word, is asked which of them it found. Pure.
import { folded } from './folded';

/** UTF-16 units that are shown before the first word and in one piece. */
const [before, piece] = [60, 240];
/** Places of one word that are looked at. */
const mostPlaces = 50;
/** Of what a text is given whole. */
const short = 200;
const pieces = 2;

interface Place {
  readonly at: number;
  readonly stem: string;
}

/**
 * The text, if it is short; else its pieces about the words, joined by an ellipsis: first the one with most of them, then the
 * one with most of the others. undefined where none was found.
 *
 * @param stems as the text search makes them of the query's words
 */
export function passageAbout(text: string, stems: readonly string[]): string | undefined {
  if (text.length <= short) return text;
  const within = folded(text);
  const places = stems.flatMap((stem) => placesOf(within, stem)).toSorted((one, other) => one.at - other.at);
  const chosen: number[] = [];
  for (let left = places; left.length > 0 && chosen.length < pieces;) {
    const at = richest(left);
    const shown = stemsWithin(left, at);
    chosen.push(at);
    left = left.filter(({ stem }) => !shown.has(stem));
  }
  return chosen.length === 0
    ? undefined
    : joined(
        text,
        chosen.toSorted((one, other) => one - other),
      );
}

/** Whether each of the words stands in the text, as far as `passageAbout` finds them. */
export function hasAll(text: string, stems: readonly string[]): boolean {
  const within = folded(text);
  return stems.every((stem) => placesOf(within, stem).length > 0);
}

/** What the text begins with, as long as a piece of it. */
export const beginning = (text: string): string => text.slice(0, wordAt(text, piece)).trimEnd();

/** Of the places, in order, the one from which on most different words stand within a piece. */
function richest(places: readonly Place[]): number {
  let [at, most] = [0, 0];
  for (const [nth, place] of places.entries()) {
    const different = stemsWithin(places.slice(nth), place.at).size;
    if (different > most) [at, most] = [place.at, different];
  }
  return at;
}

function stemsWithin(places: readonly Place[], from: number): ReadonlySet<string> {
  const stems = new Set<string>();
  for (const { at, stem } of places) {
    if (at >= from + piece - before) break;
    if (at >= from) stems.add(stem);
  }
  return stems;
}

/** Word forms end otherwise than their stem: of it the last letters count only where the whole stands nowhere. */
function placesOf(foldedText: string, stem: string): readonly Place[] {
  for (let length = stem.length; length >= Math.max(stem.length - 2, Math.min(stem.length, 3), 1); length -= 1) {
    const found = Array.from(beginnings(foldedText, folded(stem.slice(0, length))), (at) => ({ at, stem }));
    if (found.length > 0) return found;
  }
  return [];
}

function* beginnings(foldedText: string, start: string): Generator<number> {
  let count = 0;
  for (let at = foldedText.indexOf(start); at >= 0 && count < mostPlaces; at = foldedText.indexOf(start, at + 1)) {
    if (goesOn(foldedText, at)) continue;
    yield at;
    count += 1;
  }
}

/** Whether it stands within a word. */
const goesOn = (text: string, at: number): boolean =>
  at > 0 && text[at - 1] !== ' ' && /[\p{L}\p{N}]$/u.test(text.slice(Math.max(at - 2, 0), at));

function joined(text: string, places: readonly number[]): string {
  let end = 0;
  let passage = '';
  for (const at of places) {
    const from = Math.max(end, wordAt(text, at - before));
    const to = wordAt(text, Math.max(at, from) + piece - before);
    passage += (from > end ? (end === 0 ? '' : ' … ') : '') + text.slice(from, to);
    end = to;
  }
  return passage.trim();
}

/** Where the first word from there on begins; nowhere within one. */
function wordAt(text: string, at: number): number {
  if (at <= 0) return 0;
  const space = text.slice(at, at + before).search(/\s/);
  return Math.min(space < 0 ? wholeCharacter(text, at) : at + space, text.length);
}

const wholeCharacter = (text: string, at: number): number => (/[\uDC00-\uDFFF]/.test(text[at] ?? '') ? at + 1 : at);
