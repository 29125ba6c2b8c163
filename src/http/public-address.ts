// Where readers reach this service: what stories and feeds say of themselves, whoever asked for them and by which name.
import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { Server } from 'node:http';

/** As the operator set it; without slash at the end. */
export class SiteUrl {
  constructor(readonly url: string | undefined) {}
}

@Injectable()
export class PublicAddress {
  constructor(
    private readonly site: SiteUrl,
    private readonly host: HttpAdapterHost,
  ) {}

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
