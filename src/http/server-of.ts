// The Fastify instance behind the application, for rooms that hang hooks of their own on it.
import type { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance } from 'fastify';

/** Undefined where the process serves nobody, as the tools of the shell. */
export function serverOf(host: HttpAdapterHost): FastifyInstance | undefined {
  const adapter = host.httpAdapter as { getInstance(): FastifyInstance } | null | undefined;
  return adapter?.getInstance();
}
