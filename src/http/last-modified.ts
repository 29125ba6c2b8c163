// When what is answered was last changed: never dated later than the answer itself (RFC 9110 section 8.8.2.1).
import type { FastifyReply } from 'fastify';

/** Node reads the clock for `Date` once a second, and later than that where it is busy; by no more milliseconds than this. */
const lateness = 60_000;

/**
 * Bounds the `last-modified` of an answer, and dates it from the same look at the clock, where it is of late or of a second
 * that is not over yet.
 * @param lastModified milliseconds since 1970
 */
export function boundLastModified(reply: FastifyReply, lastModified: number): void {
  const now = Date.now();
  if (lastModified <= now - lateness) return;
  const date = dateAt(now);
  void reply.header('date', date);
  if (lastModified > now) void reply.header('last-modified', date);
}

/** Written once a second: with many readers of what is new it would cost each of them as much as a header costs. */
function dateAt(now: number): string {
  const second = Math.floor(now / 1000);
  if (second !== written.second) written = { second, text: new Date(now).toUTCString() };
  return written.text;
}

let written = { second: 0, text: new Date(0).toUTCString() };
