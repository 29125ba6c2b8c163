// Pages of the newest matches of a search, the best first. A cursor keeps where the page ended and between which keys the
// newest matches lay when the first page was made: what is new since shifts nothing, and what did not change comes once. Pure.
import { Rejection } from '../errors';
import { newestFirst } from './newest-rows';

/** As many of the newest matches are ranked. */
export const ranked = 1_000;

export interface Match {
  /** Of its place in the list without ranking; compared as text, the newer one is greater. */
  readonly key: string;
  readonly rank: number;
}

/** The keys of the oldest and the newest match that are ranked, both included. */
export interface Window {
  readonly oldest: string;
  readonly newest: string;
}

export interface RankedCursor extends Match, Window {}

/** A match with what `bestOf` says of it. */
export interface PlacedMatch extends Match {
  /** It is there as one end of all that were found; null: as one of the page. */
  readonly end: 'newest' | 'oldest' | null;
  /** Of all that the statement found. */
  readonly found: number;
}

export interface RankedPage<M extends Match> {
  readonly page: readonly M[];
  /** undefined on the last one. */
  readonly next: RankedCursor | undefined;
}

export interface Best {
  /** Statement: all that were found, each with its `found_at`, its `rank` and the columns of `newer`. */
  readonly matches: string;
  /** Columns of the matches `m` of which the greater are the newer. */
  readonly newer: readonly string[];
  /** The cursor's rank and place, in the order of these. */
  readonly after?: readonly string[];
  /** Parameter: how many a page has. */
  readonly limit: string;
  /** Of which table `w`, whose rows lie where they were found, what columns are shown of a page. */
  readonly table: string;
  readonly shown: string;
}

/**
 * Of a statement's matches those of a page, one more, with what is shown of them, and the newest and the oldest of all. Nothing
 * else of a thousand leaves the database.
 */
export const bestOf = ({ matches, newer, after, limit, table, shown }: Best): string => `
with m as materialized (${matches}),
     f as (select count(*)::int as found from m),
     b as (
(select m.*, null as end
   from m
  ${after ? `where (m.rank, ${newer.join(', ')}) < (${after.join(', ')})` : ''}
  order by m.rank desc, ${newestFirst(newer)}
  limit ${limit}::int + 1)
 union all
(select m.*, 'newest'
   from m
  order by ${newestFirst(newer)}
  limit 1)
 union all
(select m.*, 'oldest'
   from m
  order by ${newer.join(', ')}
  limit 1))
select b.*, f.found, ${shown}
  from b
 cross join f
  left join ${table} w
    on w.found_at = b.found_at
   and b.end is null`;

/** @param placed as `bestOf` answers them; of several statements, those of the newer matches first */
export function rankedPage<M extends PlacedMatch>(
  placed: readonly M[],
  limit: number,
  cursor?: RankedCursor,
): RankedPage<M> {
  const best = placed.filter(({ end }) => end === null).sort(bestFirst);
  const page = best.slice(0, limit);
  const last = page.at(-1);
  if (!last || best.length === page.length) return { page, next: undefined };
  const newest = placed.find(({ end }) => end === 'newest')?.key ?? last.key;
  const oldest = placed.findLast(({ end }) => end === 'oldest')?.key ?? last.key;
  return {
    page,
    next: { key: last.key, rank: last.rank, oldest: cursor?.oldest ?? oldest, newest: cursor?.newest ?? newest },
  };
}

/** As `bestOf` orders them. */
const bestFirst = (one: Match, other: Match): number => other.rank - one.rank || (one.key < other.key ? 1 : -1);

export const writeRankedCursor = ({ rank, key, oldest, newest }: RankedCursor): string =>
  Buffer.from(JSON.stringify([rank, key, oldest, newest])).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. `isKey`: whether the list has such keys. */
export function readRankedCursor(cursor: string, isKey: (key: string) => boolean): RankedCursor {
  const [rank, ...keys] = parts(cursor);
  const [key, oldest, newest] = keys.filter((one): one is string => typeof one === 'string' && isKey(one));
  if (typeof rank === 'number' && isReal(rank) && key !== undefined && oldest !== undefined && newest !== undefined)
    return { rank, key, oldest, newest };
  const message = 'The cursor is none that a page of this list in this order ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}

/** Whether a rank may be that number: PostgreSQL refuses what its four bytes cannot hold. */
const isReal = (rank: number): boolean => rank === 0 || (rank > 1e-30 && rank < 1e30);

function parts(cursor: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
