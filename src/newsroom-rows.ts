// Whose rows a statement is about: one newsroom's, named by whoever asks it. The database shows and takes rows of that
// newsroom alone, whatever the statement asks for (docs/decisions/0040-rows-of-one-newsroom.md).
import type { ClientBase, PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { poolOf } from './data-source';
import { everyNewsroom, ScopedClient } from './scoped-client';

/** What statements are sent through: a connection of the pool for each, or the one of a transaction. */
export type Connection = Pick<ClientBase, 'query'>;

/** Whoever is asked for rows. */
export type Asked = Pick<Rows, 'query'>;

/** The rows of one newsroom, or of all. */
export class Rows {
  constructor(
    private readonly source: DataSource,
    private readonly scope: string,
  ) {}

  /** What TypeORM's `DataSource.query` answers. */
  query<T>(text: string, values: readonly unknown[] = []): Promise<T> {
    return this.with((manager) => manager.query<T>(text, [...values]));
  }

  transaction<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.with((manager) => manager.transaction(work));
  }

  /** The work, on one connection. */
  async with<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    const runner = this.source.createQueryRunner();
    try {
      about((await runner.connect()) as PoolClient, this.scope);
      return await work(runner.manager);
    } finally {
      await runner.release();
    }
  }

  /** The driver's own way, for named prepared statements. The data source must be initialized by the first of them. */
  get connection(): Connection {
    const ask = (...asked: unknown[]): Promise<QueryResult> => this.ask(asked);
    return { query: ask as Connection['query'] };
  }

  /** A connection for several statements; whoever takes it releases it. */
  async connect(): Promise<PoolClient> {
    return about(await poolOf(this.source).connect(), this.scope);
  }

  private async ask(asked: unknown[]): Promise<QueryResult> {
    const client = await this.connect();
    try {
      return await (client.query as (...given: unknown[]) => Promise<QueryResult>)(...asked);
    } finally {
      client.release();
    }
  }
}

export const forNewsroom = (source: DataSource, newsroom: string): Rows => new Rows(source, scopeOf(newsroom));

/**
 * For loops that serve all newsrooms and do not know yet which one has work. Only the tables that such a loop has to look
 * at show all rows then; whatever is done for a newsroom is done by `forNewsroom`.
 */
export const acrossNewsrooms = (source: DataSource): Rows => new Rows(source, everyNewsroom);

/** What the runner is asked from here on is about that newsroom, until it is told another or lets its connection go. */
export async function tell(runner: QueryRunner, newsroom: string): Promise<void> {
  about((await runner.connect()) as PoolClient, scopeOf(newsroom));
}

/** No newsroom has a name like those of all and of none. */
const scopeOf = (newsroom: string): string => (/^[a-z0-9-]{1,40}$/.test(newsroom) ? newsroom : '');

/** The owner's connections see all rows, and are told nothing. */
function about(client: PoolClient, scope: string): PoolClient {
  if (client instanceof ScopedClient) client.about = scope;
  return client;
}
