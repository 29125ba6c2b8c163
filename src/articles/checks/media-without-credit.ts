// Whoever made a picture is named.
import type { Check } from './check';

export const mediaWithoutCredit = {
  code: 'media-without-credit',
  severity: 'warning',
  find: ({ content }) =>
    content.media
      .filter(({ credit }) => !credit?.trim())
      .map(({ key }) => ({
        message: `The medium ${key} has no credit: say who made it.`,
        where: { member: 'media', key },
      })),
} as const satisfies Check;
