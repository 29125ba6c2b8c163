// The database of the configuration: the one that DATABASE_URL names, else the embedded one of the data folder.
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Config } from '../config';
import { runningPostgres } from '../postgres/running-postgres';
import { startPostgres } from '../postgres/start-postgres';

export interface OpenDatabase {
  readonly url: string;
  /** For migrations and rebuilds. */
  readonly adminUrl: string;
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** For tools: the same, or the embedded one that the service runs at the moment. */
export async function joinDatabase(config: Config, log: Logger): Promise<OpenDatabase> {
  const running = config.databaseUrl ? undefined : runningPostgres(join(config.dataFolder, 'postgres'));
  return running ? lasting(running, running) : openDatabase(config, log);
}

export async function openDatabase(config: Config, log: Logger): Promise<OpenDatabase> {
  const { databaseUrl, databaseAdminUrl, dataFolder } = config;
  if (databaseUrl) return lasting(databaseUrl, databaseAdminUrl ?? databaseUrl);
  const onLog = (line: string) => log.debug({ line }, 'postgres');
  const postgres = await startPostgres({ folder: join(dataFolder, 'postgres'), onLog });
  return { url: postgres.url, adminUrl: postgres.url, ended: postgres.ended, close: () => postgres.stop() };
}

/** A database that somebody else starts and ends. */
const lasting = (url: string, adminUrl: string): OpenDatabase => ({
  url,
  adminUrl,
  ended: new Promise<void>(() => undefined),
  close: () => Promise.resolve(),
});
