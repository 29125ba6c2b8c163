import { type DynamicModule, Module } from '@nestjs/common';
import type { OidcIssuer } from '../config';
import { AuditController } from './audit.controller';
import { BuiltPage } from './built-page';

@Module({})
export class AuditModule {
  /** @param oidc where the page signs in; without it a token is pasted */
  static with(oidc?: OidcIssuer): DynamicModule {
    const page = { provide: BuiltPage, useFactory: () => BuiltPage.read(oidc) };
    return { module: AuditModule, controllers: [AuditController], providers: [page] };
  }
}
