// A story on its way out: negotiated, conditional, its bytes as they lie there. Nothing is serialised.
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import { negotiate } from '../http/accept';
import { isNotModified } from '../http/etag';
import { boundLastModified } from '../http/last-modified';
import { cacheControl, type ServedStory } from './served-story';

export type StoryRequest = FastifyRequest<{ Params: { readonly newsroom: string; readonly slug: string } }>;

/** What the answer says beside, or in the place of, what the bytes say. */
export interface Beside {
  readonly headers: Readonly<Record<string, string>>;
  /** Whether If-Modified-Since counts: not where the same address answers with younger and older bytes. */
  readonly byTime: boolean;
}

const nothing: Beside = { headers: {}, byTime: true };

export function answerStory(
  story: ServedStory,
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  beside = nothing,
): void {
  const mediaType = acceptedType(headers.accept, story);
  const rendition = story.renditions.get(mediaType);
  if (!rendition) throw new Rejection('not-acceptable');
  const { etag, bytes } = rendition;
  void reply.headers(rendition.headers).headers(beside.headers);
  // The second of a change that followed another within one is not over yet.
  boundLastModified(reply, story.lastModified);
  const lastModified = beside.byTime ? story.lastModified : undefined;
  if (isNotModified(headers, { etag, lastModified })) {
    void reply.removeHeader('content-type').code(304).send();
  } else {
    // After all requests that arrived together: their answers then go out in one burst, and the other side is woken once.
    setImmediate(() => void reply.send(bytes));
  }
}

/** Most clients name one type, or none: nothing to weigh then. */
function acceptedType(accept: string | undefined, { mediaTypes, renditions }: ServedStory): string {
  if (accept !== undefined && renditions.has(accept)) return accept;
  if (accept === undefined || accept === '*/*') return mediaTypes[0] ?? '';
  return negotiate(accept, mediaTypes);
}

/** RFC 9110 section 15.4.9. Whatever was asked for and on which condition: what the address is now says the rest. */
export function redirect(location: string, reply: FastifyReply, caching = cacheControl): void {
  void reply.code(308).headers({ location, 'cache-control': caching }).send();
}
