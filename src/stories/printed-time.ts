// Times and dates as readers are shown them: in the story's language, always in UTC and saying so. Pure.

interface Formats {
  readonly minute: Intl.DateTimeFormat;
  readonly day: Intl.DateTimeFormat;
  readonly month: Intl.DateTimeFormat;
}

/** Making a formatter takes longer than the rest of a page; languages come from editors, so the number kept is bounded. */
const kept = new Map<string, Formats>();
const keptAtMost = 64;

/** `24 November 2026 at 09:30 UTC`, for an RFC 3339 time. */
export const printMinute = (time: string, language: string): string =>
  `${formatsOf(language).minute.format(new Date(time))} UTC`;

export interface PrintedDate {
  readonly text: string;
  /** ISO 8601: year, year and month, or calendar date. */
  readonly datetime: string;
}

/** A date of one to three parts (year, month, day); undefined where the calendar has no such date. */
export function printDate(parts: readonly number[], language: string): PrintedDate | undefined {
  const [year, month, day] = parts;
  if (year === undefined || !Number.isInteger(year) || year < 1 || year > 9999) return undefined;
  const iso = String(year).padStart(4, '0');
  if (!isWithin(month, 12)) return { text: String(year), datetime: iso };
  const isoMonth = `${iso}-${String(month).padStart(2, '0')}`;
  const { month: monthFormat, day: dayFormat } = formatsOf(language);
  const date = new Date(`${isoMonth}-${isWithin(day, 31) ? String(day).padStart(2, '0') : '01'}T00:00:00Z`);
  if (!isWithin(day, 31) || date.getUTCMonth() + 1 !== month)
    return { text: monthFormat.format(new Date(`${isoMonth}-01T00:00:00Z`)), datetime: isoMonth };
  return { text: dayFormat.format(date), datetime: date.toISOString().slice(0, 10) };
}

const isWithin = (part: number | undefined, most: number): part is number =>
  part !== undefined && Number.isInteger(part) && part >= 1 && part <= most;

function formatsOf(language: string): Formats {
  const found = kept.get(language);
  if (found) return found;
  if (kept.size >= keptAtMost) kept.clear();
  const formats = formatsIn(knownLocale(language));
  kept.set(language, formats);
  return formats;
}

function formatsIn(locale: string): Formats {
  const day = { year: 'numeric', month: 'long', day: 'numeric', timeZone: 'UTC' } as const;
  return {
    minute: new Intl.DateTimeFormat(locale, { ...day, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    day: new Intl.DateTimeFormat(locale, day),
    month: new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'long', timeZone: 'UTC' }),
  };
}

/** The Gregorian calendar and day before month where English is not said to be American; English for what is no tag. */
function knownLocale(language: string): string {
  try {
    const locale = new Intl.Locale(language === 'en' ? 'en-GB' : language, { calendar: 'gregory' });
    return Intl.DateTimeFormat.supportedLocalesOf(locale.toString())[0] ?? 'en-GB';
  } catch {
    return 'en-GB';
  }
}
