// Outputs of stories that went before readers before there was such an output: made from the log when somebody asks, since
// nothing was kept. Where bytes were kept they are never made anew.
import { Injectable } from '@nestjs/common';
import type { Article } from '../articles/article';
import { ArticleLog } from '../articles/article-log';
import { Publishers } from '../articles/publishers';
import { Renditions } from '../articles/renditions';
import type { Story } from '../articles/story';
import { retractedStory, storyOf } from '../articles/story-of';
import { EventStore } from '../event-store/event-store';
import type { Rendition } from '../event-store/stored-event';
import type { StoryPlace } from './served-story';

@Injectable()
export class LateRenditions {
  constructor(
    private readonly store: EventStore,
    private readonly articles: ArticleLog,
    private readonly publishers: Publishers,
    private readonly renditions: Renditions,
  ) {}

  /** What was kept, and what of the outputs there are now it lacks; nothing where nothing was kept. */
  async complete(place: StoryPlace, kept: readonly Rendition[]): Promise<readonly Rendition[]> {
    const lacking = this.renditions.mediaTypes.filter((type) => !kept.some(({ mediaType }) => mediaType === type));
    if (kept.length === 0 || lacking.length === 0) return kept;
    const story = await this.storyAt(place);
    return story ? [...kept, ...this.renditions.render(story, lacking)] : kept;
  }

  /** What was kept; and what it lacks of a version that was imported, of which nobody was served anything here then. */
  async ofPast(place: StoryPlace): Promise<readonly Rendition[]> {
    const { newsroom, id, position } = place;
    const kept = await this.store.served(newsroom, id, position);
    if (kept.length === this.renditions.mediaTypes.length) return kept;
    const [event] = await this.store.readLog(newsroom, { after: position - 1, limit: 1 });
    return event?.payload['imported'] === undefined ? kept : this.complete(place, kept);
  }

  private async storyAt({ newsroom, id, position }: StoryPlace): Promise<Story | undefined> {
    const events = await this.store.readStream(newsroom, id);
    const revision = events.find((event) => event.position === position)?.revision;
    const article = revision === undefined ? undefined : await this.articles.at(newsroom, id, revision);
    return article && this.storyOf(newsroom, article);
  }

  private async storyOf(newsroom: string, { id, publication }: Article): Promise<Story | undefined> {
    if (!publication) return undefined;
    const { slug, version, publishedAt, updatedAt, changes: corrections, content, retraction } = publication;
    const publisher = await this.publishers.of(newsroom);
    const shown = { newsroom, publisher, id, slug, version, publishedAt, updatedAt, corrections };
    const story = storyOf(content, shown);
    return retraction ? retractedStory(story, retraction) : story;
  }
}
