// The one redaction: takes words out of a text wherever they stand in it, in whatever notation, and puts a mark of fixed
// form there. Whatever leaves the service about an article passes it. Pure.
import { lettersOf, marks, readingsOf, type Letters } from './quoted-letters';

interface Range {
  readonly start: number;
  readonly end: number;
}

/** Letters of a paragraph from which on it is looked for by itself too. */
const telling = 12;
/** Letters of an excerpt from which on it is hidden where it is nothing but a piece of what is looked for. */
const least = 6;

export class Redaction {
  private readonly wanted: readonly string[];
  private readonly quotes: readonly string[];
  private readonly alone: readonly string[];

  /**
   * @param quotes the words; those without a letter are passed over
   * @param texts whole texts: short ones are taken only where nothing else stands beside them
   */
  constructor(
    quotes: readonly string[],
    readonly mark: string = marks.withheld,
    texts: readonly string[] = [],
  ) {
    const paragraphs = quotes.flatMap((quote) => quote.split(/\r?\n[ \t]*\r?\n/));
    const letters = texts.map(lettersOf).filter((one) => one !== '');
    const whole = [...quotes.map(lettersOf).filter((one) => one !== ''), ...letters.filter(isTelling)];
    const parts = paragraphs.map(lettersOf).filter(isTelling);
    this.quotes = whole;
    this.alone = [...new Set(letters.filter((one) => !isTelling(one)))];
    this.wanted = [...new Set([...whole, ...parts])];
  }

  get isNone(): boolean {
    return this.wanted.length === 0 && this.alone.length === 0;
  }

  /** Whether the text holds any of the words. */
  holds(text: string): boolean {
    return !this.isNone && this.rangesIn(text).length > 0;
  }

  /** The text with the mark in the place of the words; the very same where it does not hold them. */
  text(text: string): string {
    if (this.isNone) return text;
    const ranges = this.rangesIn(text);
    return ranges.length === 0 ? text : this.cut(text, ranges);
  }

  /** The same of a text in pieces: each keeps what is left of it; the mark stands in the piece where the words begin. */
  pieces(pieces: readonly string[]): readonly string[] {
    const text = pieces.join('');
    const ranges = this.isNone ? [] : this.rangesIn(text);
    if (ranges.length === 0) return pieces;
    let offset = 0;
    return pieces.map((piece) => {
      const start = offset;
      offset += piece.length;
      return this.cut(piece, within(ranges, start, offset), (range) => range.begins);
    });
  }

  /** A text that was cut out of a longer one: also what is only a piece of the words is taken out. */
  excerpt(text: string): string {
    const redacted = this.text(text);
    if (this.isNone) return redacted;
    const letters = lettersOf(redacted);
    if (letters.length >= least && this.quotes.some((quote) => quote.includes(letters))) return this.mark;
    return this.withoutEnds(redacted);
  }

  /** The words may begin before a cut or go on behind it. */
  private withoutEnds(text: string): string {
    const ranges = readingsOf(text).flatMap((reading) =>
      this.quotes.flatMap((quote) => [...headOf(reading, quote), ...tailOf(reading, quote)]),
    );
    return ranges.length === 0 ? text : this.cut(text, merged(ranges));
  }

  private rangesIn(text: string): readonly Range[] {
    return merged(
      readingsOf(text).flatMap((reading) => [
        ...this.wanted.flatMap((words) => found(reading, words)),
        ...this.alone.flatMap((words) => found(reading, words).filter((range) => standsAlone(text, reading, range))),
      ]),
    );
  }

  private cut<R extends Range>(
    text: string,
    ranges: readonly R[],
    isMarked: (range: R) => boolean = () => true,
  ): string {
    let rest = 0;
    const parts = ranges.map((range) => {
      const before = text.slice(rest, range.start);
      rest = range.end;
      return before + (isMarked(range) ? this.mark : '') + bareTags(text.slice(range.start, range.end));
    });
    return parts.join('') + text.slice(rest);
  }
}

function found({ text, starts, ends }: Letters, words: string): Range[] {
  const ranges: Range[] = [];
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + words.length)) {
    ranges.push({ start: starts[at] ?? 0, end: ends[at + words.length - 1] ?? 0 });
  }
  return ranges;
}

const isTelling = (letters: string): boolean => letters.length >= telling;

/** Between the text's ends, line breaks, tags, quotation marks and colons. */
function standsAlone(text: string, { starts, ends }: Letters, { start, end }: Range): boolean {
  const before = ends[starts.indexOf(start) - 1];
  const after = starts[ends.lastIndexOf(end) + 1];
  const isEdge = (between: string): boolean => /[\r\n<>":]|&[lg]t;/.test(between);
  return (
    (before === undefined || isEdge(text.slice(before, start))) &&
    (after === undefined || isEdge(text.slice(end, after)))
  );
}

function headOf({ text, starts, ends }: Letters, quote: string): Range[] {
  const most = Math.min(text.length, quote.length - 1);
  for (let length = most; length >= telling; length -= 1) {
    if (quote.endsWith(text.slice(0, length))) return [{ start: starts[0] ?? 0, end: ends[length - 1] ?? 0 }];
  }
  return [];
}

function tailOf({ text, starts, ends }: Letters, quote: string): Range[] {
  const most = Math.min(text.length, quote.length - 1);
  for (let length = most; length >= telling; length -= 1) {
    const from = text.length - length;
    if (quote.startsWith(text.slice(from))) return [{ start: starts[from] ?? 0, end: ends.at(-1) ?? 0 }];
  }
  return [];
}

/** In order, those that touch or overlap as one. */
function merged(ranges: readonly Range[]): readonly Range[] {
  const ordered = ranges.toSorted((one, other) => one.start - other.start);
  const whole: Range[] = [];
  for (const range of ordered) {
    const last = whole.at(-1);
    if (last && range.start <= last.end) whole[whole.length - 1] = { ...last, end: Math.max(last.end, range.end) };
    else whole.push(range);
  }
  return whole;
}

/** What of the ranges lies between two offsets, counted from the first. */
const within = (ranges: readonly Range[], from: number, to: number) =>
  ranges
    .filter(({ start, end }) => start < to && end > from)
    .map(({ start, end }) => ({
      start: Math.max(start, from) - from,
      end: Math.min(end, to) - from,
      begins: start >= from,
    }));

const tag = /(<|&lt;)(\/?)([a-z][a-z0-9]*)\b[^<>&]*?(>|&gt;)/gi;
const alone = /^(?:img|br|hr|input|wbr|source|embed|video|audio|iframe)$/i;

/** The tags among what is taken out, so that a page stays well-formed; what they carried goes. */
const bareTags = (cut: string): string =>
  Array.from(cut.matchAll(tag), ([, open = '', slash = '', name = '', close = '']) =>
    alone.test(name) ? '' : `${open}${slash}${name}${close}`,
  ).join('');
