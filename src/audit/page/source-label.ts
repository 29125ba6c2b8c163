// A citation's source in one line, and its address where it is one to follow. Pure.
import type { Citation } from './answers';

/** Author, title, publisher and date, as far as there are any. */
export function sourceLabel({ source, confidential }: Citation): string {
  if (confidential) return `Confidential: ${confidential.description ?? 'no description'}`;
  if (!source) return 'Unresolved: no source';
  const parts = [
    namesOf(source['author']),
    textOf(source['title']),
    textOf(source['container-title']),
    textOf(source['publisher']),
    dateOf(source['issued']),
  ].filter((part) => part !== '');
  return parts.length > 0 ? parts.join('. ') : (addressOf({ source }) ?? 'A source without a title');
}

/** Only http and https: a citation may hold any text. */
export function addressOf({ source }: Pick<Citation, 'source'>): string | undefined {
  const text = textOf(source?.['URL']);
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) ? text : undefined;
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '');

function namesOf(value: unknown): string {
  if (!Array.isArray(value)) return '';
  const names = value.map((name: Readonly<Record<string, unknown>> | null) => {
    const given = [textOf(name?.['given']), textOf(name?.['family'])].filter((part) => part !== '').join(' ');
    return textOf(name?.['literal']) || given;
  });
  return names.filter((name) => name !== '').join(', ');
}

/** A CSL date: `date-parts`, or as it was written. */
function dateOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return '';
  const date = value as { readonly 'date-parts'?: unknown; readonly raw?: unknown; readonly literal?: unknown };
  const parts: unknown = Array.isArray(date['date-parts']) ? date['date-parts'][0] : undefined;
  if (Array.isArray(parts)) return parts.map((part) => String(part).padStart(2, '0')).join('-');
  return textOf(date.raw) || textOf(date.literal);
}
