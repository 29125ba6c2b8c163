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

export interface RankedPage<M extends Match> {
  readonly page: readonly M[];
  /** undefined on the last one. */
  readonly next: RankedCursor | undefined;
}

/** @param matches those within the cursor's window where there is one, newest first */
export function rankedPage<M extends Match>(
  matches: readonly M[],
  limit: number,
  cursor?: RankedCursor,
): RankedPage<M> {
  const ordered = matches.toSorted(byRank).filter((match) => !cursor || byRank(cursor, match) < 0);
  const page = ordered.slice(0, limit);
  const last = page.at(-1);
  if (!last || ordered.length <= limit) return { page, next: undefined };
  const { oldest = last.key, newest = last.key } = cursor ?? { oldest: matches.at(-1)?.key, newest: matches[0]?.key };
  return { page, next: { key: last.key, rank: last.rank, oldest, newest } };
}

/** Of equals the newer one. */
const byRank = (one: Match, other: Match): number =>
  other.rank - one.rank || (one.key < other.key ? 1 : one.key > other.key ? -1 : 0);

export const writeRankedCursor = ({ rank, key, oldest, newest }: RankedCursor): string =>
  Buffer.from(JSON.stringify([rank, key, oldest, newest])).toString('base64url');

/** Throws `validation-failed` for what was never a cursor of ours. `isKey`: whether the list has such keys. */
export function readRankedCursor(cursor: string, isKey: (key: string) => boolean): RankedCursor {
  const [rank, ...keys] = parts(cursor);
  const [key, oldest, newest] = keys.filter((one): one is string => typeof one === 'string' && isKey(one));
  if (typeof rank === 'number' && key !== undefined && oldest !== undefined && newest !== undefined)
    return { rank, key, oldest, newest };
  const message = 'The cursor is none that a page of this list in this order ended with.';
  throw new Rejection('validation-failed', message, { errors: [{ path: 'cursor', message }] });
}

function parts(cursor: string): readonly unknown[] {
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(read) ? read : [];
  } catch {
    return [];
  }
}
