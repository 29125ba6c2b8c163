// The statement that finds the newest matches among a table's rows `w`, in one of two ways. Pure.

export interface NewestRows {
  readonly table: string;
  /** Of `w`, which has its rank where they are ranked: what is wanted of the matches. */
  readonly columns: string;
  /** Of `w`: ranks the matches. With it only their rank, their place and what `newer` names is wanted. */
  readonly rank?: string;
  /** Of `w`: the greater are the newer. */
  readonly newer: readonly string[];
  /** Conditions that say which texts are looked at. */
  readonly texts: readonly string[];
  /** Conditions that say which of these match. */
  readonly matches: readonly string[];
  /** Parameter: so many of the texts are looked at one after the other, instead of asking an index which of them match. */
  readonly walked?: string;
  /** Of `p`, in which `neighbours` and `configuration` lie beside `newer`: what leaves out most of those that are looked at. */
  readonly neighbouring?: string;
  /** Parameter: so many matches at most. */
  readonly limit: string;
}

/** In order, the newest first. */
export function newestRows(asked: NewestRows): string {
  const { columns, newer, limit } = asked;
  return `
select ${columns}
  from ${asked.walked === undefined ? indexed(asked) : walked(asked, asked.walked)}
 order by ${newestFirst(newer)}
 limit ${limit}`;
}

/** What is wanted of a row is taken while the row is at hand. */
function walked(asked: NewestRows, most: string): string {
  const { table, rank, newer, texts, matches, neighbouring } = asked;
  const wanted = rank === undefined ? 'w.*' : ranked(rank, newer);
  if (neighbouring === undefined)
    return `(
select ${wanted}
  from (${newest(asked, '*', most)}) w
 where ${matches.join('\n   and ')}) w`;
  return `(
select ${wanted}
  from (${newest(asked, `${newer.join(', ')}, w.configuration, w.neighbours`, most)}) p
  join ${table} w
    on ${sameRow(newer)}
 where ${[neighbouring, ...texts, ...matches].join('\n   and ')}) w`;
}

const newest = ({ table, newer, texts }: NewestRows, columns: string, most: string): string => `
select ${columns}
  from ${table} w
 where ${texts.join('\n   and ')}
 order by ${newestFirst(newer)}
 limit ${most}`;

/** By the index that has the rows in this order: what lies side by side in it is found faster than by keys. */
const sameRow = ([first = '', ...others]: readonly string[]): string =>
  [`${first} = ${inP(first)}`, ...others.map((column) => `(${column} = ${inP(column)}) is true`)].join(' and ');

const inP = (column: string): string => column.replace(/^w\./, 'p.');

const indexed = (asked: NewestRows): string =>
  asked.rank === undefined ? takenAgain(asked) : rankedAtOnce(asked, asked.rank);

/** Also those that the limit leaves out: a row that is at hand is ranked faster than it is found again. */
const rankedAtOnce = ({ table, newer, texts, matches }: NewestRows, rank: string): string => `(
select ${ranked(rank, newer)}
  from ${table} w
 where ${[...texts, ...matches].join('\n   and ')}
offset 0) w`;

const ranked = (rank: string, newer: readonly string[]): string => `w.found_at, ${newer.join(', ')}, ${rank} as rank`;

/** Long rows are not sorted: those that are wanted are taken again from where they were found. */
const takenAgain = ({ table, newer, texts, matches, limit }: NewestRows): string => `(
select w.found_at as at
  from ${table} w
 where ${[...texts, ...matches].join('\n   and ')}
 order by ${newestFirst(newer)}
 limit ${limit}) f
  join ${table} w
    on w.found_at = f.at`;

/** `order by`, of columns of which the greater are the newer. */
export const newestFirst = (newer: readonly string[]): string => newer.map((column) => `${column} desc`).join(', ');

export interface Nth {
  readonly table: string;
  /** Of `w`: what is wanted of it. */
  readonly column: string;
  /** Of `w`: the greater are the newer. */
  readonly newer: readonly string[];
  readonly conditions: readonly string[];
  /** Parameter. */
  readonly count: string;
}

/** A statement: of the nth newest row, the newest being the first. */
export const nthNewest = ({ table, column, newer, conditions, count }: Nth): string => `
select ${column} as nth
  from ${table} w
 where ${conditions.join('\n   and ')}
 order by ${newestFirst(newer)}
offset ${count} - 1
 limit 1`;
