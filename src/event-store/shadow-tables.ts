// Tables beside the live ones: temporary ones of the same form on a connection of their own, gone when it ends, however it
// ends. The running server's role may make them; nobody else sees them, and they leave no trace in the write-ahead log.
import { DataSource, type DataSourceOptions, type QueryRunner } from 'typeorm';

/**
 * Runs the work on a connection whose bare table names mean empty twins of those tables of schema `read`: the live ones
 * can only be named with their schema.
 */
export async function besideLive<T>(
  source: DataSource,
  tables: readonly string[],
  work: (runner: QueryRunner) => Promise<T>,
): Promise<T> {
  // Not of the pool: the twins would hide the live tables from whoever had the connection next.
  const options = { ...source.options, poolSize: 1, applicationName: 'stet replay' } as DataSourceOptions;
  const alone = await new DataSource(options).initialize();
  const runner = alone.createQueryRunner();
  try {
    await runner.query(`set temp_buffers = '32MB'`); // only before the first temporary table
    for (const table of tables)
      await runner.query(`create temporary table ${table} (like read.${table} including all)`);
    await runner.query('set search_path = pg_temp');
    return await work(runner);
  } finally {
    await runner.release();
    await alone.destroy();
  }
}
