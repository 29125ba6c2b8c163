// The stream of the comments on an article. Pure.
import { nameBasedUuid } from '../name-based-uuid';

/** UUIDv8, which no article has: theirs are UUIDv7. */
export const commentStream = (article: string): string => nameBasedUuid('stet-comments/v1', article);
