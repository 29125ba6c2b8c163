// The house as an import needs it: its commands on a database that runs already, without read models, which are the service's.
import { CommandBus } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module';
import { ArticleLog } from '../articles/article-log';
import type { Config } from '../config';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';
import { keyFolder } from '../identity/signing-key';
import type { ImportRooms } from '../import/import-rooms';
import { NewsroomSettings } from '../settings/newsroom-settings';

export interface ImportHouse {
  readonly rooms: ImportRooms;
  close(): Promise<void>;
}

export async function openImportHouse(config: Config, databaseUrl: string): Promise<ImportHouse> {
  const kept = { requestSecret: Buffer.alloc(32), keyFolder: keyFolder(config.dataFolder), url: siteOf(config) };
  const module = AppModule.with({ databaseUrl, ...kept });
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const everywhere = { strict: false };
  await context.get(Projector, everywhere).stop(); // it would take turns with the import
  const rooms = {
    commands: context.get(CommandBus, everywhere),
    store: context.get(EventStore, everywhere),
    articles: context.get(ArticleLog, everywhere),
    settings: context.get(NewsroomSettings, everywhere),
  };
  return { rooms, close: () => context.close() };
}

/** As of the service with this configuration. */
const siteOf = ({ url, port }: Config): string => url ?? `http://localhost:${port}`;
