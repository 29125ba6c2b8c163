// The head of wire text: title, repeated or not, and the line of date and category.
import { findDate, isoDate, weekdayOf, type PrintedDate } from './calendar';
import { isBlank, isSameText, nextText, readsAsHeading, withoutHashes } from './lines';
import { languageOfHeading } from '../language';
import { readDateline } from './dateline';

export interface DateLine {
  /** ISO 8601; null when the figures can be read in two ways. */
  readonly date: string | null;
  /** The date alone, as printed. */
  readonly printed: string;
  /** The time of day, as printed. */
  readonly time: string;
  readonly category: string | null;
}

export interface Head {
  readonly headline: string;
  readonly dateLine: (DateLine & { readonly line: string }) | null;
  /** Index of the first line that belongs to neither. */
  readonly next: number;
}

const longestTitle = 200;
const titleLines = 3;

export function readHead(lines: readonly string[], language: string | undefined): Head {
  const start = nextText(lines, 0);
  const title = readTitle(lines, start, language);
  const at = nextText(lines, skipRepeats(lines, title.next, title.text));
  const dateLine = at < lines.length ? readDateLine(lines[at] ?? '', language) : null;
  if (!dateLine) return { headline: title.text, dateLine: null, next: at };
  const next = nextText(lines, skipRepeats(lines, at + 1, title.text));
  return { headline: title.text, dateLine: { ...dateLine, line: (lines[at] ?? '').trim() }, next };
}

/** Only whole lines are repeats; blank lines between them go too. */
function skipRepeats(lines: readonly string[], from: number, title: string): number {
  let at = from;
  for (let next = nextText(lines, at); title !== '' && next < lines.length; next = nextText(lines, at)) {
    const repeat = repeatAt(lines, next, title);
    if (repeat === 0) break;
    at = next + repeat;
  }
  return at;
}

/** How many lines from `at` on print the title once more. */
function repeatAt(lines: readonly string[], at: number, title: string): number {
  for (let count = 1; count <= titleLines; count++) {
    const block = lines.slice(at, at + count);
    if (block.some((line) => isBlank(line) || line.length > longestTitle)) return 0;
    if (isSameText(block.map(withoutHashes).join(' '), title)) return count;
  }
  return 0;
}

function readTitle(
  lines: readonly string[],
  start: number,
  language: string | undefined,
): { text: string; next: number } {
  const missing = { text: '', next: start };
  const first = lines[start] ?? '';
  if (first.length > longestTitle || isBlank(first) || languageOfHeading(first)) return missing;
  if (readDateLine(first, language) || readDateline([first], language)) return missing;
  let end = start;
  while (end < lines.length && !isBlank(lines[end]) && end - start <= titleLines) end++;
  for (let next = start + 1; next <= Math.min(end, start + titleLines); next++) {
    const text = lines.slice(start, next).map(withoutHashes).join(' ');
    if (text.length > longestTitle) break;
    if (isFollowed(lines, next, text, language)) return { text, next };
  }
  return standsAsTitle(lines, start) ? { text: withoutHashes(first), next: start + 1 } : missing;
}

/** What follows shows that these lines were the title: the title again, or the line of date and category. */
function isFollowed(lines: readonly string[], next: number, text: string, language: string | undefined): boolean {
  const at = nextText(lines, next);
  const line = lines[at] ?? '';
  return at < lines.length && (repeatAt(lines, at, text) > 0 || readDateLine(line, language) !== null);
}

function standsAsTitle(lines: readonly string[], start: number): boolean {
  const first = (lines[start] ?? '').trim();
  const below = lines[start + 1];
  if (/^#\s/.test(first)) return true;
  if (/\[\d{1,3}\]/.test(first) || /^(?:[-*+•>|`~]|\d{1,3}[.)]\s)/.test(first)) return false;
  // A line that goes on in the next one is the beginning of a wrapped paragraph.
  if (!isBlank(below)) return !/^\s*\p{Ll}/u.test(below ?? '') && readsAsHeading(first);
  // One sentence is a title only above a text: alone, it is the text.
  const isSentence = /[.。…:]["'”’)]?$/u.test(first);
  return (
    !isSentence || (first.length <= 120 && nextText(lines, start + 1) < lines.length && !/[.。] \p{Lu}/u.test(first))
  );
}

const time =
  /^(?:T|,?\s{0,3}(?:at\s|om\s|um\s|à\s|kl\.?\s)?)(\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:[.,]\d{1,9})?)?(?:\s?[ap]\.?m\.?)?(?:\s?(?:uur|Uhr|h))?(?:\s?(?:Z|[A-Z]{2,4}(?![\p{L}])|[+-]\d{2}:?\d{2}))?)/u;
const separators = /^[\s|·•/,;:–—-]+|[\s|·•/,;:–—-]+$/gu;

/** A line that holds a date and, before or after it, at most a category. */
export function readDateLine(line: string, language: string | undefined): DateLine | null {
  const text = line.trim();
  if (text.length > 100) return null;
  const found = findDate(text, language);
  if (!found) return null;
  const before = text.slice(0, found.start);
  const clock = time.exec(text.slice(found.end));
  const after = text.slice(found.end + (clock?.[0].length ?? 0));
  const printed = text.slice(weekdayBefore(before), found.end).replace(/^[([]/, '');
  const date = { date: isoDate(found.parts), printed, time: clock?.[1] ?? '' };
  const category = categoryOf(text, found, before, after);
  return category === undefined ? null : { ...date, category };
}

/** null: none; undefined: what stands beside the date is more than a category. */
function categoryOf(text: string, found: PrintedDate, before: string, after: string): string | null | undefined {
  const figures = /^[\d./年月日-]+$/u.test(text.slice(found.start, found.end));
  const leads = weekdayBefore(before) === 0;
  if (!leads && (!isBlank(after) || !(figures ? /[\s|·•/:;–—-]$/u : /[|·•]\s*$|\s[–—-]\s*$/u).test(before)))
    return undefined;
  const rest = leads ? after : before;
  const category = rest.replace(separators, '');
  if (category === '' || category === '.') return null;
  const separated = /^\s*[|·•/,;:–—-]/u.test(rest) || !leads;
  const words = category.split(/\s+/).length;
  if (words > (figures || separated ? 5 : 2) || /[.!?…:;,"“”()[\]\d]/u.test(category) || !/\p{L}/u.test(category))
    return undefined;
  return leads && !/^[\s|·•/,;:–—-]/u.test(rest) ? undefined : category;
}

/** 0 when nothing but a weekday stands there: then it belongs to the date. */
function weekdayBefore(before: string): number {
  const word = before.trim().replace(/[,.]$/, '');
  return word === '' || weekdayOf(word) > 0 ? 0 : before.length;
}
