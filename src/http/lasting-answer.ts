// Answers about the past: strong entity tags, 304, and how long a browser may keep them.
import { createHash } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { isNotModified } from './etag';
import type { RequestContext } from './passage';

type Text = string | Buffer;

export interface LastingAnswer {
  readonly mediaType: string;
  /** Or what makes it, which is not asked for where 304 says all. */
  readonly text: Text | (() => Text);
  /** Strong, quotes included; that of the very bytes unless given. */
  readonly etag?: string;
  /** The same request gives the same bytes for ever: it names revisions, or an instant that is over. */
  readonly fixed: boolean;
}

/**
 * For one person alone (RFC 9111 section 5.2.2.7), under another token something else. What is fixed is not asked for
 * again (RFC 8246), but for an hour only: what is withheld or erased later has to go from browsers too.
 */
export function answerLasting(
  { headers }: Pick<RequestContext, 'headers'>,
  reply: FastifyReply,
  { mediaType, text, fixed, etag = etagOf(made(text)) }: LastingAnswer,
): FastifyReply {
  const cacheControl = fixed ? 'private, max-age=3600, immutable' : 'private, no-cache';
  reply.headers({ etag, vary: 'Accept, Authorization', 'cache-control': cacheControl });
  if (isNotModified(headers, { etag })) return reply.code(304).send();
  return reply.type(`${mediaType}; charset=utf-8`).send(made(text));
}

const made = (text: LastingAnswer['text']): Text => (typeof text === 'function' ? text() : text);

const etagOf = (text: Text): string => `"${createHash('sha256').update(text).digest('hex')}"`;
