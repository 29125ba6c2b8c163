// What became of a story after its first version: when it last changed for HTTP, and whether it is gone for legal reasons.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StoryMoves1764000000600 implements MigrationInterface {
  name = 'StoryMoves1764000000600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table read.stories
  add column modified_at timestamptz, -- whole seconds, later with each event: Last-Modified
  add column legal boolean not null default false`);
    await runner.query(`update read.stories set modified_at = date_trunc('second', updated_at)`);
    await runner.query(`
alter table read.stories
  alter column modified_at set not null,
  alter column legal drop default`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table read.stories drop column modified_at, drop column legal');
  }
}
