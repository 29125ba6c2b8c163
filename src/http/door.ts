// The door: what every request passes on its way in and out, as hooks of Fastify.
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { Rejection } from '../errors';
import type { Tokens } from '../identity/tokens';
import { Admission } from './admission';
import { readJson, readText } from './body-text';
import { allowOrigin, answerPreflight, varyByOrigin, type OriginsOf } from './cross-origin';
import { RateLimit } from './rate-limit';
import { logRequests } from './request-log';
import { RouteTable } from './route-table';

export interface Door {
  readonly config: Config;
  readonly tokens: Tokens;
  readonly log: Logger;
  /** Without it no page of another origin may use a newsroom. */
  readonly originsOf?: OriginsOf;
}

/** Puts the hooks and body parsers on the instance; before any route is registered. */
export function hangDoor(instance: FastifyInstance, door: Door): void {
  const table = RouteTable.of(instance);
  const admission = new Admission(door.tokens, new RateLimit(door.config.rateLimit));
  const { originsOf = () => [] } = door;
  instance.decorateRequest('rawBody', undefined);
  instance.decorateRequest('passage', undefined as never);
  instance.decorateRequest('variesByOrigin', false);
  instance.addHook('onRequest', (request, reply, done) => {
    request.passage = {};
    const { url, config } = request.routeOptions;
    setSafeHeaders(request, reply, config.policy);
    const crossOrigin = allowOrigin(originsOf, request, reply);
    if (url === undefined) return void answerUnrouted(table, { request, reply, crossOrigin });
    request.passage = { route: url, discreet: config.discreet };
    const admitted = admission.admit(request, reply, { pattern: url, declared: config });
    if (admitted) admitted.then(() => done(), done);
    else done();
  });
  if (door.originsOf) varyAnswers(instance);
  logRequests(instance, door.log);
  parseBodies(instance);
}

function varyAnswers(instance: FastifyInstance): void {
  instance.addHook('onSend', (request, reply, payload, done) => {
    varyByOrigin(request, reply);
    done(null, payload);
  });
}

function setSafeHeaders(request: FastifyRequest, reply: FastifyReply, policy = closed): void {
  reply.headers({
    'stet-request-id': request.id,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'content-security-policy': policy,
  });
}

/** Content-Security-Policy of an answer that loads nothing and stands in no frame. */
export const closed = "default-src 'none'; frame-ancestors 'none'";

interface Unrouted {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  readonly crossOrigin: boolean;
}

/** No route: another method of a known address is 405 (RFC 9110 section 15.5.6), OPTIONS says which there are. */
function answerUnrouted(table: RouteTable, { request, reply, crossOrigin }: Unrouted): void {
  const methods = table.methodsAt(request.url.replace(/\?.*$/s, ''));
  if (methods.length === 0) throw new Rejection('not-found');
  const allow = [...methods, 'OPTIONS'];
  if (request.method !== 'OPTIONS') throw new Rejection('method-not-allowed', undefined, { allow });
  if (crossOrigin) answerPreflight(methods, reply);
  void reply.code(204).header('allow', allow.join(', ')).send();
}

function parseBodies(instance: FastifyInstance): void {
  instance.removeAllContentTypeParsers();
  const parse = (mediaTypes: string | string[], read: (bytes: Buffer) => unknown) =>
    instance.addContentTypeParser<Buffer>(mediaTypes, { parseAs: 'buffer' }, (request, bytes, done) => {
      request.rawBody = bytes;
      done(null, read(bytes));
    });
  parse('application/json', readJson);
  parse(['text/plain', 'text/markdown'], readText);
}
