// How the search over stories is asked: which stories match, newest first and with their ranks, and what stands about the words.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Projector } from '../event-store/projector';
import { expectedRows, type Conditions, type Expected } from '../search/expected-rows';
import { matching, rank, usedConfigurations, type Given, type Words } from '../search/found-words';
import { newestMatches, type Matches, type Span, type Window } from '../search/newest-first';
import { endsOf, newestRows } from '../search/newest-rows';
import { recencyKeys } from '../search/recency';
import { bestOf, type PlacedMatch } from '../search/relevance';
import { Withholdings } from '../vault/withholdings';
import { forNewsroom } from '../newsroom-rows';
import { PublishedStories } from './published-stories';
import { shownColumns, shownStories, type FoundStory } from './shown-stories';
import type { StoryCursor } from './story-cursor';
import type { StoryFilter } from './story-filter';
import { projectionName } from './story-words';

export interface StorySearching extends StoryFilter {
  readonly newsroom: string;
  readonly words: Words;
  /** Only stories behind this one. */
  readonly behind?: StoryCursor;
  /** Only stories from the one to the other, both included. */
  readonly within?: { readonly oldest: StoryCursor; readonly newest: StoryCursor };
  readonly limit: number;
}

/** Of the best of those within the limit a page, behind the cursor's place where there is one. */
export interface StoryRanking {
  readonly after?: StoryCursor & { readonly rank: number };
  readonly limit: number;
}

export type RankedStory = FoundStory & Omit<PlacedMatch, 'key'>;

interface Windowed extends StorySearching {
  /** Only stories first published then. */
  readonly span?: Span<Date>;
  readonly areMost: boolean;
  /** Of so many of the newest stories, looked at one after the other. */
  readonly walked?: number;
}

/** Before every story's id. */
const least = '00000000-0000-0000-0000-000000000000';

/** Milliseconds that a reader waits until all that readers have can be found. */
const patience = 5_000;

@Injectable()
export class StorySearch {
  constructor(
    private readonly dataSource: DataSource,
    private readonly projector: Projector,
    private readonly stories: PublishedStories,
    private readonly withholdings: Withholdings,
  ) {}

  /**
   * Settles when words are found where readers may read them and nowhere else: as far as lists are, and all that is known to
   * be withheld. Refuses with `not-yet`.
   */
  async caughtUp(newsroom: string): Promise<void> {
    const moved = await this.stories.lastMove(newsroom);
    const position = Math.max(moved, this.withholdings.known(newsroom).position);
    await this.projector.waitFor(newsroom, position, patience, [projectionName]);
  }

