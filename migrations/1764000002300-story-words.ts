// The words of stories, for readers' search: a table that only the projection `story-search` writes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class StoryWords1764000002300 implements MigrationInterface {
  name = 'StoryWords1764000002300';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.story_words (
  position bigint not null, -- of the event that gave what readers are served
  first_published_at timestamptz not null,
  story_id uuid not null,
  newsroom_id text not null,
  language text not null,
  category text,
  tags text[] not null,
  configuration text not null, -- by name: a regconfig would keep pg_upgrade from working
  headline text not null,
  text text not null, -- standfirst and body without markup: what snippets are cut from
  vector tsvector not null,
  primary key (newsroom_id, story_id)
);

-- Ranking reads a thousand vectors: within their rows they cost a page each, beside them an index and several.
alter table read.story_words
  set (toast_tuple_target = 8160);
alter table read.story_words
  alter column vector set storage main,
  alter column text set storage external;

create index story_words_latest on read.story_words (newsroom_id, first_published_at desc, story_id desc);
create index story_words_configurations on read.story_words (newsroom_id, configuration);
create index story_words_words on read.story_words using gin (vector);

grant select, insert, update, delete on read.story_words to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.story_words');
  }
}
