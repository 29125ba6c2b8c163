// What readers had of each story, from when on: a table that only the projection `story-history` writes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StoryHistory1764000001040 implements MigrationInterface {
  name = 'StoryHistory1764000001040';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.story_states (
  position bigint not null, -- of the event that gave it: there the served bytes are
  public_from timestamptz not null, -- when the log had it
  published_at timestamptz not null, -- the time that readers are shown
  version int, -- of what took a story back none: it is that of the version before
  story_id uuid not null,
  legal boolean not null,
  newsroom_id text not null,
  status text not null,
  slug text, -- as the version
  kind text, -- of a version after the first: what it changed
  note text, -- what was said of it; of a retraction its notice
  primary key (newsroom_id, story_id, position)
);

grant select, insert, update, delete on read.story_states to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.story_states');
  }
}
