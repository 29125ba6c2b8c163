// The text shows no medium that the article does not have.
import { mediaMentions } from '../../text/mentions';
import { whereQuoted, type Check } from './check';

export const mediaUnknown = {
  code: 'media-unknown',
  severity: 'error',
  find: ({ content }) => {
    const known = new Set(content.media.map(({ key }) => key));
    return mediaMentions(content.body)
      .filter(({ key }) => !known.has(key))
      .map((mention) => ({
        message: `The text shows media:${mention.key}, but the article has no medium of that key: add it or correct the key.`,
        where: { ...whereQuoted(content, mention), key: mention.key },
      }));
  },
} as const satisfies Check;
