// The source list of wire text: where it begins, and its entries.
import { headingText, languageOfHeading } from '../language';
import { isBlank } from './lines';

export interface SourceListStart {
  /** The heading as printed, without Markdown and colon. */
  readonly heading: string;
  /** Index of the heading's line. */
  readonly at: number;
  /** The list, from the line after the heading (or what the heading's own line says) on. */
  readonly below: readonly string[];
}

export interface Entry {
  /** As printed; null when the entry has none and counts by its place. */
  readonly number: string | null;
  readonly text: string;
}

/** The lowest line that is the heading of a source list, with no prose below; null when there is none. */
export function findSourceList(lines: readonly string[], from: number): SourceListStart | null {
  const texts = lines.flatMap((line, at) => (at >= from && !isBlank(line) ? [at] : []));
  const prose = texts.findLast((at) => !languageOfHeading(lines[at] ?? '') && isProse(lines[at] ?? '')) ?? -1;
  const headings = texts.filter((at) => at > prose && languageOfHeading(lines[at] ?? ''));
  // The very last line may be a tag that happens to be such a word.
  const isLast = headings.length > 1 && headings.at(-1) === texts.at(-1);
  const at = headings.at(isLast ? -2 : -1);
  return at === undefined ? labelledList(lines, from) : startAt(lines, at);
}

const startAt = (lines: readonly string[], at: number): SourceListStart => ({
  heading: headingText(lines[at] ?? ''),
  at,
  below: lines.slice(at + 1),
});

/** Long without an address, cited in its middle, or under a heading of its own: that is no list of sources. */
const isProse = (line: string): boolean =>
  (line.length > 400 && !/:\/\//.test(line) && !entryStart.test(line)) ||
  /^#{1,6}\s/.test(line) ||
  /\p{L}[^[\]\n]{0,3}\[\d{1,3}\][.,;]/u.test(line);

/** `Source: Harbour Board` in one line, below the text. */
function labelledList(lines: readonly string[], from: number): SourceListStart | null {
  let blocks = 0;
  for (let at = lines.length - 1; at > from && blocks < 2; at--) {
    const line = lines[at] ?? '';
    if (isBlank(line) || !isBlank(lines[at - 1])) continue;
    blocks++;
    const [, name = '', rest = ''] = /^([^:：]{2,40})[:：]\**\s+([\p{Lu}\p{Lo}\p{N}[<"“«„].{0,400})$/u.exec(line) ?? [];
    if (languageOfHeading(name)) return { heading: headingText(name), at, below: [rest, ...lines.slice(at + 1)] };
  }
  return null;
}

const entryStart =
  /^\s*(?:[-*+•·–]\s+)?(?:\[\^?(\d{1,3})\][:.]?(?=\s|$|\S)|\((\d{1,3})\)|(\d{1,3})\s?[.)](?=\s|$)|(\d{1,3})\s?[:–—-](?=\s|$)|(\d{1,3})\t|(\d{1,3})[.)](?=https?:|[\p{Lu}"“„«<[]))\s*/u;
const bullet = /^\s*[-*+•·–]\s+/u;
const rule = /^\s*(?:[-*_=]\s*){3,}$/;

/** The entries in their order, over however many lines each goes. */
export function entriesOf(lines: readonly string[]): readonly Entry[] {
  const texts = lines.filter((line) => !rule.test(line));
  if (texts.some((line) => entryStart.test(line))) return byPlaceWhereAllAreOne(numbered(texts));
  return (texts.some((line) => bullet.test(line)) ? bulleted(texts) : plain(texts)).map((text) => ({
    number: null,
    text,
  }));
}

function numbered(lines: readonly string[]): readonly Entry[] {
  const entries: { number: string | null; lines: string[] }[] = [];
  for (const line of lines) {
    const match = entryStart.exec(line);
    const number = match?.slice(1).find((group) => group !== undefined);
    if (match && number !== undefined) entries.push({ number, lines: [line.slice(match[0].length)] });
    else if (entries.length === 0 && !isBlank(line)) entries.push({ number: null, lines: [line] });
    else entries.at(-1)?.lines.push(line);
  }
  return entries.map(({ number, lines: own }) => ({ number, text: joined(own) }));
}

/** Markdown's way of numbering: every entry begins with `1.`. */
function byPlaceWhereAllAreOne(entries: readonly Entry[]): readonly Entry[] {
  const allOne = entries.length > 1 && entries.every(({ number }) => number === '1');
  return allOne ? entries.map(({ text }, i) => ({ number: String(i + 1), text })) : entries;
}

function bulleted(lines: readonly string[]): readonly string[] {
  const entries: string[][] = [];
  for (const line of lines) {
    if (bullet.test(line) || (entries.length === 0 && !isBlank(line))) entries.push([line.replace(bullet, '')]);
    else entries.at(-1)?.push(line);
  }
  return entries.map(joined);
}

/** One entry a line; indented lines, and an address alone, go on with the entry above. */
function plain(lines: readonly string[]): readonly string[] {
  const entries: string[][] = [];
  let above: string | undefined;
  for (const line of lines) {
    const isAddress = /^\s*<?https?:\/\/\S+$/.test(line) && !isBlank(above) && !/https?:\/\//.test(above ?? '');
    const current = entries.at(-1);
    if (current && !isBlank(above) && (isAddress || /^(?:\s{2,}|\t)\S/.test(line))) current.push(line);
    else if (!isBlank(line)) entries.push([line]);
    above = line;
  }
  return entries.map(joined);
}

const joined = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join(' ');
