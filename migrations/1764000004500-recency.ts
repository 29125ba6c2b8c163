// Words are found together with how new their text is by keys of stretches of time, or of positions: an index of single moments had
// to look at each of a window's moments to find the texts in it.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Recency1764000004500 implements MigrationInterface {
  name = 'Recency1764000004500';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create function read.recency(newsroom text, number bigint) returns text[]
language sql immutable strict parallel safe as $$
select array[newsroom, newsroom || '/0/' || number, newsroom || '/2/' || (number >> 2), newsroom || '/4/' || (number >> 4),
             newsroom || '/6/' || (number >> 6), newsroom || '/8/' || (number >> 8), newsroom || '/10/' || (number >> 10),
             newsroom || '/12/' || (number >> 12), newsroom || '/14/' || (number >> 14), newsroom || '/16/' || (number >> 16)]
$$;

-- A number for every 16,384 seconds.
create function read.story_recency(newsroom text, at timestamptz) returns text[]
language sql immutable strict parallel safe as $$
select read.recency(newsroom, floor(extract(epoch from at - timestamptz '1970-01-01 00:00:00+00') / 16384)::bigint)
$$;

-- A number for every 64 positions.
create function read.copy_recency(newsroom text, place bigint) returns text[]
language sql immutable strict parallel safe as $$
select read.recency(newsroom, place >> 6)
$$;

revoke execute on function ${functions} from public;
grant execute on function ${functions} to stet_app;

drop index read.story_words_words;
create index story_words_words on read.story_words
 using gin (read.story_recency(newsroom_id, first_published_at), category, tags, vector)
  with (gin_pending_list_limit = 512);

drop index read.working_copies_words;
create index working_copies_words on read.working_copies
 using gin (read.copy_recency(newsroom_id, position), status, category, tags, vector)
  with (gin_pending_list_limit = 512)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
drop index read.story_words_words;
create index story_words_words on read.story_words
 using gin (newsroom_id, first_published_at, category, tags, vector)
  with (gin_pending_list_limit = 512);

drop index read.working_copies_words;
create index working_copies_words on read.working_copies
 using gin (newsroom_id, position, status, category, tags, vector)
  with (gin_pending_list_limit = 512);

drop function ${functions}`);
  }
}

const functions = 'read.story_recency(text, timestamptz), read.copy_recency(text, bigint), read.recency(text, bigint)';
