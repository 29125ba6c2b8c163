// Where a revision was imported from, for whoever reads an article's revisions.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Imported1764000003000 implements MigrationInterface {
  name = 'Imported1764000003000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table read.revisions add column imported jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table read.revisions drop column imported');
  }
}
