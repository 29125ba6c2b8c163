// A story has a headline.
import type { Check } from './check';

export const headlineMissing = {
  code: 'headline-missing',
  severity: 'error',
  find: ({ content: { headline } }) =>
    headline.trim() === ''
      ? [{ message: 'The article has no headline: write one.', where: { member: 'headline', quote: headline } }]
      : [],
} as const satisfies Check;
