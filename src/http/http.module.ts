import { Global, Module } from '@nestjs/common';
import { OperationsController } from './operations.controller';
import { Readiness } from './readiness';

@Global()
@Module({ controllers: [OperationsController], providers: [Readiness], exports: [Readiness] })
export class HttpModule {}
