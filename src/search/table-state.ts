// What a search has to know of a table before it asks for matches, in one statement for one newsroom. Pure.

/** A query in a text search configuration. */
export interface Configured {
  readonly name: string;
  /** The tsquery as PostgreSQL writes it. */
  readonly asked: string;
}

export interface TableState<Place> {
  /** The text search configurations that the newsroom's rows need. */
  readonly configurations: readonly Configured[];
  /** Rows of all newsrooms, as they were last counted; -1 where nobody has counted yet. */
  readonly rows: number;
  /** The newest row's place; null where there is none. */
  readonly newest: Place | null;
}

export interface TableAsked {
  readonly table: string;
  /** The column of which the greater are the newer. */
  readonly newer: string;
  /** Further columns: each an expression in which the newsroom is $1, the query $2. */
  readonly more?: string;
}

/** Of $1, a newsroom, and $2, a query. Configurations take one step each of the index on (newsroom_id, configuration). */
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
select (select coalesce(json_agg(json_build_object(
               'name', configuration,
               'asked', websearch_to_tsquery(configuration::regconfig, $2)::text)), '[]')
          from used
         where configuration is not null) as configurations,
       (select reltuples
          from pg_class
         where oid = to_regclass('${table}')) as rows,
       (select max(${newer})
          from ${table}
         where newsroom_id = $1) as newest${more === undefined ? '' : `,\n       ${more}`}`;
