// The source list's heading is in the language of the article: another one tells of a text put together by machine.
import { languageOfHeading } from '../language';
import type { Check } from './check';

export const languageMismatch = {
  code: 'language-mismatch',
  severity: 'warning',
  find: ({ content: { language, sourceHeading } }) => {
    const languages = sourceHeading === null ? undefined : languageOfHeading(sourceHeading);
    if (sourceHeading === null || !languages || languages.includes(primary(language))) return [];
    const message = `The source list is headed “${sourceHeading}” (${languages.join(', ')}), but the article is in ${language}: correct the heading or the language.`;
    return [{ message, where: { member: 'sourceHeading', quote: sourceHeading } }];
  },
} as const satisfies Check;

const primary = (language: string): string => language.toLowerCase().split(/[-_]/, 1)[0] ?? '';
