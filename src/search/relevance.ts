// Pages of the newest matches of a search, the best first. A cursor keeps where the page ended and between which keys the
// newest matches lay when the first page was made: what is new since shifts nothing, and what did not change comes once. Pure.
import { Rejection } from '../errors';

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
  /** Whether it stands behind the place of the cursor; each does where there is none. */
  readonly behind: boolean;
  /** Of all that the statement found. */
  readonly found: number;
}

export interface RankedPage<M extends Match> {
  readonly page: readonly M[];
  /** undefined on the last one. */
  readonly next: RankedCursor | undefined;
}

/**
 * Of a statement's matches, each with its `rank`, those of a page, one more, and the oldest and the newest of all; newest first.
 * Nothing else of a thousand leaves the database.
 *
 * @param newer columns of the matches `m` of which the greater are the newer
 * @param after the cursor's rank and place, in the order of these
 * @param limit parameter: how many a page has
 */
export function bestOf(matches: string, newer: readonly string[], limit: string, after?: readonly string[]): string {
  const newestFirst = newer.map((column) => `${column} desc`).join(', ');
  const behind = after ? `(m.rank, ${newer.join(', ')}) < (${after.join(', ')})` : 'true';
  return `
select *
  from (select *, row_number() over (partition by m.behind order by m.rank desc, ${newestFirst})::int as place,
               row_number() over (order by ${newestFirst}) as nth, count(*) over ()::int as found
          from (select *, ${behind} as behind
                  from (${matches}) m) m) m
 where (m.behind and m.place <= ${limit}::int + 1)
    or m.nth in (1, m.found)
 order by m.nth`;
}

/** @param placed as `bestOf` answers them; of several statements, those of the newer matches first */
export function rankedPage<M extends PlacedMatch>(
  placed: readonly M[],
  limit: number,
  cursor?: RankedCursor,
): RankedPage<M> {
  const behind = placed.filter((match) => match.behind).sort(bestFirst);
  const page = behind.slice(0, limit);
  const last = page.at(-1);
  if (!last || behind.length === page.length) return { page, next: undefined };
  const { oldest = last.key, newest = last.key } = cursor ?? { oldest: placed.at(-1)?.key, newest: placed[0]?.key };
  return { page, next: { key: last.key, rank: last.rank, oldest, newest } };
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
