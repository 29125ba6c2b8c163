// The Link header of a story as it is now: made once for each origin and openness, since it goes out with every answer. Pure.
import { linkHeader, storyPath } from './memento-links';
import type { StoryPlace } from './served-story';
import type { StoryState } from './story-timeline';

export class StoryLinks {
  private readonly made = new Map<string, string>();

  /** `states`: all that readers had until now, oldest first; none where it is not known yet. */
  constructor(
    private readonly place: Pick<StoryPlace, 'newsroom' | 'slug'>,
    private readonly states: readonly StoryState[],
  ) {}

  /** `open`: whether the public may have the past too, not the present alone. */
  header(origin: string, open: boolean): string {
    const key = `${open} ${origin}`;
    const known = this.made.get(key);
    if (known !== undefined) return known;
    const path = storyPath(this.place.newsroom, this.place.slug);
    const header = linkHeader({ path, states: open ? this.states : this.states.slice(-1) }, origin);
    if (this.made.size >= keptAtMost) this.made.clear();
    this.made.set(key, header);
    return header;
  }
}

/** Origins come from requests. */
const keptAtMost = 4;
