// The read model of every article's revision history.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class History1764000000300 implements MigrationInterface {
  name = 'History1764000000300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table read.revisions (
        newsroom_id text not null,
        article_id uuid not null,
        revision int not null,
        position bigint not null,
        recorded_at timestamptz not null,
        occurred_at timestamptz,
        words_added int not null,
        words_removed int not null,
        type text not null,
        actor text not null,
        actor_name text not null,
        actor_role text not null,
        note text,
        session text,
        hash text not null,
        primary key (newsroom_id, article_id, revision)
      )`);
    await runner.query('grant select, insert, update, delete on read.revisions to stet_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.revisions');
  }
}
