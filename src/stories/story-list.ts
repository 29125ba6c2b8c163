// A page of a newsroom's stories as JSON, put together from the served bytes of each: an item is the story as readers
// get it, without `body` and `html`.
import { Injectable } from '@nestjs/common';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { Newsstand } from './newsstand';
import { PublishedStories, type StoryListing } from './published-stories';
import type { ServedStory } from './served-story';
import { readCursor, writeCursor } from './story-cursor';
import { StoryFinder } from './story-finder';
import { listed } from './story-item';
import type { StoryDto, StoryQuery } from './story.dto';

@Injectable()
export class StoryList {
  // An item is made once; it goes when its story goes from memory.
  private readonly items = new WeakMap<ServedStory, string>();

  constructor(
    private readonly newsstand: Newsstand,
    private readonly stories: PublishedStories,
    private readonly finder: StoryFinder,
    private readonly store: EventStore,
  ) {}

  /** `{ "items": […], "next": … }`. Refuses with `not-found` where there is no such newsroom. */
  async page(newsroom: string, query: StoryQuery): Promise<string> {
    const { q, tag, category, language, cursor, limit = 50 } = query;
    if (q !== undefined) return this.finder.page(newsroom, { ...query, q });
    const behind = cursor === undefined ? undefined : readCursor(cursor);
    const listing: StoryListing = { newsroom, tag, category, language, behind, limit: limit + 1 };
    await this.newsstand.upToMoves(newsroom);
    const rows = await this.stories.page(listing);
    if (rows.length === 0 && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    // One more than asked for tells whether there is a next page.
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const served = await this.newsstand.findAll(newsroom, rows.slice(0, limit));
    const items = served.map((story) => this.item(story)).join(',');
    return `{"items":[${items}],"next":${last ? JSON.stringify(writeCursor(last)) : 'null'}}`;
  }

  private item(story: ServedStory): string {
    const known = this.items.get(story);
    if (known !== undefined) return known;
    const served = story.renditions.get('application/json')?.bytes.toString('utf8') ?? '{}';
    const item = JSON.stringify(listed(JSON.parse(served) as StoryDto)); // as it was served
    this.items.set(story, item);
    return item;
  }
}
