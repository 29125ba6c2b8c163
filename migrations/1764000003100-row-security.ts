// Rows of one newsroom: under the running server's role every table that has newsrooms shows and takes those of the newsroom that
// the connection was told (src/scoped-client.ts), and every function that writes for the owner asks the same first.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class RowSecurity1764000003100 implements MigrationInterface {
  name = 'RowSecurity1764000003100';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [admission, guardedFunctions, separation, lookouts, searched]) await runner.query(part);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('Newsrooms are not put together again: drop the database instead.'));
  }
}

// What stet_app calls with the owner's rights is under no policy.
const admission = `
create function log.admit(newsroom text)
returns void
language plpgsql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
begin
  if current_setting('role') <> 'stet_app' and session_user <> 'stet_app' then
    return; -- the owner, at migrations and from the shell
  end if;
  if newsroom is distinct from current_setting('stet.newsroom', true) then
    raise exception 'The work is not about that newsroom.' using errcode = '42501';
  end if;
end $$;

revoke execute on function log.admit(text) from public;
grant execute on function log.admit(text) to stet_app`;

// Written once, in the migrations that made them: here each is made again with the question before its first statement.
const guardedFunctions = `
do $$
declare
  called record;
begin
  for called in
    select p.oid, pg_get_functiondef(p.oid) as definition
      from pg_proc p
     where p.pronamespace in ('log'::regnamespace, 'ledger'::regnamespace)
       and p.prosecdef
       and p.prosrc !~ 'log\\.admit'
  loop
    execute regexp_replace(called.definition, E'\\n *begin\\n', E'\\nbegin\\n  perform log.admit(newsroom);\\n');
  end loop;
end $$`;

// The owner's own policy: also the owner is asked (force), and may do everything.
const separation = `
create procedure log.separate_newsrooms()
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  kept record;
begin
  for kept in
    select c.oid::regclass as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'newsroom_id' and not a.attisdropped
     where n.nspname !~ '^pg_'
       and c.relkind in ('r', 'p')
       and not c.relrowsecurity
  loop
    execute format('alter table %s enable row level security, force row level security', kept.name);
    execute format('create policy owner on %s to %I using (true)', kept.name, current_user);
    execute format('create policy newsroom on %s to stet_app using (newsroom_id = current_setting(''stet.newsroom'', true))', kept.name);
  end loop;
end $$;

revoke execute on procedure log.separate_newsrooms() from public;

call log.separate_newsrooms()`;

// What loops have to look at that serve all newsrooms, and no more than that: where there is work, and how far it is.
const lookouts = `
do $$
declare
  looked_at text;
begin
  foreach looked_at in array array[
    'log.newsrooms', 'log.events', 'read.checkpoints', 'read.due_publications', 'relay.webhooks', 'ops.replays', 'ledger.heads'
  ] loop
    execute format('alter policy newsroom on %s using (newsroom_id = (select current_setting(''stet.newsroom'', true)))', looked_at); -- two policies make no index condition: asked once, not for each row
    execute format('create policy lookout on %s for select to stet_app using ((select current_setting(''stet.newsroom'', true)) = ''*'')', looked_at);
  end loop;
  foreach looked_at in array array['read.due_publications', 'relay.webhooks', 'ops.replays'] loop
    execute format('create policy taking on %s for update to stet_app using ((select current_setting(''stet.newsroom'', true)) = ''*'')', looked_at);
  end loop;
  create policy beginning on read.checkpoints for insert to stet_app with check ((select current_setting('stet.newsroom', true)) = '*');
end $$`;

// A policy keeps PostgreSQL from finding words and tags by an index: their operators are not leakproof. Views of the owner do
// not, and have the condition themselves.
const searched = `
create view read.searched_copies as
select *
  from read.working_copies
 where newsroom_id = current_setting('stet.newsroom', true);

create view read.searched_sources as
select *
  from read.sources
 where newsroom_id = current_setting('stet.newsroom', true);

create view read.searched_stories as
select *
  from read.stories
 where newsroom_id = current_setting('stet.newsroom', true);

create view read.searched_words as
select *
  from read.story_words
 where newsroom_id = current_setting('stet.newsroom', true);

revoke all on read.searched_copies, read.searched_sources, read.searched_stories, read.searched_words from stet_app;
grant select on read.searched_copies, read.searched_sources, read.searched_stories, read.searched_words to stet_app`;
