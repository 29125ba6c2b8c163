// Validators of the contract's formats.
import { ValidateBy, type ValidationOptions } from 'class-validator';

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;
const calendarDate = /^\d{4}-\d\d-\d\d$/;

const isText = (value: unknown): value is string => typeof value === 'string';

/** RFC 3339 section 5.6: date and time with an offset; refuses days that no calendar has, and years but 1 to 9999 of UTC. */
export const isRfc3339 = (value: unknown): boolean =>
  isText(value) && rfc3339.test(value) && isCalendarDate(value.slice(0, 10)) && isStorable(Date.parse(value));

/** PostgreSQL writes years before 1 and after 9999 in forms of its own, and does not read ours. */
const isStorable = (time: number): boolean => time >= Date.parse('0001-01-01') && time < Date.UTC(10_000, 0);

/** ISO 8601 calendar date, `YYYY-MM-DD`; refuses days that no calendar has. */
export function isCalendarDate(value: unknown): boolean {
  if (!isText(value) || !calendarDate.test(value)) return false;
  const time = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value);
}

/** A well-formed language tag (BCP 47, RFC 5646 section 2.1). */
export function isLanguageTag(value: unknown): boolean {
  try {
    return isText(value) && Intl.getCanonicalLocales(value).length === 1;
  } catch {
    return false;
  }
}

/** A time zone of the IANA database that this runtime knows; offsets such as `+01:00` are none. */
export function isTimeZone(value: unknown): boolean {
  if (!isText(value) || !/^[A-Za-z]/.test(value)) return false;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: value }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

const validator =
  (name: string, validate: (value: unknown) => boolean, what: string) => (options?: ValidationOptions) =>
    ValidateBy({ name, validator: { validate, defaultMessage: () => `$property must be ${what}` } }, options);

export const IsRfc3339 = validator('isRfc3339', isRfc3339, 'an RFC 3339 date and time with an offset');
export const IsCalendarDate = validator('isCalendarDate', isCalendarDate, 'a calendar date, YYYY-MM-DD');
export const IsLanguageTag = validator('isLanguageTag', isLanguageTag, 'a BCP 47 language tag');
export const IsTimeZone = validator('isTimeZone', isTimeZone, 'an IANA time zone');
