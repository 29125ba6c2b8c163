// How the search over stories is asked: which stories match, newest first and with their ranks, and what stands about the words.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Projector } from '../event-store/projector';
import { expectedRows, type Conditions, type Expected } from '../search/expected-rows';
import { neighbouring, rank, type Given, type Words } from '../search/found-words';
import { Milestones } from '../search/milestones';
import { newestMatches, type Matches, type Window } from '../search/newest-first';
import { newestRows, nthNewest } from '../search/newest-rows';
import { bestOf, type PlacedMatch } from '../search/relevance';
import { searchQuery } from '../search/search-text';
import { tableState, type TableState } from '../search/table-state';
import { Withholdings } from '../vault/withholdings';
import { forNewsroom } from '../newsroom-rows';
import { shownColumns, shownStories, type FoundStory } from './shown-stories';
import { matchesOf, placeOf, placesOf, recencyOf, type StorySearching, type Windowed } from './story-conditions';
import type { StoryCursor } from './story-cursor';
import { projectionName } from './story-words';

/** Of the best of those within the limit a page, behind the cursor's place where there is one. */
export interface StoryRanking {
  readonly after?: StoryCursor & { readonly rank: number };
  readonly limit: number;
}

export type RankedStory = FoundStory & Omit<PlacedMatch, 'key'>;

/** Before every story's id. */
const least = '00000000-0000-0000-0000-000000000000';

/** Milliseconds that a reader waits until all that readers have can be found. */
const patience = 5_000;

@Injectable()
export class StorySearch {
  private readonly milestones = new Milestones<StoryCursor>();

  constructor(
    private readonly dataSource: DataSource,
    private readonly projector: Projector,
    private readonly withholdings: Withholdings,
  ) {}

  /**
   * What a search has to know, once words are found where readers may read them and nowhere else: as far as lists are, and all
   * that is known to be withheld. Refuses with `not-yet`.
   */
  async caughtUp(newsroom: string, q: string): Promise<TableState<Date>> {
    const state = await this.state(newsroom, q);
    const position = Math.max(Number(state.moved), this.withholdings.known(newsroom).position);
    if (Number(state.searched) >= position) return state;
    await this.projector.waitFor(newsroom, position, patience, [projectionName]);
    return this.state(newsroom, q);
  }

  private async state(newsroom: string, q: string): Promise<StoriesState> {
    const { connection } = forNewsroom(this.dataSource, newsroom);
    const values = [newsroom, searchQuery(q)];
    const { rows } = await connection.query<StoriesState>({ name: 'story words', text: stateText, values });
    return rows[0] ?? nothing;
  }

  /** Latest first publication first. */
  find(searching: StorySearching): Promise<readonly FoundStory[]> {
    return this.newest(searching, async (some) => {
      const rows = await this.found<FoundStory>(some);
      return { rows, found: rows.length, oldest: rows.at(-1) };
    });
  }

  /** As `bestOf` in relevance.ts answers them, of each of several windows. */
  best(searching: StorySearching, ranking: StoryRanking): Promise<readonly RankedStory[]> {
    return this.newest(searching, async (some) => {
      const rows = await this.found<RankedStory>(some, ranking);
      return { rows, found: rows[0]?.found ?? 0, oldest: rows.find(({ end }) => end === 'oldest') };
    });
  }

  private newest<Row>(
    searching: StorySearching,
    found: (some: Windowed) => Promise<Matches<Row, StoryCursor>>,
  ): Promise<readonly Row[]> {
    const within = ({ before, ...window }: Window<StoryCursor>, limit: number): Promise<Matches<Row, StoryCursor>> =>
      found({ ...searching, ...window, limit, ...(before && { behind: before }) });
    const nth = (count: number): Promise<StoryCursor | undefined> => this.nth(searching, count);
    const { newsroom, words, state } = searching;
    const texts: Conditions = (given) => placesOf(searching, given);
    const matches: Conditions = (given) => [...texts(given), ...matchesOf(searching, given)];
    const asked = { table, newsroom, words, texts, matches };
    const expected = (): Promise<Expected> => expectedRows(forNewsroom(this.dataSource, newsroom), asked);
    return newestMatches(
      { rows: state.rows, isNarrowed: neighbouring(words) !== undefined, expected, nth, within },
      searching.limit,
    );
  }

  private nth({ newsroom, behind, within }: StorySearching, count: number): Promise<StoryCursor | undefined> {
    const ask = async (): Promise<StoryCursor | undefined> => {
      const values: unknown[] = [newsroom, count];
      const given: Given = (value) => `$${values.push(value)}`;
      const conditions = ['w.newsroom_id = $1', ...placesOf({ behind, within }, given)];
      const text = nthNewest({ table, column: 'w.first_published_at', newer, conditions, count: '$2' });
      const [row] = await forNewsroom(this.dataSource, newsroom).query<{ nth: Date }[]>(text, values);
      return row && { firstPublishedAt: row.nth, id: least }; // all of that moment are within
    };
    return behind || within ? ask() : this.milestones.at(newsroom, count, ask);
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
      neighbouring: neighbouring(words),
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

/** Positions; `bigint` arrives as string. */
interface StoriesState extends TableState<Date> {
  /** Of the last that happened to what readers have. */
  readonly moved: string | null;
  /** Up to which words are found. */
  readonly searched: string | null;
}

const stateText = tableState({
  table: 'story_words',
  newer: 'first_published_at',
  more: `(select max(position) from stories where newsroom_id = $1) as moved,
       (select position from checkpoints where newsroom_id = $1 and projection = '${projectionName}') as searched`,
});
const nothing: StoriesState = { configurations: [], rows: 0, newest: null, moved: null, searched: null };

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
