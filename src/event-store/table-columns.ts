// The columns of a read table, as its twin has them too.
import type { EntityManager } from 'typeorm';

export interface Column {
  readonly name: string;
  /** The name as SQL takes it: quoted where it has to be. */
  readonly quoted: string;
  readonly inKey: boolean;
  readonly generated: boolean;
}

/** In the table's order. */
export function columnsOf(manager: EntityManager, table: string): Promise<Column[]> {
  return manager.query<Column[]>(
    `select a.attname as name,
            quote_ident(a.attname) as quoted,
            coalesce(a.attnum = any (i.indkey), false) as "inKey",
            a.attgenerated <> '' as generated
       from pg_attribute a
       left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
      where a.attrelid = ('read.' || $1)::regclass
        and a.attnum > 0
        and not a.attisdropped
      order by a.attnum`,
    [table],
  );
}

/** Rows `l` and `s` have the same primary key. */
export const sameKey = (columns: readonly Column[]): string =>
  columns
    .filter(({ inKey }) => inKey)
    .map(({ quoted }) => `l.${quoted} = s.${quoted}`)
    .join(' and ');
