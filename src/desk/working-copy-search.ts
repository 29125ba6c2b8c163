// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { expectedRows, type Conditions, type Expected } from '../search/expected-rows';
import { rank, stems, usedConfigurations, type Given, type Words } from '../search/found-words';
import { inHalves } from '../search/in-halves';
import { markedTexts, type FoundText } from '../search/marked-texts';
import { newestMatches, type Matches, type Span } from '../search/newest-first';
import { bestOf, type PlacedMatch } from '../search/relevance';
import { forNewsroom } from '../newsroom-rows';
import { conditionsOf, placesOf, type WorkingCopyListing } from './working-copy-listing';
import type { WorkingCopyItem } from './working-copy-row';

export interface RankedCopy extends Omit<PlacedMatch, 'key'> {
  /** Of the last change; `bigint` arrives as string. */
  readonly position: string;
}

/** Of the best of those within the limit a page, behind the cursor's place where there is one. */
export interface CopyRanking {
  readonly after?: { readonly rank: number; readonly position: number };
  readonly limit: number;
}

export interface ListedCopy {
  /** Of the last change; `bigint` arrives as string. */
  readonly position: string;
  readonly item: WorkingCopyItem;
}

export interface ShownCopy {
  readonly item: WorkingCopyItem;
  /** The text about the words: between `markStart` and `markEnd` what PostgreSQL found. */
  readonly excerpt: string;
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
  async page(listing: WorkingCopyListing): Promise<readonly ListedCopy[]> {
    const { words } = listing;
    if (!words) return this.listed<ListedCopy>(listing, { columns: itemColumn });
    return this.newest({ ...listing, words }, async (some) => {
      const rows = await this.listed<ListedCopy>(some, { columns: itemColumn });
      return { rows, found: rows.length };
    });
  }

  /** As `bestOf` in relevance.ts answers them, of each of several windows. */
  ranked(listing: WordListing, ranking: CopyRanking): Promise<readonly RankedCopy[]> {
    const columns: Columns = (given) => `${rank(listing.words, given)} as rank`;
    return this.newest(listing, async (some) => {
      const rows = await this.listed<RankedCopy>(some, { columns, ranking });
      return { rows, found: rows[0]?.found ?? 0 };
    });
  }

  /** What is shown of those that last changed at these positions; one that changed since is not among them. */
  shown(newsroom: string, positions: readonly string[], words: Words): Promise<ReadonlyMap<string, ShownCopy>> {
    return inHalves(positions, (some) => this.shownOf(newsroom, some, words));
  }

  private async shownOf(newsroom: string, positions: readonly string[], words: Words): Promise<Map<string, ShownCopy>> {
    const values: unknown[] = [newsroom, positions];
    const given: Given = (value) => `$${values.push(value)}`;
    const rows = forNewsroom(this.dataSource, newsroom);
    const found = await rows.query<(FoundText & ListedCopy)[]>(
      `
select w.position, w.item, w.configuration, left(w.text, 100000) as text, ${stems(words, given)} as stems
  from searched_copies w
 where w.newsroom_id = $1
   and w.position = any ($2)`,
      values,
    );
    const texts = found.map((copy) => ({ ...copy, beside: copy.item.headline ?? '' }));
    const marked = await markedTexts(rows, words, texts);
    return new Map(found.map(({ position, item }, nth) => [position, { item, excerpt: marked[nth] ?? '' }]));
  }

  private newest<Row>(
    listing: WordListing,
    listed: (some: Windowed) => Promise<Matches<Row>>,
  ): Promise<readonly Row[]> {
    const within = ({ from, before = listing.before }: Span<number>, limit: number): Promise<Matches<Row>> =>
      listed({ ...listing, from, before, limit });
    const nth = (count: number): Promise<number | undefined> => this.nthNewest(listing, count);
    const { newsroom, words } = listing;
    const texts: Conditions = (given) => placesOf(listing, given);
    const matches: Conditions = (given) => conditionsOf(listing, given);
    const asked = { table: 'searched_copies', newsroom, words, texts, matches };
    const expected = (): Promise<Expected> => expectedRows(forNewsroom(this.dataSource, newsroom), asked);
    return newestMatches({ expected, nth, within }, listing.limit);
  }

  private listed<Row>(listing: Windowed, { columns, ranking }: Selecting): Promise<readonly Row[]> {
    const values: unknown[] = [listing.newsroom, listing.limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = conditionsOf(listing, given).map((condition) => `and ${condition}`);
    if (listing.from !== undefined) conditions.push(`and w.position >= ${given(listing.from)}`);
    const newest = `
select w.position, ${columns(given)}
  from (select w.found_at
          from searched_copies w
         where w.newsroom_id = $1
           ${conditions.join('\n           ')}
         order by w.position desc
         limit $2) f -- vectors are not sorted with their rows, and only these are ranked
  join searched_copies w
    on w.found_at = f.found_at`;
    return forNewsroom(this.dataSource, listing.newsroom).query<Row[]>(
      ranking ? best(newest, ranking, given) : inOrder(newest),
      values,
    );
  }

  private async nthNewest(
    { newsroom, before, within }: WorkingCopyListing,
    count: number,
  ): Promise<number | undefined> {
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ position: string }[]>(
      `
select w.position
  from searched_copies w
 where w.newsroom_id = $1
   and w.position < $2
 order by w.position desc
offset $3
 limit 1`,
      [newsroom, before ?? (within ? within.newest + 1 : Number.MAX_SAFE_INTEGER), count],
    );
    return rows[0] && Number(rows[0].position);
  }
}

type Columns = (given: Given) => string;

type WordListing = WorkingCopyListing & { readonly words: Words };

interface Windowed extends WorkingCopyListing {
  /** Only articles whose last change lies at or behind this position. */
  readonly from?: number;
}

interface Selecting {
  readonly columns: Columns;
  readonly ranking?: CopyRanking;
}

const itemColumn: Columns = () => 'w.item';

const inOrder = (newest: string): string => `${newest}
 order by w.position desc`;

function best(newest: string, { after, limit }: CopyRanking, given: Given): string {
  const place = after && [`${given(after.rank)}::real`, `${given(after.position)}::bigint`];
  return bestOf(newest, ['m.position'], given(limit), place);
}
