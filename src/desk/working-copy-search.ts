// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { matching, rank, stems, usedConfigurations, type Given, type Words } from '../search/found-words';
import { markedTexts, type FoundText } from '../search/marked-texts';
import { newestMatches, type Matches } from '../search/newest-first';
import { bestOf, type PlacedMatch } from '../search/relevance';
import type { WorkingCopyItem } from './working-copy-row';

export interface WorkingCopyListing {
  readonly newsroom: string;
  readonly status?: string;
  readonly nextStatus?: string;
  readonly tag?: string;
  readonly category?: string;
  readonly language?: string;
  /** These two by the `sub` of their tokens. */
  readonly contributor?: string;
  readonly assigned?: string;
  readonly words?: Words;
  /** Only what this person drafted or is assigned to, of what is only for those assigned; everything unless given. */
  readonly visibleTo?: string;
  /** Only articles whose last change lies before this position. */
  readonly before?: number;
  /** Only articles whose last change lies between these positions, both included. */
  readonly within?: { readonly oldest: number; readonly newest: number };
  readonly limit: number;
}

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

@Injectable()
export class WorkingCopySearch {
  constructor(private readonly dataSource: DataSource) {}

  /** The text search configurations that the newsroom's articles need. */
  async configurations(newsroom: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ configuration: string }[]>(usedConfigurations('working_copies'), [
      newsroom,
    ]);
    return rows.map(({ configuration }) => configuration);
  }

  /** Latest change first. */
  async page(listing: WorkingCopyListing): Promise<readonly ListedCopy[]> {
    if (!listing.words) return this.listed<ListedCopy>(listing, { columns: itemColumn });
    return this.newest(listing, async (since) => {
      const rows = await this.listed<ListedCopy>(listing, { columns: itemColumn, since });
      return { rows, found: rows.length };
    });
  }

  /** As `bestOf` in relevance.ts answers them. */
  ranked(
    listing: WorkingCopyListing & { readonly words: Words },
    ranking: CopyRanking,
  ): Promise<readonly RankedCopy[]> {
    const columns: Columns = (given) => `${rank(listing.words, given)} as rank`;
    return this.newest(listing, async (since) => {
      const rows = await this.listed<RankedCopy>(listing, { columns, since, ranking });
      return { rows, found: rows[0]?.found ?? 0 };
    });
  }

  /** Those that last changed at these positions, in no order; who changed since is not among them. */
  changedAt(newsroom: string, positions: readonly string[]): Promise<ListedCopy[]> {
    return this.dataSource.query<ListedCopy[]>(
      `
select w.position, w.item
  from searched_copies w
 where w.newsroom_id = $1
   and w.position = any ($2)`,
      [newsroom, positions],
    );
  }

  /** By position of the last change, the text about the words: between `markStart` and `markEnd` what PostgreSQL found. */
  async excerpts(newsroom: string, positions: readonly string[], words: Words): Promise<ReadonlyMap<string, string>> {
    const values: unknown[] = [newsroom, positions];
    const given: Given = (value) => `$${values.push(value)}`;
    const rows = await this.dataSource.query<(FoundText & { position: string })[]>(
      `
select w.position, w.configuration, left(w.text, 100000) as text, w.item ->> 'headline' as beside,
       ${stems(words, given)} as stems
  from searched_copies w
 where w.newsroom_id = $1
   and w.position = any ($2)`,
      values,
    );
    const marked = await markedTexts((...asked) => this.dataSource.query(...asked), words, rows);
    return new Map(rows.map(({ position }, nth) => [position, marked[nth] ?? '']));
  }

  private newest<Row>(
    listing: WorkingCopyListing,
    since: (position: number | undefined) => Promise<Matches<Row>>,
  ): Promise<readonly Row[]> {
    return newestMatches({ nth: (count) => this.nthNewest(listing, count), since }, listing.limit);
  }

  private listed<Row>(
    listing: WorkingCopyListing,
    { columns, since = 0, ranking }: Selecting,
  ): Promise<readonly Row[]> {
    const values: unknown[] = [listing.newsroom, listing.limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = conditionsOf(listing, given).map((condition) => `and ${condition}`);
    if (since > 0) conditions.push(`and w.position >= ${given(since)}`);
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
    return this.dataSource.query<Row[]>(ranking ? best(newest, ranking, given) : inOrder(newest), values);
  }

  private async nthNewest(
    { newsroom, before, within }: WorkingCopyListing,
    count: number,
  ): Promise<number | undefined> {
    const rows = await this.dataSource.query<{ position: string }[]>(
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

interface Selecting {
  readonly columns: Columns;
  /** Only articles whose last change lies at or behind this position. */
  readonly since?: number;
  readonly ranking?: CopyRanking;
}

const itemColumn: Columns = () => 'w.item';

const inOrder = (newest: string): string => `${newest}
 order by w.position desc`;

function best(newest: string, { after, limit }: CopyRanking, given: Given): string {
  const place = after && [`${given(after.rank)}::real`, `${given(after.position)}::bigint`];
  return bestOf(newest, ['m.position'], given(limit), place);
}

function conditionsOf(listing: WorkingCopyListing, given: Given): readonly string[] {
  const { before, within, status, nextStatus, category, language, tag, contributor, assigned, visibleTo, words } =
    listing;
  const equal = { status, next_status: nextStatus, category, language };
  const holding = { tags: tag, contributors: contributor, assigned };
  const isGiven = ([, value]: [string, unknown]): boolean => value !== undefined;
  const conditions = [
    ...Object.entries(equal)
      .filter(isGiven)
      .map(([column, value]) => `w.${column} = ${given(value)}`),
    ...Object.entries(holding)
      .filter(isGiven)
      .map(([column, value]) => `w.${column} @> array[${given(value)}]::text[]`),
  ];
  if (before !== undefined) conditions.push(`w.position < ${given(before)}`);
  if (within) conditions.push(`w.position between ${given(within.oldest)} and ${given(within.newest)}`);
  if (visibleTo !== undefined) conditions.push(visible(given(visibleTo)));
  if (words) conditions.push(matching(words, given));
  return conditions;
}

/** The rule of `can(actor, 'read-article', …)` for who is neither editor nor auditor. */
const visible = (person: string): string =>
  `(w.access <> 'assigned' or w.created_by = ${person} or w.assigned @> array[${person}]::text[])`;
