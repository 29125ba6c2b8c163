// The outputs that rooms offer of a story. Publishing asks each for its bytes, which are kept for good with the event.
import { Injectable } from '@nestjs/common';
import type { Rendition } from '../event-store/stored-event';
import type { Story } from './story';

export type Renderer = (story: Story) => Rendition;

@Injectable()
export class Renditions {
  private readonly renderers: Renderer[] = [];

  register(render: Renderer): void {
    this.renderers.push(render);
  }

  render(story: Story): Rendition[] {
    return this.renderers.map((render) => render(story));
  }
}
