// The desk: the read model of working copies, which only the projection `working-copies` writes, and the buffers of unsaved
// text, which are neither a read model nor truth.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Desk1764000000400 implements MigrationInterface {
  name = 'Desk1764000000400';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.working_copies (
  position bigint not null, -- of the article's last event
  article_id uuid not null,
  newsroom_id text not null,
  status text not null,
  next_status text,
  language text not null,
  category text,
  tags text[] not null,
  contributors text[] not null, -- these three by the sub of their tokens
  assigned text[] not null,
  created_by text not null,
  access text not null,
  configuration text not null, -- by name: a regconfig would keep pg_upgrade from working
  item json not null, -- as lists show it
  text text not null, -- standfirst and body without markup: what snippets are cut from
  vector tsvector not null,
  primary key (newsroom_id, article_id)
);

create index working_copies_latest on read.working_copies (newsroom_id, position desc);
create index working_copies_of_status on read.working_copies (newsroom_id, status, position desc);
create index working_copies_of_tag on read.working_copies using gin (tags);
create index working_copies_of_contributor on read.working_copies using gin (contributors);
create index working_copies_configurations on read.working_copies (newsroom_id, configuration);
create index working_copies_words on read.working_copies using gin (vector);

grant select, insert, update, delete on read.working_copies to stet_app`);
    await runner.query(`
create schema desk;

create table desk.buffers (
  saved_at timestamptz not null,
  article_id uuid not null,
  newsroom_id text not null,
  owner text not null, -- the sub of the token
  media_type text not null, -- Content-Type as it was sent
  base_revision int,
  bytes bytea not null,
  primary key (newsroom_id, article_id, owner)
);

create index buffers_by_age on desk.buffers (saved_at);

grant usage on schema desk to stet_app;
grant select, insert, update, delete on desk.buffers to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop schema desk cascade');
    await runner.query('drop table read.working_copies');
  }
}
