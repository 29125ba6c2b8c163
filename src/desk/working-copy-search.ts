// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { expectedRows, type Conditions, type Expected } from '../search/expected-rows';
import { neighbouring, rank, stems, type Given, type Words } from '../search/found-words';
import { inHalves } from '../search/in-halves';
import { markedTexts, type FoundText } from '../search/marked-texts';
import { Milestones } from '../search/milestones';
import { newestMatches, type Matches, type Window } from '../search/newest-first';
import { newestRows, nthNewest } from '../search/newest-rows';
import { recencyKeys } from '../search/recency';
import { bestOf, type PlacedMatch } from '../search/relevance';
import { searchQuery } from '../search/search-text';
import { tableState, type TableState } from '../search/table-state';
import { forNewsroom } from '../newsroom-rows';
import { matchesOf, placesOf, type WorkingCopyListing } from './working-copy-listing';
import type { WorkingCopyItem } from './working-copy-row';

export interface ListedCopy {
  /** Of the last change; `bigint` arrives as string. */
  readonly position: string;
  readonly item: WorkingCopyItem;
}

export type FoundCopy = ListedCopy & FoundText;

export type RankedCopy = FoundCopy & Omit<PlacedMatch, 'key'>;

/** Of the best of those within the limit a page, behind the cursor's place where there is one. */
export interface CopyRanking {
  readonly after?: { readonly rank: number; readonly position: number };
  readonly limit: number;
}

@Injectable()
export class WorkingCopySearch {
  private readonly milestones = new Milestones<number>();

  constructor(private readonly dataSource: DataSource) {}

  /** What a search has to know. */
  async state(newsroom: string, q: string): Promise<CopiesState> {
    const { connection } = forNewsroom(this.dataSource, newsroom);
    const values = [newsroom, searchQuery(q)];
    const { rows } = await connection.query<CopiesState>({ name: 'copy words', text: stateText, values });
    return rows[0] ?? nothing;
  }

  /** Latest change first. */
  list(listing: WorkingCopyListing): Promise<readonly ListedCopy[]> {
    return this.listed<ListedCopy>(listing, () => 'w.item');
  }

  /** Those that have the words, latest change first. */
  find(listing: WordListing): Promise<readonly FoundCopy[]> {
    return this.newest(listing, async (some) => {
      const rows = await this.listed<FoundCopy>(some, (given) => shownColumns(listing.words, given));
      return { rows, found: rows.length, oldest: placeOf(rows.at(-1)) };
    });
  }

  /** As `bestOf` in relevance.ts answers them, of each of several windows. */
  best(listing: WordListing, ranking: CopyRanking): Promise<readonly RankedCopy[]> {
    return this.newest(listing, async (some) => {
      const rows = await this.listed<RankedCopy>(some, () => 'w.found_at, w.rank', {
        ...ranking,
        words: listing.words,
      });
      return { rows, found: rows[0]?.found ?? 0, oldest: placeOf(rows.find(({ end }) => end === 'oldest')) };
    });
  }

  /** Of each the text about the words: between `markStart` and `markEnd` what PostgreSQL found. */
  excerpts(newsroom: string, copies: readonly FoundCopy[], words: Words): Promise<readonly string[]> {
    const rows = forNewsroom(this.dataSource, newsroom);
    return inHalves(copies, (some) =>
      markedTexts(
        rows,
        words,
        some.map((copy) => ({ ...copy, beside: copy.item.headline ?? '' })),
      ),
    );
  }

  private newest<Row>(
    listing: WordListing,
    listed: (some: Windowed) => Promise<Matches<Row, number>>,
  ): Promise<readonly Row[]> {
    const within = (
      { before = listing.before, ...window }: Window<number>,
      limit: number,
    ): Promise<Matches<Row, number>> => listed({ ...listing, ...window, before, limit });
    const nth = (count: number): Promise<number | undefined> => this.nth(listing, count);
    const { newsroom, words, state } = listing;
    const texts: Conditions = (given) => placesOf(listing, given);
    const matches: Conditions = (given) => [...texts(given), ...matchesOf(listing, given)];
    const asked = { table, newsroom, words, texts, matches };
    const expected = (): Promise<Expected> => expectedRows(forNewsroom(this.dataSource, newsroom), asked);
    return newestMatches(
      { rows: state.rows, isNarrowed: neighbouring(words) !== undefined, expected, nth, within },
      listing.limit,
    );
  }

