// Every source that the text rests on is named.
import type { Mention } from '../../text/mentions';
import { whereMarked, type Check, type Found } from './check';

export const citationUnresolved = {
  code: 'citation-unresolved',
  severity: 'error',
  find: ({ content, mentions, citations }) => {
    const first = new Map<string, Mention>();
    for (const mention of mentions) if (!first.has(mention.key)) first.set(mention.key, mention);
    return Array.from(first.values()).flatMap((mention): readonly Found[] => {
      const citation = citations.get(mention.key);
      if (!citation || citation.source !== null) return [];
      const marker = `[${citation.label ?? citation.key}]`;
      const message = `The text cites ${marker}, but the source list has no entry for it: add its source or remove the marker.`;
      return [{ message, where: whereMarked(content, mention, mention.key) }];
    });
  },
} as const satisfies Check;