  /** The text search configurations that the newsroom's stories need. */
  async configurations(newsroom: string): Promise<string[]> {
    const text = usedConfigurations('story_words');
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ configuration: string }[]>(text, [newsroom]);
    return rows.map(({ configuration }) => configuration);
  }

  /** Latest first publication first. */
  find(searching: StorySearching): Promise<readonly FoundStory[]> {
    return this.newest(searching, async (some) => {
      const rows = await this.found<FoundStory>(some);
      return { rows, found: rows.length };
    });
  }

  /** As `bestOf` in relevance.ts answers them, of each of several windows. */
  best(searching: StorySearching, ranking: StoryRanking): Promise<readonly RankedStory[]> {
    return this.newest(searching, async (some) => {
      const rows = await this.found<RankedStory>(some, ranking);
      return { rows, found: rows[0]?.found ?? 0 };
    });
  }

  private newest<Row>(
    searching: StorySearching,
    found: (some: Windowed) => Promise<Matches<Row>>,
  ): Promise<readonly Row[]> {
    const within = ({ before, ...window }: Window<Date>, limit: number): Promise<Matches<Row>> =>
      found({ ...searching, ...window, limit, ...(before && { behind: { firstPublishedAt: before, id: least } }) });
    const nth = (count: number): Promise<Span<Date> | undefined> => this.nthNewest(searching, count);
    const { newsroom, words } = searching;
    const texts: Conditions = (given) => placesOf(searching, given);
    const matches: Conditions = (given) => [...texts(given), ...matchesOf(searching, given)];
    const asked = { table, all: 'story_words', newsroom, words, texts, matches };
    const expected = (): Promise<Expected> => expectedRows(forNewsroom(this.dataSource, newsroom), asked);
    return newestMatches({ expected, nth, within }, searching.limit);
  }

  private async nthNewest(
    { newsroom, behind, within }: StorySearching,
    count: number,
  ): Promise<Span<Date> | undefined> {
    const values: unknown[] = [newsroom, count];
    const given: Given = (value) => `$${values.push(value)}`;
    const conditions = ['w.newsroom_id = $1', ...placesOf({ behind, within }, given)];
    const rows = await forNewsroom(this.dataSource, newsroom).query<{ newest: Date | null; nth: Date | null }[]>(
      endsOf({ table, column: 'w.first_published_at', newer, conditions, count: '$2' }),
      values,
    );
    const { newest, nth } = rows[0] ?? {};
    return newest && nth ? { from: nth, to: newest } : undefined;
  }

  private found<Row>(searching: Windowed, ranking?: StoryRanking): Promise<readonly Row[]> {
    const { newsroom, words, limit, walked } = searching;
    const values: unknown[] = [newsroom, limit];
    const given: Given = (value) => `$${values.push(value)}`;
    const places = ['w.newsroom_id = $1', ...placesOf(searching, given)];
    const newest = newestRows({
      table,
      columns: `w.story_id as id, w.first_published_at as "firstPublishedAt", ${ranking ? 'w.found_at, w.rank' : shownColumns(words, given)}`,
      rank: ranking && rank(words, given),
      newer,
      texts: walked === undefined ? [...places, ...recencyOf(searching, given)] : places,
      matches: matchesOf(searching, given),
      walked: walked === undefined ? undefined : given(walked),
      limit: '$2',
    });
    const text = ranking ? best(newest, words, ranking, given) : newest;
    return forNewsroom(this.dataSource, newsroom).query<Row[]>(text, values);
  }

  /** Each as lists have it, with the text about the words. */
  shown(newsroom: string, stories: readonly FoundStory[], words: Words): Promise<readonly object[]> {
    return shownStories(forNewsroom(this.dataSource, newsroom), words, stories);
  }
}

const table = 'searched_words';
const newer = ['w.first_published_at', 'w.story_id'];

function best(matches: string, words: Words, { after, limit }: StoryRanking, given: Given): string {
  return bestOf({
    matches,
    newer: ['m."firstPublishedAt"', 'm.id'],
    after: after && [`${given(after.rank)}::real`, ...placeOf(after, given)],
    limit: given(limit),
    table,
    shown: shownColumns(words, given),
  });
}

const placeOf = ({ firstPublishedAt, id }: StoryCursor, given: Given): readonly string[] => [
  `${given(firstPublishedAt)}::timestamptz`,
  `${given(id)}::uuid`,
];

function matchesOf({ words, tag, category, language }: StorySearching, given: Given): readonly string[] {
  const conditions = [matching(words, given)];
  if (tag !== undefined) conditions.push(`w.tags @> array[${given(tag)}]::text[]`);
  if (category !== undefined) conditions.push(`w.category = ${given(category)}`);
  if (language !== undefined) conditions.push(`w.language = ${given(language)}`);
  return conditions;
}

/** By keys; of a span in which more stories lie than in its keys by their time, of which no other index is to be asked. */
function recencyOf({ newsroom, span, areMost, behind }: Windowed, given: Given): readonly string[] {
  const among = (keys: readonly string[]): string =>
    `story_recency(w.newsroom_id, w.first_published_at) && ${given(keys)}::text[]`;
  if (!span) return areMost ? [] : [among([newsroom])];
  const to = numberOf(behind?.firstPublishedAt ?? span.to);
  const keys = recencyKeys(newsroom, { from: numberOf(span.from), to, isNewest: !behind });
  return [among(keys), `(w.first_published_at >= ${given(span.from)}) is true`];
}

/** As `read.story_recency` counts. */
const numberOf = (at: Date): number => Math.floor(at.getTime() / 16_384_000);

function placesOf({ behind, within }: Pick<StorySearching, 'behind' | 'within'>, given: Given): readonly string[] {
  const lies = (how: string, cursor?: StoryCursor): readonly string[] =>
    cursor ? [`(w.first_published_at, w.story_id) ${how} (${placeOf(cursor, given).join(', ')})`] : [];
  return [...lies('<', behind), ...lies('<=', within?.newest), ...lies('>=', within?.oldest)];
}
