// What the door found out about a request, for the controllers behind it.
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { Rejection } from '../errors';
import type { Actor } from '../identity/actor';

export interface Passage {
  /** The route's pattern; undefined where there is no route. */
  readonly route?: string;
  /** Logs and metrics count it under no address, and name nobody. */
  readonly discreet?: boolean;
  /** In the path; with an actor it is one that the token names. */
  readonly newsroom?: string;
  /** undefined on public routes, but on those that look at a token where one of the newsroom was sent. */
  readonly actor?: Actor;
  /** 1 to 255 printable ASCII characters; commands only. */
  readonly idempotencyKey?: string;
}

declare module 'fastify' {
  interface FastifyRequest {
    passage: Passage;
    /** The body's bytes as they were sent; undefined without a body. */
    rawBody: Buffer | undefined;
  }
}

/** What a use case has to know of the request that it is carried out for. */
export interface RequestContext {
  readonly newsroom: string;
  readonly actor: Actor;
  /** UUID. */
  readonly requestId: string;
  readonly idempotencyKey?: string;
  readonly rawBody?: Buffer;
  readonly method: string;
  /** Path and query as they were sent. */
  readonly target: string;
  readonly headers: FastifyRequest['headers'];
}

/** Throws a plain error on a route that is public: that is a defect, not a refusal. */
export function contextOf(request: FastifyRequest): RequestContext {
  const { newsroom, actor, idempotencyKey } = request.passage;
  if (newsroom === undefined || actor === undefined) throw new Error(`No actor at ${request.passage.route}`);
  const { id: requestId, rawBody, method, headers } = request;
  return { newsroom, actor, requestId, idempotencyKey, rawBody, method, target: request.url, headers };
}

/** The request's `RequestContext`; only on routes with `@Allow`. */
export const Context = createParamDecorator((_: unknown, host: ExecutionContext) =>
  contextOf(host.switchToHttp().getRequest<FastifyRequest>()),
);

/** The `Actor` in the newsroom of the path; only on routes with `@Allow`. */
export const CurrentActor = createParamDecorator(
  (_: unknown, host: ExecutionContext) => contextOf(host.switchToHttp().getRequest<FastifyRequest>()).actor,
);

/** Throws `validation-failed` for a key that is not 1 to 255 printable ASCII characters. */
export function readIdempotencyKey(header: string | readonly string[] | undefined): string | undefined {
  if (header === undefined) return undefined;
  if (typeof header === 'string' && /^[\x20-\x7e]{1,255}$/.test(header)) return header;
  const message = 'Idempotency-Key has to be 1 to 255 printable ASCII characters.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'Idempotency-Key', message }] });
}
