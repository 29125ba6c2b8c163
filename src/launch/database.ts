// The database of the configuration: the one that DATABASE_URL names, else the embedded one of the data folder.
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { startPostgres } from '../postgres/start-postgres';

export interface OpenDatabase {
  readonly url: string;
  /** For migrations and rebuilds. */
  readonly adminUrl: string;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

export async function openDatabase(config: Config, log: Logger): Promise<OpenDatabase> {
  const { databaseUrl, databaseAdminUrl, dataFolder } = config;
  if (databaseUrl) {
    const never = new Promise<void>(() => undefined);
    return { url: databaseUrl, adminUrl: databaseAdminUrl ?? databaseUrl, ended: never, close: async () => undefined };
  }
  const onLog = (line: string) => log.debug({ line }, 'postgres');
  const postgres = await startPostgres({ folder: join(dataFolder, 'postgres'), onLog });
  return { url: postgres.url, adminUrl: postgres.url, ended: postgres.ended, close: () => postgres.stop() };
}
