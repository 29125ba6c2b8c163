// The whole service: database, migrations, rooms, door; started and ended in the one right order.
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Logger } from 'pino';
import { AppModule } from '../app.module';
import type { Config } from '../config';
import { migrate } from '../data-source';
import { fastifyAdapter, furnish } from '../http/adapter';
import { NestLog } from '../http/log';
import { shutDown } from '../http/shut-down';
import { readOrMakeSecret } from '../identity/key-file';
import { keyFolder } from '../identity/signing-key';
import { Tokens } from '../identity/tokens';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { openDatabase } from './database';
import { eraseAgain } from './erase-again';
import { watch } from './watch';

export interface RunningService {
  /** `http://host:port`. */
  readonly url: string;
  readonly app: NestFastifyApplication;
  /** Settles when the embedded database has ended, whether asked to or not; never where there is none. */
  readonly databaseEnded: Promise<void>;
  /** Finishes what was accepted (for `graceMs` at most), then closes the rooms, then the database. */
  close(graceMs?: number): Promise<void>;
}

export async function startService(config: Config, log: Logger): Promise<RunningService> {
  const tokens = Tokens.of(config);
  const keys = keyFolder(config.dataFolder);
  const requestSecret = readOrMakeSecret(keys, 'request.key');
  const relay = { config: config.webhooks, key: readOrMakeSecret(keys, 'webhooks.key') };
  const database = await openDatabase(config, log);
  try {
    await migrate(database.adminUrl);
    const rooms: { settings?: NewsroomSettings } = {}; // the door is hung before the rooms behind it are there
    const door = { config, tokens, log, originsOf: (newsroom: string) => rooms.settings?.origins(newsroom) ?? [] };
    const module = AppModule.with({ ...config, databaseUrl: database.url, requestSecret, keyFolder: keys, relay });
    const options = { bodyParser: false, logger: new NestLog(log), abortOnError: false };
    const app = await NestFactory.create<NestFastifyApplication>(module, fastifyAdapter(door), options);
    rooms.settings = app.get(NewsroomSettings, { strict: false });
    furnish(app, door);
    watch(app);
    await open(app, config);
    warnOfAddress(config, log);
    const close = (graceMs?: number) => shutDown(app, graceMs).finally(() => database.close());
    return { url: await app.getUrl(), app, databaseEnded: database.ended, close };
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Nobody is answered before what was erased is gone. */
async function open(app: NestFastifyApplication, { port, host }: Config): Promise<void> {
  try {
    await app.init();
    await eraseAgain(app);
    await app.listen(port, host);
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** Others can reach it, and what is published says for good where it is. */
function warnOfAddress({ url, host }: Config, log: Logger): void {
  if (url || /^(?:127\.|localhost$|::1$)/.test(host)) return;
  log.warn('STET_URL is not set: stories published from here on say that they are at http://localhost');
}
