// The read model of what readers had of each story, and from when on: its versions, retractions and takedowns in order.
// The bytes themselves are the log's; a row only says at which position they lie.
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { Projection } from '../event-store/projection';
import { Projector } from '../event-store/projector';
import type { StoredEvent } from '../event-store/stored-event';
import { takeOutRows, type ErasedStreams } from '../event-store/taken-out';
import { forNewsroom } from '../newsroom-rows';
import { storyStateRow, type StoryStateRow } from './story-state-row';
import { timelineOf, type StoryState } from './story-timeline';

/** `bigint` arrives as text, and times as dates. */
type ReadRow = Omit<StoryStateRow, 'position' | 'public_from' | 'published_at'> & {
  readonly position: string;
  readonly public_from: Date;
  readonly published_at: Date;
};

/** Milliseconds that a reader waits until the history has what readers have now. */
const patience = 5_000;

@Injectable()
export class StoryHistory implements Projection {
  readonly name = 'story-history';
  readonly tables = ['story_states'];

  constructor(
    private readonly dataSource: DataSource,
    private readonly projector: Projector,
  ) {}

  async apply(events: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    const rows = events.flatMap((event) => storyStateRow(event) ?? []);
    if (rows.length === 0) return;
    await manager.query(
      'insert into story_states select * from json_populate_recordset(null::story_states, $1::json)',
      [JSON.stringify(rows)],
    );
  }

  takeOut(erased: ErasedStreams, manager: EntityManager): Promise<void> {
    return takeOutRows(erased, { story_states: 'story_id' }, manager);
  }

  /** The same as `of`, once the read model has come as far. Refuses with `not-yet`. */
  async whole(newsroom: string, id: string, upTo: number): Promise<readonly StoryState[]> {
    await this.projector.waitFor(newsroom, upTo, patience, [this.name]);
    return this.of(newsroom, id, upTo);
  }

  /** Everything that readers had of the story up to that position of the newsroom's log, oldest first. */
  async of(newsroom: string, id: string, upTo: number): Promise<readonly StoryState[]> {
    const rows = await forNewsroom(this.dataSource, newsroom).query<ReadRow[]>(
      `
select *
  from story_states
 where newsroom_id = $1
   and story_id = $2
   and position <= $3
 order by position`,
      [newsroom, id, upTo],
    );
    return timelineOf(rows.map(toRow));
  }
}

const toRow = ({ position, public_from, published_at, ...row }: ReadRow): StoryStateRow => ({
  ...row,
  position: Number(position),
  public_from: public_from.toISOString(),
  published_at: published_at.toISOString(),
});
