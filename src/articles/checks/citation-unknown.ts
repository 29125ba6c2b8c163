// The text cites nothing that the source list has never heard of.
import { whereMarked, type Check } from './check';

export const citationUnknown = {
  code: 'citation-unknown',
  severity: 'error',
  find: ({ content, mentions, citations }) =>
    mentions
      .filter(({ key }) => !citations.has(key))
      .map((mention) => ({
        message: `The text cites [@${mention.key}], but no citation has that key: add the citation or correct the key.`,
        where: whereMarked(content, mention, mention.key),
      })),
} as const satisfies Check;
