// Puts a newsroom's rebuilt rows in place of the live ones: only those that differ are touched, so readers wait for nothing,
// and grants, indexes and names stay as they are.
import type { EntityManager } from 'typeorm';
import { columnsOf, sameKey, type Column } from './table-columns';

/** Within the transaction that holds the projection's checkpoint; the twins are those of the manager's connection. */
export async function swapTables(manager: EntityManager, tables: readonly string[], newsroom: string): Promise<void> {
  const known: KnownTable[] = [];
  for (const table of tables) known.push({ table, columns: await columnsOf(manager, table) });
  for (const one of known.toReversed()) await takeOut(manager, one, newsroom);
  for (const one of known) await putIn(manager, one, newsroom);
}

interface KnownTable {
  readonly table: string;
  readonly columns: readonly Column[];
}

async function takeOut(manager: EntityManager, { table, columns }: KnownTable, newsroom: string): Promise<void> {
  await manager.query(
    `delete from read.${table} l
      where l.newsroom_id = $1
        and not exists (select
                          from pg_temp.${table} s
                         where ${sameKey(columns)}
                           and s::text = l::text)`,
    [newsroom],
  );
}

async function putIn(manager: EntityManager, { table, columns }: KnownTable, newsroom: string): Promise<void> {
  const list = columns.filter(({ generated }) => !generated).map(({ quoted }) => quoted);
  await manager.query(
    `insert into read.${table} (${list.join(', ')}) overriding system value
     select ${list.map((column) => `s.${column}`).join(', ')}
       from pg_temp.${table} s
      where s.newsroom_id = $1
        and not exists (select
                          from read.${table} l
                         where ${sameKey(columns)})`,
    [newsroom],
  );
}
