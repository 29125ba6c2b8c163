// Whoever cannot see a picture is told what it shows (WCAG 2.2, 1.1.1).
import type { Check } from './check';

export const mediaWithoutAlt = {
  code: 'media-without-alt',
  severity: 'warning',
  find: ({ content }) =>
    content.media
      .filter(({ alt }) => !alt?.trim())
      .map(({ key }) => ({
        message: `The medium ${key} has no alternative text: say what it shows.`,
        where: { member: 'media', key },
      })),
} as const satisfies Check;
