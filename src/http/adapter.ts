// Nest's adapter over a Fastify instance with the door in place, and what an application behind it is furnished with.
import { randomUUID } from 'node:crypto';
import type { Socket } from 'node:net';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { errors } from '../errors';
import { answerProblem, problemType, ProblemFilter } from '../problem.filter';
import { closed, hangDoor, type Door } from './door';
import { serveOpenApi } from './openapi';
import { watchConnections } from './shut-down';
import { validation } from './validation';

export const bodyLimit = 1024 * 1024;

/** For `NestFactory.create(module, fastifyAdapter(door), { bodyParser: false })`. */
export function fastifyAdapter(door: Door): FastifyAdapter {
  const adapter = new FastifyAdapter({
    bodyLimit,
    // The door writes its own line for each request.
    logger: false,
    genReqId: () => randomUUID(),
    // Longer than any id, slug or citation key; the default of 100 is shorter than some keys.
    routerOptions: { maxParamLength: 1024 },
    requestTimeout: 60_000,
    // What arrives on an open connection while closing is still carried out.
    return503OnClosing: false,
    // Nest's middleware is not used; its hook would cost each request.
    skipMiddie: true,
    frameworkErrors: (error: unknown, request: FastifyRequest, reply: FastifyReply) =>
      answerProblem(door.log, error, request, reply),
    clientErrorHandler: refuseUnreadable,
  });
  hangDoor(adapter.getInstance(), door);
  return adapter;
}

/** Problem answers, validation and documentation; before `app.listen` or `app.init`. */
export function furnish(app: NestFastifyApplication, door: Pick<Door, 'log'>): void {
  app.useGlobalFilters(new ProblemFilter(door.log));
  app.useGlobalPipes(validation());
  serveOpenApi(app);
  watchConnections(app);
}

/** What Node's parser does not take as HTTP never becomes a request: answered on the bare socket. */
function refuseUnreadable(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const tooLarge = error.code === 'HPE_HEADER_OVERFLOW';
  const message = tooLarge ? 'The headers are too large.' : 'The request is not HTTP.';
  const body = JSON.stringify({
    type: problemType('validation-failed'),
    title: errors['validation-failed'],
    status: 400,
    detail: message,
    code: 'validation-failed',
    requestId: randomUUID(),
    errors: [{ path: '', message }],
  });
  const head = [
    'HTTP/1.1 400 Bad Request',
    'Content-Type: application/problem+json; charset=utf-8',
    'X-Content-Type-Options: nosniff',
    `Content-Security-Policy: ${closed}`,
    'Connection: close',
  ];
  socket.end(`${head.join('\r\n')}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
}
