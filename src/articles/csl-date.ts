// A date of a CSL-JSON item: `date-parts` (year, month, day as far as known; two of them are a range), or words.
import type { Json } from '../event-store/stored-event';
import type { SourceError } from './csl';

const memberTypes: ReadonlyMap<string, readonly string[]> = new Map([
  ['date-parts', ['object']],
  ['season', ['string', 'number']],
  ['circa', ['string', 'number', 'boolean']],
  ['literal', ['string']],
  ['raw', ['string']],
]);

/** What is wrong with the date, [] when nothing is. */
export function checkDate(path: string, value: Json): SourceError[] {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return [{ path, message: 'has to be an object with date-parts, raw or literal' }];
  }
  const errors = Object.entries(value).flatMap(([member, content]) => checkMember(path, member, content));
  const members = Object.keys(value);
  if (errors.length > 0 || members.some((name) => ['date-parts', 'raw', 'literal', 'season'].includes(name)))
    return errors;
  return [{ path, message: 'has to say a date in date-parts, raw or literal' }];
}

function checkMember(path: string, member: string, content: Json | undefined): SourceError[] {
  const at = `${path}.${member}`;
  const types = memberTypes.get(member);
  if (!types) return [{ path: at, message: 'is no member of a CSL date' }];
  if (content === undefined) return [];
  if (!types.includes(typeof content)) return [{ path: at, message: `has to be a ${types.join(' or ')}` }];
  return member === 'date-parts' ? checkParts(at, content) : [];
}

function checkParts(path: string, parts: Json): SourceError[] {
  if (!Array.isArray(parts) || parts.length < 1 || parts.length > 2) {
    return [{ path, message: 'has to be a list of one date or, for a range, two' }];
  }
  return parts.flatMap((date: Json, i) =>
    isDate(date)
      ? []
      : [
          {
            path: `${path}[${i}]`,
            message: 'has to be [year, month, day], as far as known, of a day that exists',
          },
        ],
  );
}

function isDate(date: Json): boolean {
  if (!Array.isArray(date) || date.length < 1 || date.length > 3) return false;
  if (
    !date.every(
      (part: Json) =>
        (typeof part === 'number' || (typeof part === 'string' && /^-?\d{1,6}$/.test(part))) &&
        Number.isInteger(Number(part)),
    )
  )
    return false;
  const [year, month, day] = date.map(Number);
  return isMonth(month) && isDay(year ?? 0, month ?? 1, day);
}

/** 13 to 24 are seasons (CSL 1.0.2 and EDTF write them in the month's place). */
const isMonth = (month: number | undefined): boolean => month === undefined || (month >= 1 && month <= 24);

function isDay(year: number, month: number, day: number | undefined): boolean {
  if (day === undefined) return true;
  if (month > 12) return false;
  const last = new Date(Date.UTC(2000, 0, 1));
  // setUTCFullYear, because Date.UTC reads the years 0 to 99 as 1900 to 1999.
  last.setUTCFullYear(year, month, 0);
  return day >= 1 && day <= last.getUTCDate();
}
