// Cross-origin requests (Fetch standard, section 3.2), by the newsroom's own list of origins.
import type { FastifyReply, FastifyRequest } from 'fastify';

/** The origins whose pages may use a newsroom, e.g. `https://desk.example`; `*` for any. */
export type OriginsOf = (newsroom: string) => readonly string[];

declare module 'fastify' {
  interface FastifyRequest {
    /** Whether the newsroom lists origins, so that the answer is not the same for all of them. */
    variesByOrigin: boolean;
  }
}

const exposed =
  'ETag, Location, Content-Location, Link, Memento-Datetime, Retry-After, Stet-Position, Stet-Receipt, Stet-Request-Id';
const requestHeaders =
  'Authorization, Content-Type, Content-Language, If-Match, If-None-Match, If-Modified-Since, Idempotency-Key, ' +
  'Accept-Datetime, Last-Event-ID, Stet-Min-Position';

/** Lets the asking page read the answer, where its origin is on the list. Nothing by cookie, so no credentials. */
export function allowOrigin(originsOf: OriginsOf, request: FastifyRequest, reply: FastifyReply): boolean {
  const allowed = originsOf(newsroomOf(request.url));
  if (allowed.length === 0) return false;
  const { origin } = request.headers;
  const any = allowed.includes('*');
  request.variesByOrigin = !any;
  if (!any && (origin === undefined || !allowed.includes(origin))) return false;
  reply.header('access-control-allow-origin', any ? '*' : origin).header('access-control-expose-headers', exposed);
  return origin !== undefined;
}

/** What a browser wants to hear before the request proper. */
export function answerPreflight(methods: readonly string[], reply: FastifyReply): void {
  reply
    .header('access-control-allow-methods', methods.join(', '))
    .header('access-control-allow-headers', requestHeaders)
    .header('access-control-max-age', '600');
}

/**
 * The answer depends on who asks, also where nobody from another origin did: a cache must not give that answer to one who
 * does. Appended last, since controllers set a Vary of their own.
 */
export function varyByOrigin(request: FastifyRequest, reply: FastifyReply): void {
  if (!request.variesByOrigin) return;
  const vary = reply.getHeader('vary');
  reply.header('vary', vary ? `${String(vary)}, Origin` : 'Origin');
}

/** Read from the address: a preflight matches no route, so it has no parameters. */
const newsroomOf = (url: string): string => /^\/v1\/([^/?]+)/.exec(url)?.[1] ?? '';
