// How desk lists are asked: a page of working copies, by what they are and by their words, latest change first.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { markEnd, markStart } from './snippet';
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
  readonly limit: number;
}

export interface Words {
  /** As `searchQuery` makes it. */
  readonly query: string;
  /** Its runs without spaces between words. */
  readonly runs: readonly string[];
  /** The text search configurations to ask in. */
  readonly configurations: readonly string[];
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

  /** The text search configurations that the newsroom's articles need: one step of the index for each. */
  async configurations(newsroom: string): Promise<string[]> {
    const rows = await this.dataSource.query<{ configuration: string }[]>(
      `
with recursive used as (
  select min(configuration) as configuration
    from working_copies
   where newsroom_id = $1
   union all
  select (select min(w.configuration)
            from working_copies w
           where w.newsroom_id = $1
             and w.configuration > u.configuration)
    from used u
   where u.configuration is not null)
select configuration
  from used
 where configuration is not null`,
      [newsroom],
    );
    return rows.map(({ configuration }) => configuration);
  }

  page(listing: WorkingCopyListing): Promise<ListedCopy[]> {
    const { newsroom, words, limit } = listing;
    const values: unknown[] = [newsroom, limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = conditionsOf(listing, given).map((condition) => `and ${condition}`);
    return this.dataSource.query<ListedCopy[]>(
      `
select w.position, w.item ${words ? `, ${excerptOf(words, given)} as excerpt` : ''}
  from (select *
          from working_copies w
         where w.newsroom_id = $1
           ${conditions.join('\n           ')}
         order by w.position desc
         limit $2) w -- excerpts cost: only of the page's own rows
 order by w.position desc`,
      values,
    );
  }
}

/** Makes a value a parameter of the statement, and names it. */
type Given = (value: unknown) => string;

function conditionsOf(listing: WorkingCopyListing, given: Given): readonly string[] {
  const { before, status, nextStatus, category, language, tag, contributor, assigned, visibleTo, words } = listing;
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
  if (visibleTo !== undefined) conditions.push(visible(given(visibleTo)));
  if (words) conditions.push(matching(words, given));
  return conditions;
}

/** The rule of `can(actor, 'read-article', …)` for who is neither editor nor auditor. */
const visible = (person: string): string =>
  `(w.access <> 'assigned' or w.created_by = ${person} or w.assigned @> array[${person}]::text[])`;

/** A condition for each configuration: a query has to be divided into word forms as the text was. */
function matching({ query, configurations }: Words, given: Given): string {
  if (configurations.length === 0) return 'false';
  const asked = given(query);
  const one = (name: string): string =>
    `w.configuration = ${name} and w.vector @@ websearch_to_tsquery(${name}::regconfig, ${asked})`;
  const all = configurations.filter((name) => /^[a-z]+$/.test(name)).map((name) => `(${one(`'${name}'`)})`);
  return `(${all.join(' or ')})`;
}

const headline = `MaxFragments=2, MinWords=8, MaxWords=24, FragmentDelimiter=" … ", StartSel=${markStart}, StopSel=${markEnd}`;

/** Of text without spaces, what stands about the first run; else what PostgreSQL makes of a text's first 100,000 characters. */
function excerptOf({ query, runs }: Words, given: Given): string {
  const [run] = runs;
  if (run !== undefined) return `substring(w.text from greatest(position(${given(run)} in w.text) - 40, 1) for 120)`;
  const asked = `websearch_to_tsquery(w.configuration::regconfig, ${given(query)})`;
  return `ts_headline(w.configuration::regconfig, left(w.text, 100000), ${asked}, ${given(headline)})`;
}