  private listed<Row>(
    listing: Windowed,
    columns: Columns,
    ranking?: CopyRanking & { readonly words: Words },
  ): Promise<readonly Row[]> {
    const { newsroom, limit, walked } = listing;
    const values: unknown[] = [newsroom, limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const places = ['w.newsroom_id = $1', ...placesOf(listing, given)];
    const newest = newestRows({
      table,
      columns: `w.position, ${columns(given)}`,
      rank: ranking && rank(ranking.words, given),
      newer: ['w.position'],
      texts: walked === undefined && listing.words ? [...places, ...recencyOf(listing, given)] : places,
      matches: matchesOf(listing, given),
      walked: walked === undefined ? undefined : given(walked),
      neighbouring: listing.words && neighbouring(listing.words),
      limit: '$2',
    });
    const text = ranking ? best(newest, ranking, given) : newest;
    return forNewsroom(this.dataSource, newsroom).query<Row[]>(text, values);
  }

  private nth({ newsroom, before, within }: WordListing, count: number): Promise<number | undefined> {
    const ask = async (): Promise<number | undefined> => {
      const values: unknown[] = [newsroom, count];
      const given: Given = (value) => `$${values.push(value)}`;
      const conditions = ['w.newsroom_id = $1', ...placesOf({ before, within }, given)];
      const text = nthNewest({ table, column: 'w.position', newer: ['w.position'], conditions, count: '$2' });
      const [row] = await forNewsroom(this.dataSource, newsroom).query<{ nth: string }[]>(text, values);
      return row && Number(row.nth);
    };
    return before !== undefined || within ? ask() : this.milestones.at(newsroom, count, ask);
  }
}

const table = 'searched_copies';

/** By position; `bigint` arrives as string. */
export type CopiesState = TableState<string>;

const stateText = tableState({ table: 'working_copies', newer: 'position' });
const nothing: CopiesState = { configurations: [], rows: 0, newest: null };

type Columns = (given: Given) => string;

const shownColumns = (words: Words, given: Given): string =>
  `w.item, w.configuration, left(w.text, 100000) as text, ${stems(words, given)} as stems`;

export type WordListing = WorkingCopyListing & { readonly words: Words; readonly state: CopiesState };

interface Windowed extends WorkingCopyListing {
  readonly state?: CopiesState;
  /** Only articles whose last change lies from there on. */
  readonly since?: number;
  readonly areMost?: boolean;
  /** Of so many of the latest changed, looked at one after the other. */
  readonly walked?: number;
}

const placeOf = (row?: { readonly position: string }): number | undefined => row && Number(row.position);

/** By keys; of a window in which more lie than in its keys by their position, of which no other index is to be asked. */
function recencyOf({ newsroom, state, since, areMost, before }: Windowed, given: Given): readonly string[] {
  const among = (keys: readonly string[]): string =>
    `copy_recency(w.newsroom_id, w.position) && ${given(keys)}::text[]`;
  if (since === undefined) return areMost ? [] : [among([newsroom])];
  const to = numberOf(before ?? Number(state?.newest ?? since));
  const keys = recencyKeys(newsroom, { from: numberOf(since), to, isNewest: before === undefined });
  return [among(keys), `(w.position >= ${given(since)}) is true`];
}

/** As `read.copy_recency` counts. */
const numberOf = (position: number): number => Math.floor(position / 64);

function best(matches: string, { words, after, limit }: CopyRanking & { readonly words: Words }, given: Given): string {
  return bestOf({
    matches,
    newer: ['m.position'],
    after: after && [`${given(after.rank)}::real`, `${given(after.position)}::bigint`],
    limit: given(limit),
    table,
    shown: shownColumns(words, given),
  });
}
