// The statement that finds the newest matches among a table's rows `w`, in one of two ways. Pure.

export interface NewestRows {
  readonly table: string;
  /** Of `w`: what is wanted of the matches. */
  readonly columns: string;
  /** Of `w`: the greater are the newer. */
  readonly newer: readonly string[];
  /** Conditions that say which texts are looked at. */
  readonly texts: readonly string[];
  /** Conditions that say which of these match. */
  readonly matches: readonly string[];
  /** Parameter: so many of the texts are looked at one after the other, instead of asking an index which of them match. */
  readonly walked?: string;
  /** Parameter: so many matches at most. */
  readonly limit: string;
}

/** In order, the newest first. */
export function newestRows(asked: NewestRows): string {
  return asked.walked === undefined ? indexed(asked) : walked(asked, asked.walked);
}

/** What is wanted of a row is taken while the row is at hand. */
const walked = ({ table, columns, newer, texts, matches, limit }: NewestRows, most: string): string => `
select ${columns}
  from (select *
          from ${table} w
         where ${texts.join('\n           and ')}
         order by ${newestFirst(newer)}
         limit ${most}) w
 where ${matches.join('\n   and ')}
 order by ${newestFirst(newer)}
 limit ${limit}`;

/** Long rows are not sorted: those that are wanted are taken again from where they were found. */
const indexed = ({ table, columns, newer, texts, matches, limit }: NewestRows): string => `
select ${columns}
  from (select w.found_at
          from ${table} w
         where ${[...texts, ...matches].join('\n           and ')}
         order by ${newestFirst(newer)}
         limit ${limit}) f
  join ${table} w
    on w.found_at = f.found_at
 order by ${newestFirst(newer)}`;

/** `order by`, of columns of which the greater are the newer. */
export const newestFirst = (newer: readonly string[]): string => newer.map((column) => `${column} desc`).join(', ');

export interface Ends {
  readonly table: string;
  /** Of `w`: what is wanted of the two. */
  readonly column: string;
  /** Of `w`: the greater are the newer. */
  readonly newer: readonly string[];
  readonly conditions: readonly string[];
  /** Parameter. */
  readonly count: string;
}

/** A statement: the newest row and, where there are so many, the nth newest, which has so many before it. */
export function endsOf({ table, column, newer, conditions, count }: Ends): string {
  const newest = `
select ${column}
  from ${table} w
 where ${conditions.join('\n   and ')}
 order by ${newestFirst(newer)}`;
  return `(${newest}\n limit 1)\n union all\n(${newest}\noffset ${count}\n limit 1)`;
}
