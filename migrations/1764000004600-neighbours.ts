// Which words of a text stand next to each other lies in an index: a phrase is looked for there before a row is read. The rows are
// made anew, as when the read models were new.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Neighbours1764000004600 implements MigrationInterface {
  name = 'Neighbours1764000004600';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
truncate read.story_words, read.working_copies;
delete from read.checkpoints
 where projection in ('story-search', 'working-copies');

alter table read.story_words
  add column neighbours bytea not null,
  alter column neighbours set storage plain;
alter table read.working_copies
  add column neighbours bytea not null,
  alter column neighbours set storage plain;

-- Ascending: what is newest comes to the end, and pages are filled.
create index story_words_neighbours on read.story_words (newsroom_id, first_published_at, story_id)
  include (configuration, neighbours);
create index working_copies_neighbours on read.working_copies (newsroom_id, position)
  include (configuration, neighbours)`);
    await searched(runner, ', neighbours');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view read.searched_words, read.searched_copies');
    await runner.query(`
alter table read.story_words
  drop column neighbours;
alter table read.working_copies
  drop column neighbours`);
    await searched(runner, '');
  }
}

/** One that is replaced keeps all its columns in their places: so they are made anew. */
const searched = (runner: QueryRunner, more: string): Promise<unknown> =>
  runner.query(`
drop view if exists read.searched_words, read.searched_copies;
create view read.searched_words as
select position, first_published_at, story_id, newsroom_id, language, category, tags, configuration, headline, text, vector,
       item, ctid as found_at${more}
  from read.story_words
 where newsroom_id = current_setting('stet.newsroom', true);
create view read.searched_copies as
select position, article_id, newsroom_id, status, next_status, language, category, tags, contributors, assigned, created_by,
       access, configuration, item, text, vector, ctid as found_at${more}
  from read.working_copies
 where newsroom_id = current_setting('stet.newsroom', true);
revoke all on read.searched_words, read.searched_copies from stet_app;
grant select on read.searched_words, read.searched_copies to stet_app`);
