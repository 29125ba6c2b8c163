// Says exactly where a live table and its rebuilt twin differ: which row, which column, and both values.
import type { EntityManager } from 'typeorm';
import { columnsOf, sameKey, type Column } from './table-columns';

export type RowTexts = Readonly<Record<string, string | null>>;

export interface Drift {
  readonly table: string;
  /** `missing`: only in the rebuilt table; `surplus`: only in the live one; `different`: in both, and a column differs. */
  readonly kind: 'missing' | 'surplus' | 'different';
  /** The row's primary key, column by column, as text. */
  readonly key: RowTexts;
  /** Of `different`. A row that differs in several columns is told of once for each. */
  readonly column?: string;
  /** The column's text, or all the row's; a text beyond a thousand characters ends with `…` there. */
  readonly live: string | RowTexts | null;
  readonly rebuilt: string | RowTexts | null;
}

export interface TableComparison {
  /** Live rows or rebuilt rows, the larger of the two numbers. */
  readonly rows: number;
  /** Of the first hundred rows that differ, in order of their keys. */
  readonly drift: readonly Drift[];
  /** How many there are in all. */
  readonly driftTotal: number;
}

interface DifferingRow {
  readonly key: RowTexts;
  readonly live: RowTexts | null;
  readonly rebuilt: RowTexts | null;
  /** By column: the live text and the rebuilt one. */
  readonly different: Readonly<Record<string, readonly [string | null, string | null]>>;
}

const mostRows = 100;
const longest = 1_000;

/** Compares the newsroom's rows by primary key, each value by its text. */
export async function compareTable(manager: EntityManager, table: string, newsroom: string): Promise<TableComparison> {
  const columns = await columnsOf(manager, table);
  const [count] = await manager.query<{ rows: string }[]>(
    `select greatest(
              (select count(*) from read.${table} where newsroom_id = $1),
              (select count(*) from pg_temp.${table} where newsroom_id = $1)) as rows`,
    [newsroom],
  );
  const differing = await differingRows(manager, { table, columns, newsroom });
  const drift = differing.flatMap((row) => driftOf(table, row));
  const isAll = differing.length < mostRows;
  const driftTotal = isAll ? drift.length : await countDrift(manager, { table, columns, newsroom });
  return { rows: Number(count?.rows ?? 0), drift, driftTotal };
}

interface TablePair {
  readonly table: string;
  readonly columns: readonly Column[];
  readonly newsroom: string;
}

/** Live rows `l` beside rebuilt rows `s`, those that are equal left out. */
const differing = ({ table, columns }: TablePair): string => `
       from (select * from read.${table} where newsroom_id = $1) l
       full join (select * from pg_temp.${table} where newsroom_id = $1) s on ${sameKey(columns)}
      where l.newsroom_id is null
         or s.newsroom_id is null
         or l::text is distinct from s::text -- as text: some types (json) know no equality`;

function differingRows(manager: EntityManager, pair: TablePair): Promise<DifferingRow[]> {
  const keys = pair.columns.filter(({ inKey }) => inKey);
  const object = (of: readonly Column[], value: (column: string) => string): string =>
    `json_build_object(${of.map(({ name, quoted }) => `${literal(name)}, ${value(quoted)}`).join(', ')})`;
  const both = (column: string): string => `case when l.${column}::text is distinct from s.${column}::text
                 then json_build_array(${cut(`l.${column}`)}, ${cut(`s.${column}`)}) end`;
  return manager.query<DifferingRow[]>(
    `select ${object(keys, (column) => `coalesce(l.${column}, s.${column})::text`)} as key,
            case when s.newsroom_id is null then ${object(pair.columns, (column) => cut(`l.${column}`))} end as live,
            case when l.newsroom_id is null then ${object(pair.columns, (column) => cut(`s.${column}`))} end as rebuilt,
            json_strip_nulls(${object(pair.columns, both)}) as different
       ${differing(pair)}
      order by ${keys.map(({ quoted }) => `coalesce(l.${quoted}, s.${quoted})`).join(', ')}
      limit ${mostRows}`,
    [pair.newsroom],
  );
}

async function countDrift(manager: EntityManager, pair: TablePair): Promise<number> {
  const unequal = pair.columns
    .map(({ quoted: column }) => `(l.${column}::text is distinct from s.${column}::text)::int`)
    .join(' + ');
  const [row] = await manager.query<{ total: string }[]>(
    `select sum(case when l.newsroom_id is null or s.newsroom_id is null then 1 else ${unequal} end) as total
       ${differing(pair)}`,
    [pair.newsroom],
  );
  return Number(row?.total ?? 0);
}

function driftOf(table: string, { key, live, rebuilt, different }: DifferingRow): Drift[] {
  if (rebuilt) return [{ table, kind: 'missing', key, live: null, rebuilt }];
  if (live) return [{ table, kind: 'surplus', key, live, rebuilt: null }];
  return Object.entries(different).map(([column, [had, has]]) => ({
    table,
    kind: 'different' as const,
    key,
    column,
    live: had,
    rebuilt: has,
  }));
}

const cut = (column: string): string =>
  `case when length(${column}::text) > ${longest} then left(${column}::text, ${longest}) || '…' else ${column}::text end`;

const literal = (name: string): string => `'${name.replaceAll("'", "''")}'`;
