// A story has a text.
import type { Check } from './check';

export const bodyEmpty = {
  code: 'body-empty',
  severity: 'error',
  find: ({ content: { body } }) =>
    body.every(({ text }) => text.trim() === '')
      ? [{ message: 'The article has no text: write it, or spike the article.', where: { member: 'body' } }]
      : [],
} as const satisfies Check;
