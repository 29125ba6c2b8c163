// The Accept-Datetime header (RFC 7089 section 2.1.1): as of when an answer is asked for. Pure.
import { Rejection } from '../errors';

const form = /^[A-Z][a-z]{2}, (\d\d) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) GMT$/;
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Seconds since 1970. Throws `validation-failed` for what is no date of the one form that RFC 7089 takes. */
export function acceptDatetime(header: string | readonly string[]): number {
  const [, day, month = '', year, time] = form.exec(String(header)) ?? [];
  const number = String(months.indexOf(month) + 1).padStart(2, '0');
  const second = Date.parse(`${year}-${number}-${day}T${time}Z`) / 1000;
  // Written again it has to be the same: so is no wrong weekday, and no day that the calendar lacks.
  if (!Number.isNaN(second) && httpDate(second) === header) return second;
  const message = 'Accept-Datetime has to be a date such as "Tue, 24 Nov 2026 09:30:00 GMT".';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'Accept-Datetime', message }] });
}

/** A second since 1970 as HTTP writes it (RFC 9110 section 5.6.7, IMF-fixdate). */
export const httpDate = (second: number): string => new Date(second * 1000).toUTCString();
