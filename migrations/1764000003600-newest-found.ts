// Search finds words and the newest texts in one index: what is read of a frequent word is no more than what is wanted of it, and
// nothing of other newsrooms. btree_gin comes with PostgreSQL and may be created by whoever owns the database.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class NewestFound1764000003600 implements MigrationInterface {
  name = 'NewestFound1764000003600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create extension if not exists btree_gin with schema public;

drop index read.story_words_words;
drop index read.working_copies_words;

-- Two vectors of common length in a page: texts go beside the table first.
alter table read.story_words
  set (toast_tuple_target = 5000);
-- Ranking reads a thousand of them.
alter table read.working_copies
  alter column vector set storage external;

-- Every search reads all that was not put in its place yet: half a megabyte at most.
create index story_words_words on read.story_words
 using gin (newsroom_id, first_published_at, category, tags, vector)
  with (gin_pending_list_limit = 512);
create index working_copies_words on read.working_copies
 using gin (newsroom_id, position, vector)
  with (gin_pending_list_limit = 512)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index read.story_words_words;
drop index read.working_copies_words;
create index story_words_words on read.story_words using gin (vector);
create index working_copies_words on read.working_copies using gin (vector);
alter table read.story_words
  set (toast_tuple_target = 8160);
alter table read.working_copies
  alter column vector set storage extended`);
  }
}
