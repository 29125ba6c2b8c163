// What every answer about a story's past says of itself: who may keep it, how it is linked, as of when it is.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified } from '../http/etag';
import { linkBase } from '../http/public-address';
import { dated, linkHeader, storyPath } from './memento-links';
import { openStates, type Past } from './past-stories';
import { cacheControl, etagOf } from './served-story';
import type { StoryState } from './story-timeline';

/**
 * Nobody gets from a shared cache what another may read: what depends on the token is private, and varies by it. Nothing lasts
 * longer than a story itself, since what is withheld or taken down has to go from caches too.
 */
export const pastCaching = ({ actor }: Pick<Past, 'actor'>): string => (actor ? 'private, no-cache' : cacheControl);

/** RFC 7089 section 2.1 and 2.2: of a memento, or of an answer about all of them. */
export function linkPast(past: Past, request: FastifyRequest, reply: FastifyReply, state?: StoryState): void {
  const story = { path: storyPath(past.newsroom, past.slug), states: openStates(past) };
  void reply.header('link', linkHeader(story, linkBase(request), state));
  if (state) void reply.header('memento-datetime', dated(state));
}

/** An answer that is made of the past, and is no part of it. */
export interface About {
  readonly contentType: string;
  readonly text: string;
}

export function answerAbout(
  past: Past,
  { contentType, text }: About,
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const bytes = Buffer.from(text, 'utf8');
  const etag = etagOf(bytes);
  void reply.headers({ etag, vary: 'Accept, Authorization', 'cache-control': pastCaching(past) });
  linkPast(past, request, reply);
  if (isNotModified(request.headers, { etag })) void reply.code(304).send();
  else void reply.header('content-type', contentType).send(bytes);
}

/** Where the story has another address now, the same below that one; undefined where it is asked at its own. */
export function wayToNow({ newsroom, slug }: Past, url: string, asked: string): string | undefined {
  if (slug === asked) return undefined;
  return url.replace(/^\/v1\/[^/]+\/stories\/[^/]+/, storyPath(newsroom, slug));
}
