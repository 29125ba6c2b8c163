// Words of our own and times, as a story's page shows them. Pure.
import { escapeHtml } from '../text/escape-html';
import { printMinute } from './printed-time';
import type { Wording } from './wording';

/** The words, marked where they are not in the story's language. */
export const labelAsHtml = (words: string, { mark }: Wording): string =>
  mark ? `<span${mark}>${words}</span>` : words;

/** `at`: RFC 3339. */
export const timeAsHtml = (at: string, { language }: Wording): string =>
  `<time datetime="${escapeHtml(at)}">${escapeHtml(printMinute(at, language))}</time>`;
