// What was corrected in the story is not put back by the next version: the working copy says it no more either.
import { bodyText } from '../../text/body';
import type { ArticleContent } from '../content';
import type { NotCarried } from '../publication-events';
import type { Check, Found } from './check';
import type { Where } from '../finding';

export const correctionNotCarried = {
  code: 'correction-not-carried',
  severity: 'error',
  find: ({ content, notCarried }) =>
    notCarried.flatMap((place): readonly Found[] => {
      const where = whereStands(content, place);
      if (!where) return [];
      const message = `Version ${place.version} corrected this in the story to ${told(place.corrected)}, but here it still stands as it was: correct it here too.`;
      return [{ message, where }];
    }),
} as const satisfies Check;

function whereStands(content: ArticleContent, { field, stands }: NotCarried): Where | undefined {
  if (stands.trim() === '') return undefined;
  if (field === 'body') return whereInBody(bodyText(content.body), stands);
  const value = Object.entries(content).find(([name]) => name === field)?.[1] as unknown;
  if (!isSaid(value, stands)) return undefined;
  const whole = value === stands;
  return { member: field, ...(whole && { line: 1, column: 1 }), quote: stands };
}

/** As a run of whole lines, however they end. */
function whereInBody(text: string, stands: string): Where | undefined {
  const passage = unixLines(stands).replace(/\n$/, '');
  const lines = `\n${unixLines(text)}\n`;
  const at = lines.indexOf(`\n${passage}\n`);
  if (at === -1) return undefined;
  const line = lines.slice(0, at + 1).split('\n').length - 1;
  return { member: 'body', line, column: 1, quote: passage };
}

const unixLines = (text: string): string => text.replace(/\r\n?/g, '\n');

/** Members that are no text stand as JSON, lists whole or by the entry. */
const isSaid = (value: unknown, stands: string): boolean =>
  value === stands ||
  JSON.stringify(value) === stands ||
  (Array.isArray(value) && value.some((one) => isSaid(one, stands)));

const told = (corrected: string): string => {
  const words = corrected.replace(/\s+/g, ' ').trim();
  if (words === '') return 'nothing';
  return `“${words.length > 200 ? `${words.slice(0, 200).trimEnd()} …` : words}”`;
};
