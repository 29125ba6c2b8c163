// The two ways to the database: the owner's, which migrates, and the running server's, which may only do what role
// stet_app may.
import pg from 'pg';
import { DataSource } from 'typeorm';
import type { DataSourceOptions } from 'typeorm';
import { Log1764000000000 } from '../migrations/1764000000000-log';
import { Stories1764000000100 } from '../migrations/1764000000100-stories';
import { Slugs1764000000200 } from '../migrations/1764000000200-slugs';
import { History1764000000300 } from '../migrations/1764000000300-history';
import { Desk1764000000400 } from '../migrations/1764000000400-desk';
import { Comments1764000000500 } from '../migrations/1764000000500-comments';
import { Due1764000000700 } from '../migrations/1764000000700-due';
import { Ledger1764000002200 } from '../migrations/1764000002200-ledger';
import { Replays1764000000900 } from '../migrations/1764000000900-replays';
import { StoryHistory1764000001040 } from '../migrations/1764000001040-story-history';
import { Vault1764000002010 } from '../migrations/1764000002010-vault';
import { Sources1764000000800 } from '../migrations/1764000000800-sources';
import { StoryMoves1764000000600 } from '../migrations/1764000000600-story-moves';
import { Trust1764000002100 } from '../migrations/1764000002100-trust';
import { Erasure1764000003400 } from '../migrations/1764000003400-erasure';
import { NewestFound1764000003600 } from '../migrations/1764000003600-newest-found';
import { UnsampledIdentities1764000003700 } from '../migrations/1764000003700-unsampled-identities';
import { LogEnds1764000003800 } from '../migrations/1764000003800-log-ends';
import { CopiesAtHand1764000003900 } from '../migrations/1764000003900-copies-at-hand';
import { AppendLooksOnce1764000004000 } from '../migrations/1764000004000-append-looks-once';
import { RowsByPlace1764000004100 } from '../migrations/1764000004100-rows-by-place';
import { ListedWords1764000004200 } from '../migrations/1764000004200-listed-words';
import { CopiesInOneIndex1764000004300 } from '../migrations/1764000004300-copies-in-one-index';
import { FoundItems1764000004400 } from '../migrations/1764000004400-found-items';
import { Recency1764000004500 } from '../migrations/1764000004500-recency';
import { Neighbours1764000004600 } from '../migrations/1764000004600-neighbours';
import { Corrections1764000000610 } from '../migrations/1764000000610-corrections';
import { StoryWords1764000002300 } from '../migrations/1764000002300-story-words';
import { Imported1764000003000 } from '../migrations/1764000003000-imported';
import { RowSecurity1764000003100 } from '../migrations/1764000003100-row-security';
import { Webhooks1764000002000 } from '../migrations/1764000002000-webhooks';
import { LosableClient, ScopedClient, ScopedPool } from './scoped-client';

/** In the order in which they run. */
const migrations = [
  Log1764000000000,
  Stories1764000000100,
  Slugs1764000000200,
  History1764000000300,
  Desk1764000000400,
  Comments1764000000500,
  StoryMoves1764000000600,
  Corrections1764000000610,
  Due1764000000700,
  Sources1764000000800,
  Replays1764000000900,
  StoryHistory1764000001040,
  Webhooks1764000002000,
  Vault1764000002010,
  Trust1764000002100,
  Ledger1764000002200,
  StoryWords1764000002300,
  Imported1764000003000,
  RowSecurity1764000003100,
  Erasure1764000003400,
  NewestFound1764000003600,
  UnsampledIdentities1764000003700,
  LogEnds1764000003800,
  CopiesAtHand1764000003900,
  AppendLooksOnce1764000004000,
  RowsByPlace1764000004100,
  ListedWords1764000004200,
  CopiesInOneIndex1764000004300,
  FoundItems1764000004400,
  Recency1764000004500,
  Neighbours1764000004600,
];

type PostgresOptions = Extract<DataSourceOptions, { readonly type: 'postgres' }>;

export interface ServiceOptions {
  /** Most connections at a time; 10 unless told. */
  readonly maxConnections?: number;
  readonly applicationName?: string;
  /** Of the running server's way: whose rows statements are about where nobody says; nobody's unless told. */
  readonly newsroom?: string;
  /** Entities of read tables. */
  readonly entities?: DataSourceOptions['entities'];
  /** Told when an idle connection is lost, e.g. because the database was restarted; the pool goes on by itself. */
  readonly onConnectionLost?: (error: Error) => void;
}

/**
 * Brings the database's schema up to date. Any number of servers may call it at once: each migration runs once, in a
 * transaction of its own.
 */
export async function migrate(adminUrl: string): Promise<void> {
  const turn = new pg.Client({ connectionString: adminUrl });
  turn.on('error', () => undefined); // a query in flight reports it; between queries TypeORM's connection will
  await turn.connect();
  try {
    await prepareTurn(turn);
    await turn.query('begin');
    await turn.query('lock table log.migration_turn in access exclusive mode'); // ends with the connection, however that ends
    await runPending(adminUrl);
    await turn.query('commit');
  } finally {
    await turn.end();
  }
}

async function prepareTurn(turn: pg.Client, attempts = 10): Promise<void> {
  try {
    await turn.query('create schema if not exists log; create table if not exists log.migration_turn ()');
  } catch (error) {
    // `if not exists` looks before it locks: of two that come first together, one loses with a duplicate.
    const duplicate = error instanceof pg.DatabaseError && ['23505', '42P06', '42P07'].includes(error.code ?? '');
    if (!duplicate || attempts === 1) throw error;
    await prepareTurn(turn, attempts - 1);
  }
}

async function runPending(adminUrl: string): Promise<void> {
  const source = new DataSource({
    ...connecting(adminUrl, { maxConnections: 2, applicationName: 'stet migrations' }),
    schema: 'log',
    migrationsTableName: 'migrations',
    migrationsTransactionMode: 'each',
    migrations,
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

/** The owner's way, for rebuilds; not initialized yet. */
export function adminDataSource(url: string, options: ServiceOptions = {}): DataSource {
  return new DataSource(connecting(url, options));
}

/**
 * The running server's way: it can only do what role stet_app may, with rows of the newsroom that a statement
 * is asked for (`forNewsroom`); tables without a schema are those of `read`. Not initialized yet.
 */
export function serviceDataSource(url: string, options: ServiceOptions = {}): DataSource {
  const connection = connecting(url, options, '-c role=stet_app -c search_path=read');
  // The driver takes a new connection for a busy one until the next tick.
  const onConnect = () => Promise.resolve();
  const extra: unknown = { ...connection.extra, Client: ScopedClient, newsroom: options.newsroom, onConnect };
  return new DataSource({ ...connection, driver: { ...pg, Pool: ScopedPool }, extra });
}

/** The driver's own pool, for named prepared statements. The data source must be initialized. */
export function poolOf(source: DataSource): pg.Pool {
  const { master } = source.driver as unknown as { readonly master?: pg.Pool };
  if (!master) throw new Error('The data source is not initialized.');
  return master;
}

function connecting(url: string, options: ServiceOptions, startup = ''): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities: options.entities ?? [],
    installExtensions: false,
    logger: 'debug', // says nothing unless DEBUG asks: errors are thrown, and thrown once
    applicationName: options.applicationName ?? 'stet',
    poolSize: options.maxConnections ?? 10,
    poolErrorHandler: options.onConnectionLost ?? (() => undefined),
    extra: { options: `-c TimeZone=UTC ${startup}`.trim(), Client: LosableClient },
  };
}
