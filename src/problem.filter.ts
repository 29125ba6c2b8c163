// Every answer that is a refusal is made here: RFC 9457 problem details, with the status of its code, without stack or SQL.
import { Catch, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { errors, type ErrorCode, type Rejection } from './errors';
import { isError, rejectionOf } from './http/rejection-of';

export const statuses: Readonly<Record<ErrorCode, number>> = {
  unauthenticated: 401,
  forbidden: 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'validation-failed': 400,
  'malformed-body': 400,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'not-acceptable': 406,
  'precondition-required': 428,
  'revision-mismatch': 412,
  'edit-conflict': 409,
  'content-changed': 409,
  'citation-in-use': 409,
  'citation-exists': 409,
  'id-taken': 409,
  'legal-hold': 409,
  'erasure-changed': 409,
  'slug-taken': 409,
  embargoed: 409,
  'invalid-transition': 409,
  'change-required': 422,
  'approval-missing': 422,
  'checks-failed': 422,
  'idempotency-key-reused': 422,
  gone: 410,
  'unavailable-for-legal-reasons': 451,
  'rate-limited': 429,
  'not-yet': 503,
  unavailable: 503,
  'internal-error': 500,
};

/** `type` of a problem: stable, and the same for every newsroom. */
export const problemType = (code: ErrorCode): string => `https://stet.press/problems/${code}`;

@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(private readonly log: Logger) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    answerProblem(this.log, error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>());
  }
}

/** Answers the refusal, or what stands for a defect; a stream that has begun can only be broken off. */
export function answerProblem(log: Logger, error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const rejection = rejectionOf(error);
  const status = statuses[rejection.code];
  // Only defects are worth a stack: a refusal stands in the request's own line by its status.
  if (rejection.code === 'internal-error') log.error({ requestId: request.id, err: error }, 'request failed');
  else if (status === 503) log.warn({ requestId: request.id, reason: reasonOf(error) }, 'request put off');
  if (reply.raw.headersSent) return void reply.raw.destroy();
  setHeaders(rejection, request, reply);
  void reply.code(status).send(JSON.stringify(problemOf(rejection, request.id)));
}

function problemOf(rejection: Rejection, requestId: string): Readonly<Record<string, unknown>> {
  const { code, message, members } = rejection;
  const type = problemType(code);
  const own = { type, title: errors[code], status: statuses[code], detail: message, code, requestId };
  // Twice: they come first, and no member may stand in for one of them.
  return { ...own, ...members, ...own };
}

function setHeaders({ code, members }: Rejection, request: FastifyRequest, reply: FastifyReply): void {
  reply.header('content-type', 'application/problem+json; charset=utf-8').header('cache-control', 'no-store');
  for (const stale of ['etag', 'last-modified', 'content-length', 'content-disposition']) reply.removeHeader(stale);
  reply.header('stet-request-id', request.id);
  // RFC 6750 section 3: the error is named only where a token was sent.
  const invalid = request.headers.authorization === undefined ? '' : ', error="invalid_token"';
  if (code === 'unauthenticated') reply.header('www-authenticate', `Bearer realm="stet"${invalid}`);
  if (Array.isArray(members['allow'])) reply.header('allow', members['allow'].join(', '));
  const wait = members['retryAfter'] ?? (statuses[code] === 503 ? 1 : undefined);
  if (typeof wait === 'number') reply.header('retry-after', String(wait));
}

const reasonOf = (error: unknown): string => (isError(error) ? error.message : 'unknown');
