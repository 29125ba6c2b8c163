// A web page changes: the source list says on which day it said so. A DOI or a capture holds the wording without it.
import type { Citation } from '../content';
import type { Check } from './check';

export const webSourceWithoutAccessDate = {
  code: 'web-source-without-access-date',
  severity: 'warning',
  find: ({ content: { citations } }) =>
    citations.filter(isUndated).map(({ key, source }) => ({
      message: `The web source of [@${key}] has no access date: say on which day it was read.`,
      where: { member: 'citations', key, ...(typeof source?.URL === 'string' && { quote: source.URL }) },
    })),
} as const satisfies Check;

const isUndated = ({ source, capture }: Citation): boolean =>
  Boolean(source?.URL) && !source?.accessed && !source?.DOI && capture === undefined;
