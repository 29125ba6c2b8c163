import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CommandIdentities, RequestSecret } from './command-identity';
import { PublicAddress, SiteUrl } from './public-address';
import { OperationsController } from './operations.controller';
import { Readiness } from './readiness';

@Global()
@Module({ controllers: [OperationsController], providers: [Readiness], exports: [Readiness] })
export class HttpModule {
  /** With the secret under which requests are remembered, and the address that readers reach the service at. */
  static with(requestSecret: Buffer, url?: string): DynamicModule {
    const secret = { provide: RequestSecret, useValue: new RequestSecret(requestSecret) };
    const site = { provide: SiteUrl, useValue: new SiteUrl(url) };
    const offered = [CommandIdentities, PublicAddress];
    return { module: HttpModule, providers: [secret, site, ...offered], exports: offered };
  }
}
