// What a search has to know of a table before it asks for matches, in one statement for one newsroom. Pure.

export interface TableState<Place> {
  /** The text search configurations that the newsroom's rows need. */
  readonly configurations: readonly string[];
  /** Rows of all newsrooms, as they were last counted; -1 where nobody has counted yet. */
  readonly rows: number;
  /** The newest row's place; null where there is none. */
  readonly newest: Place | null;
}

export interface TableAsked {
  readonly table: string;
  /** The column of which the greater are the newer. */
  readonly newer: string;
  /** Further columns: each an expression in which the newsroom is $1. */
  readonly more?: string;
}

/** Configurations take one step each of the index on (newsroom_id, configuration). */
export const tableState = ({ table, newer, more }: TableAsked): string => `
with recursive used as (
  select min(configuration) as configuration
    from ${table}
   where newsroom_id = $1
   union all
  select (select min(w.configuration)
            from ${table} w
           where w.newsroom_id = $1
             and w.configuration > u.configuration)
    from used u
   where u.configuration is not null)
select array(select configuration
               from used
              where configuration is not null) as configurations,
       (select reltuples
          from pg_class
         where oid = to_regclass('${table}')) as rows,
       (select max(${newer})
          from ${table}
         where newsroom_id = $1) as newest${more === undefined ? '' : `,\n       ${more}`}`;
