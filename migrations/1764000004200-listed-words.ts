// A story that a search finds is shown from the row that has its words. The rows are made anew, as when the read model was new.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class ListedWords1764000004200 implements MigrationInterface {
  name = 'ListedWords1764000004200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
truncate read.story_words;
delete from read.checkpoints
 where projection = 'story-search';
alter table read.story_words
  add column item json not null`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table read.story_words drop column item');
  }
}
