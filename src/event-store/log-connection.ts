// From TypeORM's transactions to the log's statements.
import type { PoolClient } from 'pg';
import type { EntityManager } from 'typeorm';

/** The connection that the manager's transaction runs on. */
export async function connectionOf(manager: EntityManager): Promise<PoolClient> {
  if (!manager.queryRunner) throw new Error('The manager is not within a transaction.');
  return (await manager.queryRunner.connect()) as PoolClient;
}
