// Append-only, twice over: triggers that fire for everybody (also for the owner and for replicated changes), and grants
// that leave the running server the functions and nothing else.
export const guards = `
create function log.refuse_change()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
begin
  raise exception 'the log is append-only' using errcode = '55000';
end $$;

do $$
declare
  kept text;
begin
  foreach kept in array array['newsrooms', 'events', 'commands', 'served'] loop
    execute format('create trigger keep_rows before update or delete on log.%I for each row execute function log.refuse_change()', kept);
    execute format('create trigger keep_table before truncate on log.%I for each statement execute function log.refuse_change()', kept);
    execute format('alter table log.%I enable always trigger keep_rows', kept);
    execute format('alter table log.%I enable always trigger keep_table', kept);
  end loop;
end $$;

-- The random id of a person in a newsroom; made at the first call.
create function log.actor_id(newsroom text, person text)
returns uuid
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  found_id uuid;
begin
  loop
    select a.actor_id into found_id
      from log.actors a
     where a.newsroom_id = newsroom
       and a.subject = person;
    exit when found_id is not null;
    insert into log.actors (newsroom_id, subject)
    select w.newsroom_id, person
      from log.newsrooms w
     where w.newsroom_id = newsroom
        on conflict do nothing
    returning actor_id into found_id;
    exit when found_id is not null;
    if not exists (select from log.newsrooms w where w.newsroom_id = newsroom) then
      raise exception 'no such newsroom' using errcode = 'P0002';
    end if;
  end loop;
  return found_id;
end $$;

-- True when the newsroom is new.
create function log.create_newsroom(newsroom text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into log.newsrooms (newsroom_id) values (newsroom) on conflict do nothing;
  return found;
end $$;

revoke all on schema log, read from public;
revoke execute on all functions in schema log from public;
grant usage on schema log, read to stet_app;
grant select on log.newsrooms, log.events, log.commands, log.served, log.actors to stet_app;
grant select, insert, delete on log.snapshots to stet_app;
grant select, insert, update, delete on read.checkpoints to stet_app;
grant execute on all functions in schema log to stet_app;
revoke execute on function log.refuse_change() from stet_app;
alter default privileges in schema read grant select, insert, update, delete on tables to stet_app;
alter default privileges in schema read grant usage on sequences to stet_app`;
