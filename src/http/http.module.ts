import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CommandIdentities, RequestSecret } from './command-identity';
import { OperationsController } from './operations.controller';
import { Readiness } from './readiness';

@Global()
@Module({ controllers: [OperationsController], providers: [Readiness], exports: [Readiness] })
export class HttpModule {
  /** With the secret under which requests are remembered. */
  static with(requestSecret: Buffer): DynamicModule {
    const secret = { provide: RequestSecret, useValue: new RequestSecret(requestSecret) };
    return { module: HttpModule, providers: [secret, CommandIdentities], exports: [CommandIdentities] };
  }
}
