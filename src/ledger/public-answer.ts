// Answers of the ledger to everybody: with entity tags, and kept by caches for as long as they stay true.
import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { isNotModified } from '../http/etag';

export interface PublicAnswer {
  readonly type: string;
  readonly bytes: string | Buffer;
  /** The same address gives the same bytes for ever. */
  readonly lasting: boolean;
}

export function answerPublic(
  { headers }: Pick<FastifyRequest, 'headers'>,
  reply: FastifyReply,
  { type, bytes, lasting }: PublicAnswer,
): FastifyReply {
  const etag = `"${createHash('sha256').update(bytes).digest('base64url')}"`;
  const cacheControl = lasting ? 'public, max-age=31536000, immutable' : 'public, max-age=1, must-revalidate';
  reply.headers({ etag, 'cache-control': cacheControl });
  if (isNotModified(headers, { etag })) return reply.code(304).send();
  return reply.type(type).send(bytes);
}
