// The outputs that rooms offer of a story. Publishing asks each for its bytes, which are kept for good with the event.
import { Injectable } from '@nestjs/common';
import type { Rendition } from '../event-store/stored-event';
import type { Story } from './story';

export type Renderer = (story: Story) => Rendition;

@Injectable()
export class Renditions {
  private readonly renderers = new Map<string, Renderer>();

  register(mediaType: string, render: Renderer): void {
    this.renderers.set(mediaType, render);
  }

  get mediaTypes(): readonly string[] {
    return [...this.renderers.keys()];
  }

  /** In all media types unless told which; those that nobody offers are left out. */
  render(story: Story, mediaTypes: readonly string[] = this.mediaTypes): Rendition[] {
    return mediaTypes.flatMap((mediaType) => this.renderers.get(mediaType)?.(story) ?? []);
  }
}
