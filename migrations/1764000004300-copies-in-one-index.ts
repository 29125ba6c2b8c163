// Words within a category, under a tag or of a status are found among working copies as among stories: in one index, with no row
// looked at that is not one of them.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CopiesInOneIndex1764000004300 implements MigrationInterface {
  name = 'CopiesInOneIndex1764000004300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index read.working_copies_words;
create index working_copies_words on read.working_copies
 using gin (newsroom_id, position, status, category, tags, vector)
  with (gin_pending_list_limit = 512)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index read.working_copies_words;
create index working_copies_words on read.working_copies
 using gin (newsroom_id, position, vector)
  with (gin_pending_list_limit = 512)`);
  }
}
