// What readers were told of changes of stories, for the newsroom's list: a table that only the projection `corrections` writes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Corrections1764000000610 implements MigrationInterface {
  name = 'Corrections1764000000610';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.corrections (
  position bigint not null, -- of the event that told it
  told_at timestamptz not null,
  version int not null,
  story_id uuid not null,
  newsroom_id text not null,
  kind text not null,
  note text not null,
  staff json not null, -- what readers are not told: wrong, right, who decided, how long it was live
  primary key (newsroom_id, position)
);

create index corrections_of_kind on read.corrections (newsroom_id, kind, position desc);

grant select, insert, update, delete on read.corrections to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.corrections');
  }
}
