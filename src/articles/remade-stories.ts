// Versions as readers are given them once something of them was erased.
import { Injectable } from '@nestjs/common';
import { erasedRenditions, type ErasedRendition, type Remaking } from './erased-renditions';
import { Publishers } from './publishers';
import { Renditions } from './renditions';

@Injectable()
export class RemadeStories {
  constructor(
    private readonly renditions: Renditions,
    private readonly publishers: Publishers,
  ) {}

  async of(remaking: Omit<Remaking, 'publisher' | 'render'>): Promise<ErasedRendition[]> {
    if (remaking.served.length === 0) return [];
    const publisher = await this.publishers.of(remaking.newsroom);
    return erasedRenditions({
      ...remaking,
      publisher,
      events: remaking.events.filter(({ streamId }) => streamId === remaking.article),
      render: (story, mediaTypes) => this.renditions.render(story, mediaTypes),
    });
  }
}
