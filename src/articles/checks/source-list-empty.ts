// An article that cites has sources to show for it.
import type { Check } from './check';

export const sourceListEmpty = {
  code: 'source-list-empty',
  severity: 'error',
  find: ({ content: { citations, sourceHeading } }) => {
    if (citations.length === 0 || citations.some(({ source }) => source !== null)) return [];
    const message = 'The article has citations, but its source list is empty: add the sources.';
    return [{ message, where: { member: 'citations', ...(sourceHeading !== null && { quote: sourceHeading }) } }];
  },
} as const satisfies Check;
