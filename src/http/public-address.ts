// Where readers reach this service. What is kept or is the same for everybody (stories, feeds) says it of itself, whoever asked and
// by which name; links of one answer fall back to the name that was asked by. Where the service lies below a path, the addresses
// that headers give begin with it.
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Server } from 'node:http';
import { originOf } from './origin-of';
import { serverOf } from './server-of';

declare module 'fastify' {
  interface FastifyInstance {
    /** As the operator set it. */
    readonly siteUrl?: string;
  }
}

/** As the operator set it; without slash at the end. */
export class SiteUrl {
  constructor(readonly url: string | undefined) {}
}

@Injectable()
export class PublicAddress implements OnModuleInit {
  constructor(
    private readonly site: SiteUrl,
    private readonly host: HttpAdapterHost,
  ) {}

  onModuleInit(): void {
    const server = serverOf(this.host);
    server?.decorate('siteUrl', this.site.url);
    const path = new URL(this.url).pathname.replace(/\/$/, '');
    if (server && path !== '') sayWhereItLies(server, path);
  }

  /** `https://news.example`, or with a path below which the service lies. Where it is not set: this machine and the port. */
  get url(): string {
    return this.site.url ?? `http://localhost${this.port()}`;
  }

  private port(): string {
    const server = this.host.httpAdapter?.getHttpServer() as Server | undefined;
    const address = server?.address();
    return typeof address === 'object' && address ? `:${address.port}` : '';
  }
}

/** Rooms name addresses as routes do, and so do answers that are kept to be given again: only clients see where the service lies. */
function sayWhereItLies(server: FastifyInstance, path: string): void {
  server.addHook('onSend', (_request, reply, _payload, done) => {
    for (const name of ['location', 'content-location'] as const) putBelow(path, name, reply);
    done();
  });
}

function putBelow(path: string, name: 'location' | 'content-location', reply: FastifyReply): void {
  const address = reply.getHeader(name);
  if (typeof address === 'string' && address.startsWith('/')) void reply.header(name, `${path}${address}`);
}

/** What links of an answer begin with: where the operator says that readers reach the service, else as this client did. */
export const linkBase = (request: Pick<FastifyRequest, 'headers' | 'protocol' | 'server'>): string =>
  request.server.siteUrl ?? originOf(request);
