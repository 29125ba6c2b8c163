// A story as it lies in the log: the bytes that were kept, those of outputs that came later, and the links to its past.
import { Injectable } from '@nestjs/common';
import { EventStore } from '../event-store/event-store';
import { LateRenditions } from './late-renditions';

import { servedStory, type ServedStory, type StoryPlace } from './served-story';
import { StoryHistory } from './story-history';
import { StoryLinks } from './story-links';

@Injectable()
export class ServedStories {
  constructor(
    private readonly store: EventStore,
    private readonly history: StoryHistory,
    private readonly late: LateRenditions,
  ) {}

  /** `whole`: with its past. That is a read model of its own: until it has come as far, readers are not told of mementos. */
  async at(place: StoryPlace): Promise<{ readonly story: ServedStory; readonly whole: boolean }> {
    const { newsroom, id, position } = place;
    const [kept, states] = await Promise.all([
      this.store.served(newsroom, id, position),
      this.history.of(newsroom, id, position),
    ]);
    const whole = states.at(-1)?.position === position;
    const renditions = await this.late.complete(place, kept);
    const links = new StoryLinks(place, whole ? states : []);
    return { story: { ...servedStory(place, renditions), links }, whole };
  }
}
