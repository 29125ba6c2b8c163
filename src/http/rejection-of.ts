// Whatever was thrown, as one of the refusals of errors.ts: what Nest and Fastify refuse themselves, a database that is
// away, and everything else as a defect that says nothing of itself.
import { types } from 'node:util';
import { HttpException } from '@nestjs/common';
import { Rejection, type ErrorCode } from '../errors';

const byStatus: Readonly<Record<number, ErrorCode>> = {
  400: 'validation-failed',
  401: 'unauthenticated',
  403: 'forbidden',
  404: 'not-found',
  405: 'method-not-allowed',
  406: 'not-acceptable',
  413: 'body-too-large',
  414: 'not-found',
  415: 'unsupported-media-type',
  429: 'rate-limited',
  503: 'unavailable',
};

export function rejectionOf(error: unknown): Rejection {
  if (error instanceof Rejection) return error;
  if (isDatabaseAway(error)) return new Rejection('unavailable', undefined, { retryAfter: 1 });
  const status = statusOf(error);
  if (status === undefined || status >= 500) return new Rejection(byStatus[status ?? 500] ?? 'internal-error');
  return frameworkRejection(error, byStatus[status] ?? 'validation-failed');
}

/** Nest's exceptions and Fastify's errors (which the adapter may have wrapped into the former) carry a status. */
function statusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (!isError(error) || !('statusCode' in error)) return undefined;
  return typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** Their messages quote addresses and bodies: only those that are known not to are passed on. */
function frameworkRejection(error: unknown, code: ErrorCode): Rejection {
  const cause = error instanceof HttpException ? (error.cause ?? error) : error;
  const name = isError(cause) && 'code' in cause ? cause.code : undefined;
  if (name === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH') {
    return new Rejection('malformed-body', 'The body is not as long as Content-Length says.');
  }
  if (code !== 'validation-failed') return new Rejection(code);
  const message = name === 'FST_ERR_BAD_URL' ? 'The address is not well-formed.' : 'The request is not well-formed.';
  return new Rejection(code, message, { errors: [{ path: name === 'FST_ERR_BAD_URL' ? 'url' : '', message }] });
}

/** Connection refused or lost, starting up, shutting down, too many: it may be better in a second (PostgreSQL, appendix A). */
function isDatabaseAway(error: unknown): boolean {
  if (!isError(error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (/^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|57P0[123]|08\w{3}|53300)$/.test(code)) return true;
  if (
    /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Cannot use a pool after)/.test(
      error.message,
    )
  )
    return true;
  // An aggregate of what was tried (localhost by IPv6, then IPv4), or TypeORM's wrapping of the driver's error.
  if (error instanceof AggregateError) return error.errors.some(isDatabaseAway);
  return 'driverError' in error && error.driverError !== error && isDatabaseAway(error.driverError);
}

/** Node's errors in another realm are no instances of ours, and Fastify's instances are not native. */
export const isError = (error: unknown): error is Error => error instanceof Error || types.isNativeError(error);
