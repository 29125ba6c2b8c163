// The read model of sources and of what rests on them, which only the projection `sources` writes.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Sources1764000000800 implements MigrationInterface {
  name = 'Sources1764000000800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create table read.sources (
  newsroom_id text not null,
  source_id uuid not null,
  position bigint not null, -- of the event that gave it last
  type text,
  host text,
  title text not null, -- folded: what lists are ordered by
  source json not null, -- the CSL item as last given
  vector tsvector not null,
  primary key (newsroom_id, source_id)
);

create index sources_by_title on read.sources (newsroom_id, title collate "C", source_id);
create index sources_of_host on read.sources (newsroom_id, host);
create index sources_words on read.sources using gin (vector);

create table read.source_uses (
  newsroom_id text not null,
  source_id uuid not null,
  article_id uuid not null,
  key text not null,
  first_version int, -- of the versions that ever mentioned it
  last_version int,
  working json, -- locator, quote, note and passages: of the working copy; null where it has it no more
  pinned json, -- of what is scheduled
  published json, -- of the last version that mentioned it
  primary key (newsroom_id, source_id, article_id, key)
);

create table read.source_articles (
  newsroom_id text not null,
  article_id uuid not null,
  version int, -- the last one
  status text not null,
  headline text not null,
  slug text,
  primary key (newsroom_id, article_id)
);

grant select, insert, update, delete on read.sources, read.source_uses, read.source_articles to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table read.source_articles, read.source_uses, read.sources');
  }
}
