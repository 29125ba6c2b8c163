// The read model of schedules that are in force, which only the projection `due-publications` writes. Servers lock its
// rows to share the work, which takes the right to update them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Due1764000000700 implements MigrationInterface {
  name = 'Due1764000000700';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.due_publications (
  at timestamptz not null,
  position bigint not null, -- of the publication-scheduled event
  article_id uuid not null,
  revision int not null, -- of the same event
  newsroom_id text not null,
  actor text not null, -- the sub of the token
  actor_name text not null,
  actor_role text not null,
  primary key (newsroom_id, article_id)
);

create index due_publications_by_time on read.due_publications (at, newsroom_id, position);

grant select, insert, update, delete on read.due_publications to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.due_publications');
  }
}
