// A page of the stories in which words were found, as JSON: items as lists have them, each with the text about the words.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { wordsOf } from '../search/found-words';
import { rankedPage, ranked as mostRanked, readRankedCursor, writeRankedCursor } from '../search/relevance';
import { configurationOf } from '../search/search-text';
import type { Configured } from '../search/table-state';
import { placeKey, placeOf, readCursor, writeCursor, type StoryCursor } from './story-cursor';
import type { FoundStory } from './shown-stories';
import type { StorySearching } from './story-conditions';
import { StorySearch } from './story-search';
import type { StoryQuery } from './story.dto';

interface Found {
  /** The stories of the page, in order. */
  readonly page: readonly FoundStory[];
  readonly next: string | null;
}

@Injectable()
export class StoryFinder {
  constructor(
    private readonly search: StorySearch,
    private readonly store: EventStore,
  ) {}

  /** `{ "items": […], "next": … }`. Refuses with `not-found` where there is no such newsroom, and with `not-yet`. */
  async page(newsroom: string, query: StoryQuery & { readonly q: string }): Promise<string> {
    const { q, language, tag, category } = query;
    const state = await this.search.caughtUp(newsroom, q);
    const isAsked = ({ name }: Configured): boolean => language === undefined || name === configurationOf(language);
    const words = wordsOf(q, state.configurations.filter(isAsked));
    const { page, next } = await this.found({ newsroom, state, words, tag, category, language }, query);
    if (page.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    const items = await this.search.shown(newsroom, page, words);
    return JSON.stringify({ items, next });
  }

  private found(asked: Asked, query: StoryQuery): Promise<Found> {
    const { cursor, limit = 50 } = query;
    return query.sort === 'relevance' ? this.best(asked, limit, cursor) : this.latest(asked, limit, cursor);
  }

  private async latest(asked: Asked, limit: number, cursor?: string): Promise<Found> {
    const behind = cursor === undefined ? undefined : readCursor(cursor);
    // One more than asked for tells whether there is a next page.
    const rows = await this.search.find({ ...asked, behind, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    return { page: rows.slice(0, limit), next: last ? writeCursor(last) : null };
  }

  private async best(asked: Asked, limit: number, cursor?: string): Promise<Found> {
    const after = cursor === undefined ? undefined : readRankedCursor(cursor, (key) => placeOf(key) !== undefined);
    const within = after && { oldest: placeIn(after.oldest), newest: placeIn(after.newest) };
    // What came into the window since must push out nothing.
    const most = after ? 2 * mostRanked : mostRanked;
    const place = after && { ...placeIn(after.key), rank: after.rank };
    const rows = await this.search.best({ ...asked, within, limit: most }, { after: place, limit });
    const placed = rows.map((row) => ({ ...row, key: placeKey(row) }));
    const { page, next } = rankedPage(placed, limit, after);
    return { page, next: next ? writeRankedCursor(next) : null };
  }
}

type Asked = Omit<StorySearching, 'behind' | 'within' | 'limit'>;

const placeIn = (key: string): StoryCursor => placeOf(key) ?? { firstPublishedAt: new Date(0), id: key };
