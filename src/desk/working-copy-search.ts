// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { expectedRows, type Conditions, type Expected } from '../search/expected-rows';
import { rank, stems, usedConfigurations, type Given, type Words } from '../search/found-words';
import { inHalves } from '../search/in-halves';
import { markedTexts, type FoundText } from '../search/marked-texts';
import { newestMatches, type Matches, type Span, type Window } from '../search/newest-first';
import { endsOf, newestRows } from '../search/newest-rows';
import { recencyKeys } from '../search/recency';
import { bestOf, type PlacedMatch } from '../search/relevance';
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
  constructor(private readonly dataSource: DataSource) {}

  /** The text search configurations that the newsroom's articles need. */
  async configurations(newsroom: string): Promise<string[]> {
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ configuration: string }[]>(
      usedConfigurations('working_copies'),
      [newsroom],
    );
    return rows.map(({ configuration }) => configuration);
  }

  /** Latest change first. */
  list(listing: WorkingCopyListing): Promise<readonly ListedCopy[]> {
    return this.listed<ListedCopy>(listing, () => 'w.item');
  }

  /** Those that have the words, latest change first. */
  find(listing: WordListing): Promise<readonly FoundCopy[]> {
    return this.newest(listing, async (some) => {
      const rows = await this.listed<FoundCopy>(some, (given) => shownColumns(listing.words, given));
      return { rows, found: rows.length };
    });
  }

  /** As `bestOf` in relevance.ts answers them, of each of several windows. */
  best(listing: WordListing, ranking: CopyRanking): Promise<readonly RankedCopy[]> {
    return this.newest(listing, async (some) => {
      const rows = await this.listed<RankedCopy>(some, () => 'w.found_at, w.rank', {
        ...ranking,
        words: listing.words,
      });
      return { rows, found: rows[0]?.found ?? 0 };
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
    listed: (some: Windowed) => Promise<Matches<Row>>,
  ): Promise<readonly Row[]> {
    const within = ({ before = listing.before, ...window }: Window<number>, limit: number): Promise<Matches<Row>> =>
      listed({ ...listing, ...window, before, limit });
    const nth = (count: number): Promise<Span<number> | undefined> => this.nthNewest(listing, count);
    const { newsroom, words } = listing;
    const texts: Conditions = (given) => placesOf(listing, given);
    const matches: Conditions = (given) => [...texts(given), ...matchesOf(listing, given)];
    const asked = { table, all: 'working_copies', newsroom, words, texts, matches };
    const expected = (): Promise<Expected> => expectedRows(forNewsroom(this.dataSource, newsroom), asked);
    return newestMatches({ expected, nth, within }, listing.limit);
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
      limit: '$2',
    });
    const text = ranking ? best(newest, ranking, given) : newest;
    return forNewsroom(this.dataSource, newsroom).query<Row[]>(text, values);
  }

  private async nthNewest(
    { newsroom, before, within }: WorkingCopyListing,
    count: number,
  ): Promise<Span<number> | undefined> {
    const values: unknown[] = [newsroom, count];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = ['w.newsroom_id = $1', ...placesOf({ before, within }, given)];
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ newest: string | null; nth: string | null }[]>(
      endsOf({ table, column: 'w.position', newer: ['w.position'], conditions, count: '$2' }),
      values,
    );
    const { newest, nth } = rows[0] ?? {};
    return newest && nth ? { from: Number(nth), to: Number(newest) } : undefined;
  }
}

const table = 'searched_copies';

type Columns = (given: Given) => string;

const shownColumns = (words: Words, given: Given): string =>
  `w.item, w.configuration, left(w.text, 100000) as text, ${stems(words, given)} as stems`;

type WordListing = WorkingCopyListing & { readonly words: Words };

interface Windowed extends WorkingCopyListing {
  /** Only articles whose last change lies there. */
  readonly span?: Span<number>;
  readonly areMost?: boolean;
  /** Of so many of the latest changed, looked at one after the other. */
  readonly walked?: number;
}

/** By keys; of a span in which more lie than in its keys by their position, of which no other index is to be asked. */
function recencyOf({ newsroom, span, areMost, before }: Windowed, given: Given): readonly string[] {
  const among = (keys: readonly string[]): string =>
    `copy_recency(w.newsroom_id, w.position) && ${given(keys)}::text[]`;
  if (!span) return areMost ? [] : [among([newsroom])];
  const to = numberOf(before ?? span.to);
  const keys = recencyKeys(newsroom, { from: numberOf(span.from), to, isNewest: before === undefined });
  return [among(keys), `(w.position >= ${given(span.from)}) is true`];
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
