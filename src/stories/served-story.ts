// A story as it goes over the wire: the bytes that were kept when it was published, with headers made once. Pure.
import { createHash } from 'node:crypto';
import type { Rendition } from '../event-store/stored-event';
import type { StoryLinks } from './story-links';
import type { PublishedStory } from './published-story.entity';

/** Where a story's current version is. */
export interface StoryPlace {
  readonly newsroom: string;
  readonly id: string;
  readonly slug: string;
  readonly version: number;
  /** Of the event that gave what is served. */
  readonly position: number;
  /** Whole seconds. */
  readonly modifiedAt: Date;
}

export const placeOf = ({ newsroom, id, slug, version, position, modifiedAt }: PublishedStory): StoryPlace => ({
  newsroom,
  id,
  slug,
  version,
  position: Number(position),
  modifiedAt,
});

export interface ServedBytes {
  readonly bytes: Buffer;
  readonly etag: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface ServedStory extends StoryPlace {
  /** Milliseconds since 1970. */
  readonly lastModified: number;
  /** By media type; JSON, which is the answer to no Accept, first. */
  readonly renditions: ReadonlyMap<string, ServedBytes>;
  readonly mediaTypes: readonly string[];
  /** All of its bytes. */
  readonly size: number;
  /** Of a story as it is now: to its past. */
  readonly links?: StoryLinks;
}

/**
 * Caches between us and readers take the load of a moment, and a correction is with everybody ten seconds after it is
 * made; older than that, nobody may show it without asking (RFC 9111 section 5.2.2).
 */
export const cacheControl = 'public, max-age=10, must-revalidate';

/** The page needs no script, and its one style sheet is in it; pictures come from wherever the newsroom keeps them. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  // By hash the sheet would be let in more tightly, but pages of years ago are served as they were, with their sheets.
  "style-src 'unsafe-inline'",
  'img-src https: http:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'self'",
].join('; ');

export function servedStory(place: StoryPlace, renditions: readonly Rendition[]): ServedStory {
  const lastModified = place.modifiedAt.getTime();
  const ordered = renditions.toSorted((one, other) => rank(one) - rank(other));
  return {
    ...place,
    lastModified,
    renditions: new Map(ordered.map((rendition) => [rendition.mediaType, served(rendition, lastModified)])),
    mediaTypes: ordered.map(({ mediaType }) => mediaType),
    size: renditions.reduce((sum, { bytes }) => sum + bytes.length, 0),
  };
}

/** Strong: of the very bytes, so that no two media types, versions or servers ever share or change one. */
export const etagOf = (bytes: Buffer): string => `"${createHash('sha256').update(bytes).digest('hex')}"`;

const order = ['application/json', 'text/html', 'text/markdown'];
const rank = ({ mediaType }: Rendition): number => (order.indexOf(mediaType) + order.length + 1) % (order.length + 1);

function served({ mediaType, bytes }: Rendition, lastModified: number): ServedBytes {
  const etag = etagOf(bytes);
  const headers = {
    'content-type': `${mediaType}; charset=utf-8`,
    etag,
    'last-modified': new Date(lastModified).toUTCString(),
    'cache-control': cacheControl,
    // A token too: standards and auditors are given what is withheld from readers.
    vary: 'Accept, Accept-Datetime, Authorization',
    ...(mediaType === 'text/html' && { 'content-security-policy': contentSecurityPolicy }),
  };
  return { bytes, etag, headers };
}
