// The OpenAPI document without a service: made from the controllers alone, with nothing behind them and no database.
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module';
import { openApiDocument } from '../http/openapi';

export async function openApiOfSources(): Promise<ReturnType<typeof openApiDocument>> {
  const module = AppModule.with({
    databaseUrl: 'postgres://nobody@localhost/none',
    requestSecret: Buffer.alloc(32),
    keyFolder: '',
  });
  const options = { preview: true, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(module, new FastifyAdapter(), options);
  return openApiDocument(app);
}
