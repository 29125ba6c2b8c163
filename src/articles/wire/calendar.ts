// Calendar dates as newspapers print them, in many languages. Every pattern is bounded: a search costs linear time.

export interface PrintedDate {
  /** `[year, month, day]`; without month or day as far as it says. Empty when a figure could be month or day. */
  readonly parts: readonly number[];
  /** UTF-16 offsets in the text that was searched. */
  readonly start: number;
  readonly end: number;
}

const languages = 'en nl de fr es it pt da nb sv fi pl cs tr ru uk ro el id ca is et lv lt sk sl'.split(' ');

/** Names of months or weekdays in lower case without a final period, to their number: January and Monday are 1. */
function namesOf(part: 'month' | 'weekday', days: readonly number[]): ReadonlyMap<string, number> {
  // Beside a day some languages inflect the month; a weekday stays as it is.
  const inflected = part === 'month' ? [{ day: 'numeric', month: 'long' } as const] : [];
  const styles = [{ [part]: 'long' }, { [part]: 'short' }, ...inflected];
  const formats = languages.flatMap((language) =>
    styles.map((style) => new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...style })),
  );
  const names = formats.flatMap((format) => days.map((day, i): [string, number] => [nameIn(format, part, day), i + 1]));
  // Reversed, so that of two languages that share a name the earlier one has the last word.
  return new Map(names.filter(([name]) => /^\p{L}{2}/u.test(name)).reverse());
}

const nameIn = (format: Intl.DateTimeFormat, part: string, day: number): string =>
  folded(format.formatToParts(day).find(({ type }) => type === part)?.value ?? '');

const firstOfMonths = Array.from({ length: 12 }, (_, i) => Date.UTC(2024, i, 1));
/** 2024-01-01 was a Monday. */
const weekFromMonday = Array.from({ length: 7 }, (_, i) => Date.UTC(2024, 0, i + 1));

const folded = (name: string): string => name.toLowerCase().replace(/\.$/, '');

let months: ReadonlyMap<string, number> | undefined;
let weekdays: ReadonlyMap<string, number> | undefined;

/** 1 to 12; 0 when that is no month's name in a language known here. */
export function monthOf(name: string): number {
  months ??= namesOf('month', firstOfMonths);
  return months.get(folded(name)) ?? spelledMonths.get(folded(name)) ?? 0;
}

/** 1 (Monday) to 7; 0 when that is no weekday's name in a language known here. */
export function weekdayOf(name: string): number {
  weekdays ??= namesOf('weekday', weekFromMonday);
  return weekdays.get(folded(name)) ?? 0;
}

/** Abbreviations that newsrooms print and no locale table has. */
const spelledMonths = new Map(Object.entries({ sept: 9, setiembre: 9, febr: 2, juni: 6, juli: 7 }));

const D = String.raw`(\d{1,2})(?:er|st|nd|rd|th|[.ºª])?`;
const OF = String.raw`(?:\s{1,3}(?:de|of|del))?\s{1,3}`;
const MONTH = String.raw`(\p{L}{3,12})\.?`;
const YEAR = String.raw`(\d{4})(?!\d)`;

type Order = (groups: readonly string[], language: string | undefined) => readonly number[];

const dayFirst: Order = (g) => [Number(g[2]), monthOf(g[1] ?? ''), Number(g[0])];
const monthFirst: Order = (g) => [Number(g[2]), monthOf(g[0] ?? ''), Number(g[1])];
const yearFirst: Order = (g) => g.map(Number);

/** `3/4/2025` is April in Paris and March in New York; bare `en` could be either, so nothing is said. */
const numeric: Order = (g, language) => {
  const [first, second, year] = [Number(g[0]), Number(g[2]), Number(g[3])];
  const american = /^en-us\b/i.test(language ?? '');
  const settled =
    g[1] !== '/' || first > 12 || first === second || (language !== undefined && !/^en(-us)?$/i.test(language));
  if (second > 12 || (american && g[1] === '/')) return [year, first, second];
  return settled ? [year, second, first] : [];
};

const full: readonly (readonly [RegExp, Order])[] = [
  [/(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)/gu, yearFirst],
  [/(?<!\d)(\d{1,2})([-/.])\s?(\d{1,2})\2\s?(\d{4})(?!\d)/gu, numeric],
  [new RegExp(String.raw`(?<!\d)${D}${OF}${MONTH}(?:,|\s{1,3}(?:de|del))?\s{1,3}${YEAR}`, 'giu'), dayFirst],
  [new RegExp(String.raw`(?<!\p{L})${MONTH}\s{1,3}${D}(?:,\s{0,3}|\s{1,3})${YEAR}`, 'giu'), monthFirst],
  [/(?<!\d)(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/gu, yearFirst],
];

const yearless: readonly (readonly [RegExp, Order])[] = [
  [new RegExp(String.raw`(?<!\d)${D}${OF}${MONTH}(?!\p{L})`, 'giu'), (g) => [0, monthOf(g[1] ?? ''), Number(g[0])]],
  [
    new RegExp(String.raw`(?<!\p{L})${MONTH}\s{1,3}${D}(?![\p{L}\d])`, 'giu'),
    (g) => [0, monthOf(g[0] ?? ''), Number(g[1])],
  ],
];

const exists = ([year = 0, month = 0, day = 0]: readonly number[]): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(year || 2024, month, 0)).getUTCDate();

/** The first full date in the text. `language` (BCP 47) settles which figure of `3/4/2025` is the month. */
export function findDate(text: string, language?: string): PrintedDate | undefined {
  return earliest(full, text, language);
}

/** The first date that names no year; its `parts` begin with 0. */
export function findDayAndMonth(text: string): PrintedDate | undefined {
  return earliest(yearless, text, undefined);
}

function earliest(patterns: typeof full, text: string, language: string | undefined): PrintedDate | undefined {
  const found = patterns.flatMap(
    ([pattern, order]) => firstOf(pattern, text, (groups) => order(groups, language)) ?? [],
  );
  return found.sort((a, b) => a.start - b.start)[0];
}

function firstOf(
  pattern: RegExp,
  text: string,
  order: (groups: string[]) => readonly number[],
): PrintedDate | undefined {
  for (const match of text.matchAll(pattern)) {
    const parts = order(match.slice(1));
    if (parts.length === 0 || exists(parts)) return { parts, start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** ISO 8601 calendar date; null unless year, month and day are known and such a day exists. */
export function isoDate([year = 0, month = 0, day = 0]: readonly number[]): string | null {
  if (year === 0 || !exists([year, month, day])) return null;
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}
