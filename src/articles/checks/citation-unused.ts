// A source that the text does not mention is not printed: somebody may have cut its sentence.
import type { Check } from './check';

export const citationUnused = {
  code: 'citation-unused',
  severity: 'warning',
  find: ({ content, mentions }) => {
    const used = new Set(mentions.map(({ key }) => key));
    return content.citations
      .filter(({ key }) => !used.has(key))
      .map(({ key }) => ({
        message: `The text does not mention the citation [@${key}]: cite it or remove it, it will not be printed.`,
        where: { member: 'citations', key },
      }));
  },
} as const satisfies Check;
