// What readers are shown, by address and in lists: tables that only the projection `published-stories` writes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Stories1764000000100 implements MigrationInterface {
  name = 'Stories1764000000100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.stories (
  position bigint not null, -- of the event that gave the current version: there the served bytes are
  first_published_at timestamptz not null,
  updated_at timestamptz not null,
  version int not null,
  story_id uuid not null,
  newsroom_id text not null,
  status text not null,
  slug text not null,
  headline text not null,
  language text not null,
  category text,
  tags text[] not null,
  served jsonb not null, -- SHA-256, lower-case hex, by media type
  primary key (newsroom_id, story_id)
);

create index stories_latest on read.stories (newsroom_id, first_published_at desc, story_id desc);
create index stories_of_category on read.stories (newsroom_id, category, first_published_at desc, story_id desc);
create index stories_of_tag on read.stories using gin (tags);
create index stories_moved on read.stories (newsroom_id, position);

-- An address once public stays the story's for ever, also when it is no longer the current one.
create table read.story_slugs (
  story_id uuid not null,
  current boolean not null,
  newsroom_id text not null,
  slug text not null,
  primary key (newsroom_id, slug)
);

create index story_slugs_of_story on read.story_slugs (newsroom_id, story_id);

grant select, insert, update, delete on read.stories, read.story_slugs to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.stories, read.story_slugs');
  }
}
