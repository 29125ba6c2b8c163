// A time as a person names it: with an offset it is an instant; without one it is what the clock of a time zone shows, and
// where that clock shows it twice or never, when summer time begins and ends, nobody guesses. Pure.
import { Temporal } from 'temporal-polyfill';
import { Rejection } from '../errors';

/** RFC 3339 section 5.6, with seconds and offset left out at will; leap seconds are in no clock that schedules are kept by. */
const shape = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z|[+-]\d\d:\d\d)?$/i;

/**
 * RFC 3339 UTC with milliseconds. Refuses with `validation-failed`, naming `path`, what is neither an RFC 3339 time nor a
 * wall-clock time of the zone (IANA), and a wall-clock time that there is not, or twice, on that day.
 */
export function instantOf(time: string, timeZone: string | undefined, path: string): string {
  const [matched, offset] = shape.exec(time) ?? [];
  if (matched === undefined) throw invalid(path, `${time} is no time, as 2027-03-28T06:00:00Z or 2027-03-28T06:00 is.`);
  if (offset !== undefined) return printed(instant(time, path), time, path);
  if (timeZone === undefined) throw invalid(path, `${time} needs an offset, or a timeZone beside it.`);
  const [first, ...others] = instantsAt(time, timeZone, path);
  if (!first) throw invalid(path, `${time} is skipped in ${timeZone}: clocks go forward there.`);
  if (others.length > 0) {
    const both = [first, ...others].map(({ offset: one }) => `${time}${one}`).join(' or ');
    throw invalid(path, `${time} comes twice in ${timeZone}: clocks go back. Say ${both}.`);
  }
  return printed(first.toInstant(), time, path);
}

function instant(time: string, path: string): Temporal.Instant {
  try {
    return Temporal.Instant.from(time);
  } catch {
    throw invalid(path, `${time} is no time.`);
  }
}

/** RFC 3339 has years of four digits only. */
function printed(at: Temporal.Instant, time: string, path: string): string {
  const utc = at.toString({ fractionalSecondDigits: 3 });
  if (!/^\d{4}-/.test(utc)) throw invalid(path, `${time} is no time of the years 0000 to 9999 in UTC.`);
  return utc;
}

/** None in the gap of spring, two in the overlap of autumn. */
function instantsAt(time: string, timeZone: string, path: string): readonly Temporal.ZonedDateTime[] {
  try {
    if (!/^[A-Za-z]/.test(timeZone)) throw new RangeError('an offset is no time zone');
    const wall = Temporal.PlainDateTime.from(time);
    const readings = (['earlier', 'later'] as const)
      .map((disambiguation) => wall.toZonedDateTime(timeZone, { disambiguation }))
      .filter((reading) => reading.toPlainDateTime().equals(wall));
    return readings.filter((reading, nth) => nth === 0 || !readings[0]?.equals(reading));
  } catch {
    throw invalid(path, `${time} in ${timeZone} is no time: a time zone is named as in Europe/Amsterdam.`);
  }
}

const invalid = (path: string, message: string): Rejection =>
  new Rejection('validation-failed', message, { errors: [{ path, message }] });
