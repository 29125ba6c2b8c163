// The dateline's weekday, day and month are those of one date: a slip here is the first thing that readers see.
import type { Dateline } from '../content';
import { findDate, findDayAndMonth, isoDate, weekdayOf, type PrintedDate } from '../wire/calendar';
import type { Check, Found } from './check';

const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

export const datelineWeekdayMismatch = {
  code: 'dateline-weekday-mismatch',
  severity: 'error',
  find: ({ content: { dateline, language } }) => {
    const text = dateline?.text;
    if (!dateline || !text) return [];
    const printed = findDate(text, language) ?? findDayAndMonth(text);
    return [...wrongWeekday(text, printed, dateline), ...otherDate(text, printed, dateline)];
  },
} as const satisfies Check;

function wrongWeekday(text: string, printed: PrintedDate | undefined, { date }: Dateline): readonly Found[] {
  const day = printed ? dayOf(printed, date) : date;
  const weekday = day ? weekdayOn(day) : undefined;
  const words = weekdayWords(text, printed);
  const [named] = words;
  if (!day || weekday === undefined || !named || words.some((word) => word.weekday === weekday)) return [];
  const message = `The dateline says ${named.quote}, but ${day} is a ${WEEKDAYS[weekday - 1]}: correct the weekday or the date.`;
  return [{ message, where: { member: 'dateline', line: 1, column: named.start + 1, quote: named.quote } }];
}

function otherDate(text: string, printed: PrintedDate | undefined, { date }: Dateline): readonly Found[] {
  const day = printed ? dayOf(printed, date) : null;
  if (!printed || !day || !date || day === date) return [];
  const quote = text.slice(printed.start, printed.end);
  const message = `The dateline prints ${quote}, but its date is ${date}: make them the same day.`;
  return [{ message, where: { member: 'dateline', line: 1, column: printed.start + 1, quote } }];
}

/** The printed day; one without a year is taken to be of the dateline's year. */
function dayOf({ parts: [year, month, day] }: PrintedDate, date: string | null | undefined): string | null {
  return isoDate([year || Number(date?.slice(0, 4) ?? 0), month ?? 0, day ?? 0]);
}

/** 1 (Monday) to 7. */
function weekdayOn(day: string): number | undefined {
  const time = new Date(`${day}T00:00:00Z`);
  return Number.isNaN(time.getTime()) ? undefined : ((time.getUTCDay() + 6) % 7) + 1;
}

interface WeekdayWord {
  readonly quote: string;
  readonly start: number;
  readonly weekday: number;
}

/** An abbreviation counts only beside the date: `Sun City` and `San Mar` are places. */
function weekdayWords(text: string, printed: PrintedDate | undefined): readonly WeekdayWord[] {
  const words = Array.from(text.matchAll(/\p{L}+(?:-\p{L}+)*/gu), ({ 0: quote, index: start }) => {
    return { quote, start, weekday: weekdayOf(quote) };
  }).filter(({ weekday }) => weekday > 0);
  const whole = words.filter(({ quote }) => quote.length >= 5);
  return whole.length > 0 ? whole : words.filter((word) => isBeside(text, word, printed));
}

function isBeside(text: string, { quote, start }: WeekdayWord, printed: PrintedDate | undefined): boolean {
  if (!printed) return false;
  const end = start + quote.length;
  const between = end <= printed.start ? text.slice(end, printed.start) : text.slice(printed.end, start);
  return /^[\s.,()]*$/.test(between) && (end <= printed.start || start >= printed.end);
}
