// A dateline as it opens a story: the words it was printed with, else made from place and date. Pure.
import type { Dateline } from '../articles/content';
import { printDate } from './printed-time';

/** Plain text; '' where there is none. */
export function datelineText(dateline: Dateline | null, language: string): string {
  if (!dateline) return '';
  if (dateline.text) return dateline.text;
  const date = dateline.date ? (printDate(dateline.date.split('-').map(Number), language)?.text ?? dateline.date) : '';
  return [dateline.place, date].filter(Boolean).join(', ');
}
