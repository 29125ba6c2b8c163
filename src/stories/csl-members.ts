// Members of a CSL-JSON item, read defensively, because clients send what their reference software made. Pure.
import type { Json } from '../event-store/stored-event';

export const isRecord = (value: Json | undefined): value is { readonly [name: string]: Json | undefined } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** On one line; '' for what is no text. */
export const textOf = (value: Json | undefined): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value).replace(/\s+/g, ' ').trim() : '';

export interface CslName {
  /** As it is printed. */
  readonly name: string;
  readonly given: string;
  readonly family: string;
}

export function namesOf(value: Json | undefined): readonly CslName[] {
  if (!Array.isArray(value)) return [];
  return (value as readonly Json[]).map(nameOf).filter(({ name }) => name !== '');
}

function nameOf(value: Json): CslName {
  if (!isRecord(value)) return { name: textOf(value), given: '', family: '' };
  const literal = textOf(value['literal']);
  if (literal) return { name: literal, given: '', family: '' };
  const join = (...parts: readonly string[]): string =>
    parts
      .map((part) => textOf(value[part]))
      .filter(Boolean)
      .join(' ');
  return {
    name: join('given', 'dropping-particle', 'non-dropping-particle', 'family', 'suffix'),
    given: join('given'),
    family: join('dropping-particle', 'non-dropping-particle', 'family'),
  };
}

/** Year, month, day as far as they are known; of a range the first; [] where the date is in words. */
export function datePartsOf(value: Json | undefined): readonly number[] {
  if (!isRecord(value)) return [];
  const [first] = Array.isArray(value['date-parts']) ? (value['date-parts'] as readonly Json[]) : [];
  return Array.isArray(first) ? (first as readonly Json[]).map(Number) : [];
}

/** The date in words; '' where it has none. */
export const dateWordsOf = (value: Json | undefined): string =>
  isRecord(value) ? textOf(value['literal']) || textOf(value['raw']) : textOf(value);

/** The DOI as an address (DOI Handbook, section 3.8). */
export function doiAddress(doi: string): string {
  const name = doi.replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:)/i, '');
  return `https://doi.org/${encodeURIComponent(name).replaceAll('%2F', '/')}`;
}
