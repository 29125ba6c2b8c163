// The dateline that opens the first paragraph: where and when the report was filed.
import { findDate, findDayAndMonth, weekdayOf } from './calendar';

export interface OpeningDateline {
  readonly place: string | null;
  /** As far as it says: a year of 0 is none. Empty when it has no date. */
  readonly parts: readonly number[];
  /** As printed, with the dash or period that ends it. */
  readonly text: string;
  /** UTF-16 units of the line up to where the report goes on. */
  readonly length: number;
}

// A dateline is read at the beginning of a line only: nothing is searched further.
const reach = 200;

const dash = String.raw`(?:\s?[—–―]{1,2}|\.\s?[-–—]{1,2}|(?<=[\s)])-{1,3})`;
const agency = String.raw`\(([^()\d]{2,40})\)`;
const end = new RegExp(String.raw`^\s?(?:${agency}\s?)?${dash}(?:\s|$|(?<=[—–])(?=\S))`, 'u');
const ownLineEnd = new RegExp(String.raw`^\s?\.?\s?(?:${agency}\s?)?${dash}?\s*$`, 'u');
const yearEnd = /^(?:\.|:)\s+(?=\S)/u;
const leadingAgency = new RegExp(String.raw`^${agency}\s?${dash}?\s*`, 'u');
const agencies =
  /^(?:AP|AFP|ANP|ANSA|APA|Belga|Bloomberg|dpa|DPA|EFE|Europa Press|Interfax|Kyodo|Lusa|NTB|PA|PTI|Reuters|Ritzau|STT|TASS|TT|UPI|Xinhua|AGI|ANI|CNA|IANS|KNA|epd|SID|Novum|BNS|PAP|MTI|ČTK|Ukrinform|Yonhap)\b/iu;
const particles =
  /^(?:de|del|della|di|da|do|dos|das|la|le|les|el|los|las|al|am|an|im|in|der|den|auf|aan|bij|op|of|upon|on|the|sur|sous|en|et|and|und|y|e|i|og|och|'s|’s|'t|’t)$/u;

/** The dateline that the lines begin with, null when there is none. Only the first line counts; a second shows it is not alone. */
export function readDateline(lines: readonly string[], language: string | undefined): OpeningDateline | null {
  const line = (lines[0] ?? '').slice(0, reach);
  const indent = line.length - line.trimStart().length;
  const text = line.slice(indent);
  const found = dated(text, (lines[0] ?? '').length <= reach, language) ?? undated(text);
  return found && { ...found, length: found.length + indent };
}

function dated(text: string, whole: boolean, language: string | undefined): OpeningDateline | null {
  const full = findDate(text, language);
  const date = full ?? findDayAndMonth(text);
  if (!date) return null;
  const place = placeBefore(text.slice(0, date.start));
  const after = text.slice(date.end);
  const closing = end.exec(after) ?? (whole ? ownLineEnd.exec(after) : null) ?? (full ? yearEnd.exec(after) : null);
  if (place === undefined || !closing) return null;
  const length = date.end + closing[0].length;
  return { place, parts: date.parts, text: text.slice(0, length).trim(), length };
}

/** The place in what stands before a date: null when there is only a weekday, undefined when it is no place. */
function placeBefore(before: string): string | null | undefined {
  const bare = before.replace(leadingAgency, '');
  const words = bare.trim().replace(/[,;]$/, '');
  const weekday = /(?:^|[,\s])(\p{L}{2,14})[.]?$/u.exec(words)?.[1] ?? '';
  const withWeekday = weekdayOf(weekday) > 0;
  const rest = withWeekday ? words.slice(0, words.lastIndexOf(weekday)).trim() : words;
  if (rest === '') return withWeekday || (bare === '' && before !== '') ? null : undefined;
  // Without a comma it is a phrase: `In May 3 …`.
  const divided = /[,;]\s*$/.test(withWeekday ? rest : bare) || /\)\s*$/.test(rest);
  const place = rest.replace(/[,;\s]+$/, '').replace(new RegExp(String.raw`\s?${agency}$`, 'u'), '');
  return divided && isPlace(place) ? place : undefined;
}

const opening = new RegExp(String.raw`^([^()—–―]{2,60}?)(?:\s?${agency})?${dash}(?:\s+|$|(?<=[—–])(?=\S))`, 'u');
const agencyOpening = new RegExp(String.raw`^([^()—–―]{2,60}?)\s?${agency}\s?${dash}(?:\s+|$|(?<=[—–])(?=\S))`, 'u');

/** Without a date: `BERLIN (Agency) — …`, or `BERLIN — ` before a capital. */
function undated(text: string): OpeningDateline | null {
  const [match, place = '', by] = agencyOpening.exec(text) ?? opening.exec(text) ?? [];
  if (match === undefined || !isPlace(place.trim())) return null;
  const shouts = place === place.toUpperCase() && (place.match(/\p{Lu}|\p{Lo}/gu) ?? []).length > 2;
  const known = by !== undefined && agencies.test(by);
  // `NASA — the agency — said`: what goes on in lower case is one sentence.
  if ((!shouts && !known) || (!known && /^\p{Ll}/u.test(text.slice(match.length)))) return null;
  return { place: place.trim(), parts: [], text: match.trim(), length: match.length };
}

/** Every word a name (or a particle of one), no digits, no sentence. */
function isPlace(text: string): boolean {
  const words = text.split(/[\s,/]+/u).filter((word) => word !== '');
  if (words.length === 0 || words.length > 7 || text.length > 60 || /[\d!?:;"“”[\]]/u.test(text)) return false;
  const names = words.every(
    (word, i) => /^['’]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(word) || (particles.test(word) && (i > 0 || /^['’]/u.test(word))),
  );
  return names && /^(?:[^.]|(?<=\p{L}{1,4})\.)*$/u.test(text) && weekdayOf(words[0] ?? '') === 0;
}

/** The date that the dateline says. One without a year takes that of the date nearest to `near` (ISO 8601). */
export function filedOn(parts: readonly number[], near: string | null): readonly number[] {
  const [year = 0, month = 0, day = 0] = parts;
  if (year > 0 || month === 0 || near === null) return year > 0 ? parts : [];
  const at = Date.parse(near);
  const distance = (candidate: number): number => Math.abs(Date.UTC(candidate, month - 1, day) - at);
  const printed = new Date(at).getUTCFullYear();
  const [nearest = printed] = [printed - 1, printed, printed + 1].sort((a, b) => distance(a) - distance(b));
  return [nearest, month, day];
}
