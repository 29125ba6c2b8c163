// What feeds ask of the read model of stories beside their page: which moved last, and which are gone.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { EventStore } from '../event-store/event-store';
import { forNewsroom } from '../newsroom-rows';
import { PublishedStory } from './published-story.entity';
import type { StoryListing } from './published-stories';
import { filtered } from './story-filter';

@Injectable()
export class StoryMoves {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
  ) {}

  /** The story that moved last, as it is now; null where there is none yet. Refuses with `not-found` where there is no such newsroom. */
  async last(newsroom: string): Promise<PublishedStory | null> {
    const row = await forNewsroom(this.dataSource, newsroom).with((manager) =>
      manager
        .getRepository(PublishedStory)
        .createQueryBuilder('s')
        .where('s.newsroom = :newsroom', { newsroom })
        .orderBy('s.position', 'DESC')
        .limit(1)
        .getOne(),
    );
    if (!row && !(await this.store.newsroomExists(newsroom))) throw new Rejection('not-found');
    return row;
  }

  /** Those that readers may not see any more, taken down last first. */
  unpublished({ newsroom, limit, ...filter }: Omit<StoryListing, 'behind'>): Promise<PublishedStory[]> {
    return forNewsroom(this.dataSource, newsroom).with((manager) => {
      const rows = manager
        .getRepository(PublishedStory)
        .createQueryBuilder('s')
        .where(`s.newsroom = :newsroom and s.status = 'unpublished'`, { newsroom });
      filtered(rows, filter);
      return rows.orderBy('s.position', 'DESC').limit(limit).getMany();
    });
  }
}
