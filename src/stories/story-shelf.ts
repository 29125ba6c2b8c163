// Stories at hand: those asked for lately, up to a number of bytes. Not truth; may be emptied at any time.
import type { ServedStory } from './served-story';

/** Bytes that a story weighs beside its renditions. */
const overhead = 2_000;

export class StoryShelf {
  // In order of last use: a Map keeps the order of insertion.
  private readonly stories = new Map<string, ServedStory>();
  private weight = 0;

  constructor(private readonly capacity: number) {}

  get(newsroom: string, slug: string): ServedStory | undefined {
    const key = keyOf(newsroom, slug);
    const story = this.stories.get(key);
    if (!story) return undefined;
    this.stories.delete(key);
    this.stories.set(key, story);
    return story;
  }

  put(story: ServedStory): void {
    const key = keyOf(story.newsroom, story.slug);
    this.drop(key);
    this.stories.set(key, story);
    this.weight += weightOf(story);
    for (const oldest of this.stories.keys()) {
      if (this.weight <= this.capacity) break;
      this.drop(oldest);
    }
  }

  /** Forgets those of the newsroom that the condition is true of. */
  forget(newsroom: string, isGone: (story: ServedStory) => boolean): void {
    for (const [key, story] of this.stories) {
      if (story.newsroom === newsroom && isGone(story)) this.drop(key);
    }
  }

  private drop(key: string): void {
    const story = this.stories.get(key);
    if (!story) return;
    this.stories.delete(key);
    this.weight -= weightOf(story);
  }
}

const weightOf = ({ size }: ServedStory): number => size + overhead;

/** Neither newsrooms nor slugs have a slash. */
const keyOf = (newsroom: string, slug: string): string => `${newsroom}/${slug}`;
