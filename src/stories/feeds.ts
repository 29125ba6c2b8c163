// A newsroom's feeds: the latest stories, as readers are served them, with what is gone, in the format that is asked for.
import { Injectable } from '@nestjs/common';
import { Publishers } from '../articles/publishers';
import type { Feed, FeedFilter, FeedFormat, Gone } from './feed';
import { feedAsAtom } from './feed-atom';
import { feedEntry, type FeedEntry } from './feed-entry';
import { feedAsJson } from './feed-json';
import { feedAsRss } from './feed-rss';
import { FeedShelf, type FeedBytes } from './feed-shelf';
import { Newsstand } from './newsstand';
import { PublishedStories } from './published-stories';
import type { ServedStory } from './served-story';
import { newsroomAddress, storyUrn } from './story-address';
import { readCursor, writeCursor } from './story-cursor';
import { StoryMoves } from './story-moves';
import type { StoryDto } from './story.dto';

const formats: Readonly<Record<FeedFormat, (feed: Feed) => Buffer>> = {
  atom: feedAsAtom,
  json: feedAsJson,
  rss: feedAsRss,
};

/** Stories in a feed unless told. */
const usual = 50;

@Injectable()
export class Feeds {
  private readonly shelf = new FeedShelf();
  // A story is made into an entry once; that goes when the story goes from memory.
  private readonly entries = new WeakMap<ServedStory, FeedEntry>();

  constructor(
    private readonly newsstand: Newsstand,
    private readonly stories: PublishedStories,
    private readonly moves: StoryMoves,
    private readonly publishers: Publishers,
  ) {}

  /** The bytes of the feed as it is now. Refuses with `not-found` where there is no such newsroom. */
  async bytes(newsroom: string, filter: FeedFilter, format: FeedFormat): Promise<FeedBytes> {
    await this.newsstand.upToMoves(newsroom);
    const moved = await this.moves.last(newsroom);
    const move = moved ? { position: Number(moved.position), modifiedAt: moved.modifiedAt } : undefined;
    const { tag, category, language, limit, cursor } = filter;
    const key = JSON.stringify([newsroom, format, tag, category, language, limit, cursor]);
    const known = this.shelf.get(key, move);
    const { cleared } = this.shelf;
    return known ?? this.shelf.put(key, formats[format](await this.feed(newsroom, filter)), move, cleared);
  }

  forget(): void {
    this.shelf.clear();
  }

  private async feed(newsroom: string, filter: FeedFilter): Promise<Feed> {
    const { site } = await this.publishers.of(newsroom);
    const { limit = usual, cursor, ...asked } = filter;
    const behind = cursor === undefined ? undefined : readCursor(cursor);
    const rows = await this.stories.page({ newsroom, ...asked, behind, limit: limit + 1 });
    const last = rows.length > limit ? rows[limit - 1] : undefined;
    const served = await this.newsstand.findAll(newsroom, rows.slice(0, limit));
    const entries = served.map((story) => this.entry(story, newsroomAddress(site, newsroom)));
    const gone = behind ? [] : await this.gone(newsroom, asked, limit);
    return { newsroom, site, filter, entries, gone, next: last ? writeCursor(last) : null };
  }

  /** Those taken down last: a program that has one of them is told to forget it. */
  private async gone(newsroom: string, asked: FeedFilter, limit: number): Promise<Gone[]> {
    const rows = await this.moves.unpublished({ newsroom, ...asked, limit });
    return rows.map(({ id, updatedAt }) => ({ id: storyUrn(id), at: updatedAt.toISOString() }));
  }

  private entry(story: ServedStory, newsroom: string): FeedEntry {
    const known = this.entries.get(story);
    if (known) return known;
    const bytes = story.renditions.get('application/json')?.bytes.toString('utf8') ?? '{}';
    const entry = feedEntry(JSON.parse(bytes) as StoryDto, `${newsroom}/stories/${story.slug}`);
    this.entries.set(story, entry);
    return entry;
  }
}
