// The readers' side behind the real door on a database of its own, without the rest of the house.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Global, Module, type DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { TypeOrmModule } from '@nestjs/typeorm';
import { ArticleLog } from '../../src/articles/article-log';
import { Publishers } from '../../src/articles/publishers';
import { Renditions } from '../../src/articles/renditions';
import { readConfig } from '../../src/config';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { EventStoreModule } from '../../src/event-store/event-store.module';
import { fastifyAdapter, furnish } from '../../src/http/adapter';
import { HttpModule } from '../../src/http/http.module';
import { createLog } from '../../src/http/log';
import { shutDown } from '../../src/http/shut-down';
import { Tokens } from '../../src/identity/tokens';
import { SettingsModule } from '../../src/settings/settings.module';
import { StoriesModule } from '../../src/stories/stories.module';
import { WithholdingModule } from '../../src/vault/withholding.module';

const offered = [Renditions, Publishers, ArticleLog];

@Global()
@Module({ providers: offered, exports: offered })
class RenditionsModule {}

@Module({})
class ReadersModule {
  static at(url: string, folder: string): DynamicModule {
    const database = TypeOrmModule.forRootAsync({
      useFactory: () => ({ type: 'postgres', url, autoLoadEntities: true }),
      dataSourceFactory: async (options) =>
        serviceDataSource(url, { newsroom: 'main', entities: options?.entities }).initialize(),
    });
    const house = [
      HttpModule.with(Buffer.alloc(32)),
      EventStoreModule,
      SettingsModule,
      RenditionsModule,
      WithholdingModule.with(join(folder, 'keys')),
    ];
    return { module: ReadersModule, imports: [database, ...house, StoriesModule] };
  }
}

export interface ReadersApp {
  readonly app: NestFastifyApplication;
  readonly url: string;
  readonly store: EventStore;
  /** Lines of the log. */
  readonly logged: readonly string[];
  close(): Promise<void>;
}

export async function startReadersApp(databaseUrl: string): Promise<ReadersApp> {
  const folder = mkdtempSync(join(tmpdir(), 'stet-readers-'));
  const config = readConfig({ STET_DATA: folder });
  const logged: string[] = [];
  const log = createLog(config, { write: (line) => void logged.push(line) });
  const door = { config, tokens: Tokens.of(config), log, originsOf: () => ['https://site.example'] };
  const options = { bodyParser: false, logger: false, abortOnError: false } as const;
  const app = await NestFactory.create<NestFastifyApplication>(
    ReadersModule.at(databaseUrl, folder),
    fastifyAdapter(door),
    options,
  );
  furnish(app, door);
  await app.listen(0, '127.0.0.1');
  const close = async (): Promise<void> => {
    await shutDown(app);
    rmSync(folder, { recursive: true });
  };
  return { app, url: await app.getUrl(), store: app.get(EventStore), logged, close };
}
