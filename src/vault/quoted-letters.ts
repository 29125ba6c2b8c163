// What a text says, letter by letter: its letters and digits, folded, each with its place. Markup, entities, typography,
// line breaks and citation markers make no difference to it, so that words are found however they were written. Pure.
import { decodeHTML } from 'entities';

export interface Letters {
  readonly text: string;
  /** By UTF-16 unit of `text`: where in the source what it stands for begins and ends. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/** What stands for words that are not shown. No reading goes across it. */
export const marks = { withheld: '[withheld]', erased: '[erased]' } as const;

/** A text with the places of its characters in another. */
interface Placed {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * The ways in which a text may be read: as what is shown, and as what is written, attributes and addresses included;
 * both also as it is once decoded again, which pages within feeds and scripts need.
 */
export function readingsOf(source: string): readonly Letters[] {
  const once = decoded(whole(source), entity, decodeHTML);
  const texts = isEncoded(once.text) ? [once, decodedAgain(once)] : [once];
  return texts.flatMap((placed) => (hasMarkup(placed.text) ? [shown(placed), written(placed)] : [written(placed)]));
}

/** Of words that are looked for: as they are shown, or where that is nothing, as they are written. */
export function lettersOf(source: string): string {
  const placed = decoded(whole(source), entity, decodeHTML);
  return shown(placed).text || written(placed).text;
}

const entity = /&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,30});/gi;
const escape = /\\(?:u[0-9a-f]{4}|[bfnrt])/gi;

const isEncoded = (text: string): boolean => /&[#a-z0-9]+;|\\[bfnrtu]/i.test(text);
const hasMarkup = (text: string): boolean => /[<[]/.test(text);

/** In the order in which one can hide another; the third is the tail of a link, the last two a citation. */
const markup = [
  /<!--[^]*?(?:-->|$)/g,
  /<style\b[^]*?<\/style\s*>/gi,
  /<\/?[a-z][^<>]*>/gi,
  /(?<=\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*(?:\s+"[^"\r\n]*")?\)/g,
  /\[@[^[\]\r\n]*\]/g,
  /\[(?:\d{1,3}|\?)\]/g,
];
const mark = /\[(?:withheld|erased)\]/g;

const shown = (placed: Placed): Letters =>
  written({ ...placed, text: markup.reduce((text, pattern) => text.replace(pattern, blanks), placed.text) });

const blanks = (found: string): string => ' '.repeat(found.length);

// Beside letters and digits what tells a thing by itself (a currency, an emoji), and the point within a number.
const letters = /[\p{L}\p{N}\p{M}\p{So}\p{Sc}\0]+|(?<=\d)[.,](?=\d)/gu;
const cluster = /[^\p{M}]\p{M}*|\p{M}+/gu;

function written({ text, starts, ends }: Placed): Letters {
  const read: { text: string[]; starts: number[]; ends: number[] } = { text: [], starts: [], ends: [] };
  const take = (folded: string, at: number, length: number): void => {
    read.text.push(folded);
    for (let unit = 0; unit < folded.length; unit += 1) {
      read.starts.push(starts[at] ?? 0);
      read.ends.push(ends[at + length - 1] ?? 0);
    }
  };
  const barred = text.replace(mark, (found) => '\0'.repeat(found.length));
  for (const { 0: run, index } of barred.matchAll(letters)) {
    for (const { 0: one, index: within } of run.matchAll(cluster)) take(fold(one), index + within, one.length);
  }
  return { text: read.text.join(''), starts: read.starts, ends: read.ends };
}

/** Upper case first: what has two small letters for one capital is one. */
const fold = (one: string): string => one.normalize('NFKC').toUpperCase().toLowerCase();

const whole = (text: string): Placed => ({
  text,
  starts: Array.from({ length: text.length }, (_, at) => at),
  ends: Array.from({ length: text.length }, (_, at) => at + 1),
});

function decodedAgain(placed: Placed): Placed {
  const unescaped = decoded(placed, escape, (found) => JSON.parse(`"${found.replace(/^\\U/, '\\u')}"`) as string);
  return decoded(unescaped, entity, decodeHTML);
}

function decoded(placed: Placed, pattern: RegExp, decode: (found: string) => string): Placed {
  const found = Array.from(placed.text.matchAll(pattern));
  if (found.length === 0) return placed;
  const pieces: Placed[] = [];
  let from = 0;
  for (const { 0: code, index } of found) {
    const text = decode(code);
    const start = Array.from({ length: text.length }, () => placed.starts[index] ?? 0);
    const end = Array.from({ length: text.length }, () => placed.ends[index + code.length - 1] ?? 0);
    pieces.push(slice(placed, from, index), { text, starts: start, ends: end });
    from = index + code.length;
  }
  return joined([...pieces, slice(placed, from)]);
}

const slice = ({ text, starts, ends }: Placed, from: number, to?: number): Placed => ({
  text: text.slice(from, to),
  starts: starts.slice(from, to),
  ends: ends.slice(from, to),
});

const joined = (pieces: readonly Placed[]): Placed => ({
  text: pieces.map(({ text }) => text).join(''),
  starts: pieces.flatMap(({ starts }) => starts),
  ends: pieces.flatMap(({ ends }) => ends),
});
