// Says exactly where a live table and its rebuilt twin differ: which row, which column, and both values.
import type { EntityManager } from 'typeorm';

export interface Drift {
  readonly table: string;
  /** The row's primary key, column by column, as text. */
  readonly key: Readonly<Record<string, string | null>>;
  /** `missing`: only in the rebuilt table; `surplus`: only in the live one; else the column that differs. */
  readonly column: string;
  readonly live: string | null;
  readonly rebuilt: string | null;
}

export interface TablePair {
  readonly table: string;
  /** Schema of the rebuilt twin. */
  readonly shadow: string;
  readonly newsroom: string;
}

interface DifferingRow {
  readonly key: Record<string, string | null>;
  readonly live: Record<string, string | null> | null;
  readonly rebuilt: Record<string, string | null> | null;
}

/** Compares the newsroom's rows by primary key, each value by its text; reports the first hundred rows that differ. */
export async function compareTable(manager: EntityManager, pair: TablePair): Promise<{ rows: number; drift: Drift[] }> {
  const { table, shadow, newsroom } = pair;
  const [count] = await manager.query<{ rows: string }[]>(
    `select greatest(
              (select count(*) from read.${table} where newsroom_id = $1),
              (select count(*) from ${shadow}.${table} where newsroom_id = $1)) as rows`,
    [newsroom],
  );
  const differing = await differingRows(manager, pair);
  return { rows: Number(count?.rows ?? 0), drift: differing.flatMap((row) => columnsOf(table, row)) };
}

async function differingRows(manager: EntityManager, { table, shadow, newsroom }: TablePair): Promise<DifferingRow[]> {
  const columns = await columnNames(manager, table);
  const keys = columns.filter(({ inKey }) => inKey).map(({ name }) => name);
  const match = keys.map((key) => `l.${key} = s.${key}`).join(' and ');
  const texts = (row: string, names: readonly string[]): string =>
    `json_build_object(${names.map((name) => `${literal(name)}, ${row}.${name}::text`).join(', ')})`;
  const all = columns.map(({ name }) => name);
  const key = keys.map((name) => `${literal(name)}, coalesce(l.${name}, s.${name})::text`).join(', ');
  return manager.query<DifferingRow[]>(
    `select json_build_object(${key}) as key,
            case when l.newsroom_id is not null then ${texts('l', all)} end as live,
            case when s.newsroom_id is not null then ${texts('s', all)} end as rebuilt
       from (select * from read.${table} where newsroom_id = $1) l
       full join (select * from ${shadow}.${table} where newsroom_id = $1) s on ${match}
      where l.newsroom_id is null
         or s.newsroom_id is null
         or l::text is distinct from s::text -- as text: some types (json) know no equality
      order by ${keys.map((name) => `coalesce(l.${name}, s.${name})`).join(', ')}
      limit 100`,
    [newsroom],
  );
}

async function columnNames(manager: EntityManager, table: string): Promise<{ name: string; inKey: boolean }[]> {
  return manager.query<{ name: string; inKey: boolean }[]>(
    `select quote_ident(a.attname) as name,
            coalesce(a.attnum = any (i.indkey), false) as "inKey"
       from pg_attribute a
       left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = ('read.' || $1)::regclass
        and a.attnum > 0
        and not a.attisdropped
      order by a.attnum`,
    [table],
  );
}

function columnsOf(table: string, { key, live, rebuilt }: DifferingRow): Drift[] {
  if (!live) return [{ table, key, column: 'missing', live: null, rebuilt: JSON.stringify(rebuilt) }];
  if (!rebuilt) return [{ table, key, column: 'surplus', live: JSON.stringify(live), rebuilt: null }];
  return Object.keys(live)
    .filter((column) => live[column] !== rebuilt[column])
    .map((column) => ({ table, key, column, live: live[column] ?? null, rebuilt: rebuilt[column] ?? null }));
}

function literal(name: string): string {
  return `'${name.replaceAll("'", "''")}'`;
}
