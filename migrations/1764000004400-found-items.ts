// A search shows stories from the rows in which it found them: what is searched has the items too.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class FoundItems1764000004400 implements MigrationInterface {
  name = 'FoundItems1764000004400';

  async up(runner: QueryRunner): Promise<void> {
    await searched(runner, 'item, ');
  }

  async down(runner: QueryRunner): Promise<void> {
    await searched(runner, '');
  }
}

/** One that is replaced keeps all its columns in their places: so it is made anew. */
const searched = (runner: QueryRunner, more: string): Promise<unknown> =>
  runner.query(`
drop view read.searched_words;
create view read.searched_words as
select position, first_published_at, story_id, newsroom_id, language, category, tags, configuration, headline, text, vector,
       ${more}ctid as found_at
  from read.story_words
 where newsroom_id = current_setting('stet.newsroom', true);
revoke all on read.searched_words from stet_app;
grant select on read.searched_words to stet_app`);
