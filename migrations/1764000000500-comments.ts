// The read model of the comments on articles, and where the words stand that they are made on.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Comments1764000000500 implements MigrationInterface {
  name = 'Comments1764000000500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table read.comments (
        newsroom_id text not null,
        article_id uuid not null,
        n int not null,
        text text not null,
        author text not null,
        author_name text not null,
        added_at timestamptz not null,
        resolved_by text,
        resolved_by_name text,
        resolved_at timestamptz,
        member text,
        quote text,
        spans jsonb,
        lost jsonb,
        revision int,
        primary key (newsroom_id, article_id, n)
      )`);
    await runner.query('grant select, insert, update, delete on read.comments to stet_app');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.comments');
  }
}
