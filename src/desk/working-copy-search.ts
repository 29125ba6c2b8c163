// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { excerpt, matching, rank, usedConfigurations, type Given, type Words } from '../search/found-words';
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

export interface RankedCopy {
  /** Of the last change; `bigint` arrives as string. */
  readonly position: string;
  readonly rank: number;
}

export interface ListedCopy {
  /** Of the last change; `bigint` arrives as string. */
  readonly position: string;
  readonly item: WorkingCopyItem;
  /** With words: the text about them, between `markStart` and `markEnd` what PostgreSQL found. */
  readonly excerpt?: string;
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

  page(listing: WorkingCopyListing): Promise<ListedCopy[]> {
    const { newsroom, words, limit } = listing;
    const values: unknown[] = [newsroom, limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = conditionsOf(listing, given).map((condition) => `and ${condition}`);
    return this.dataSource.query<ListedCopy[]>(
      `
select w.position, w.item ${excerptOf(words, given)}
  from (select *
          from searched_copies w
         where w.newsroom_id = $1
           ${conditions.join('\n           ')}
         order by w.position desc
         limit $2) w -- excerpts cost: only of the page's own rows
 order by w.position desc`,
      values,
    );
  }

  /** How well the words stand in them, latest change first. */
  ranked(listing: WorkingCopyListing & { readonly words: Words }): Promise<RankedCopy[]> {
    const values: unknown[] = [listing.newsroom, listing.limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = conditionsOf(listing, given).map((condition) => `and ${condition}`);
    return this.dataSource.query<RankedCopy[]>(
      `
select w.position, ${rank(listing.words, given)} as rank
  from searched_copies w
 where w.newsroom_id = $1
   ${conditions.join('\n   ')}
 order by w.position desc
 limit $2`,
      values,
    );
  }

  /** Those that last changed at these positions, in no order; who changed since is not among them. */
  changedAt(newsroom: string, positions: readonly string[], words: Words): Promise<ListedCopy[]> {
    const values: unknown[] = [newsroom, positions];
    const given: Given = (value) => `$${values.push(value)}`;
    return this.dataSource.query<ListedCopy[]>(
      `
select w.position, w.item ${excerptOf(words, given)}
  from searched_copies w
 where w.newsroom_id = $1
   and w.position = any ($2)`,
      values,
    );
  }
}

const excerptOf = (words: Words | undefined, given: Given): string =>
  words ? `, ${excerpt(words, 'left(w.text, 100000)', given)} as excerpt` : '';

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
