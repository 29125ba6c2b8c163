// The ledger: hashes of each newsroom's Merkle tree and the heads that were signed, both append-only. PostgreSQL 15 to 18.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Ledger1764000002200 implements MigrationInterface {
  name = 'Ledger1764000002200';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, functions, guards]) await runner.query(part);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('What was signed is never taken down: drop the database instead.'));
  }
}

// Levels are those of C2SP tlog-tiles: a hash of level n is the head over 256 whole hashes of level n - 1, and those of level 0
// are the leaves. A row holds a run of them that lies within one tile; runs follow each other without gaps.
const tables = `
create schema ledger;

create table ledger.hashes (
  index bigint not null, -- of the run's first hash within its level
  level smallint not null,
  width smallint not null,
  newsroom_id text not null,
  hashes bytea not null,
  primary key (newsroom_id, level, index),
  constraint within_a_tile check (level between 0 and 7 and index >= 0 and width >= 1 and index % 256 + width <= 256),
  constraint whole_hashes check (octet_length(hashes) = 32 * width)
);

alter table ledger.hashes alter hashes set storage external; -- hashes do not compress

-- Whose row is locked extends the newsroom's tree.
create table ledger.duties (
  newsroom_id text primary key
);

-- The primary key is why there are never two heads of one size.
create table ledger.heads (
  size bigint not null,
  signed_at timestamptz not null default clock_timestamp(),
  newsroom_id text not null,
  root bytea not null,
  note text not null, -- the checkpoint as it is published
  primary key (newsroom_id, size),
  constraint whole_root check (octet_length(root) = 32)
)`;

// One transaction: take the duty, add hashes, check what they lead to, sign it, add the head. Whoever loses a connection
// in between loses all of it.
const functions = `
-- True where this transaction may extend the newsroom's tree until it ends; false where another one does.
create function ledger.take_duty(newsroom text)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
begin
  insert into ledger.duties (newsroom_id)
  select w.newsroom_id
    from log.newsrooms w
   where w.newsroom_id = newsroom
      on conflict do nothing;
  perform from ledger.duties d where d.newsroom_id = newsroom for update skip locked;
  return found;
end $$;

-- Appends runs of hashes, each to the end of its level.
create function ledger.add_hashes(newsroom text, levels smallint[], indexes bigint[], runs bytea[])
returns void
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  run record;
  level_end bigint;
begin
  perform from ledger.duties d where d.newsroom_id = newsroom for update;
  for run in select u.level, u.index, u.bytes from unnest(levels, indexes, runs) as u(level, index, bytes) loop
    select h.index + h.width
      into level_end
      from ledger.hashes h
     where h.newsroom_id = newsroom
       and h.level = run.level
     order by h.index desc
     limit 1;
    if run.index <> coalesce(level_end, 0) then
      raise exception 'hash % of level % does not follow', run.index, run.level using errcode = '22023';
    end if;
    insert into ledger.hashes (newsroom_id, level, index, width, hashes)
    values (newsroom, run.level, run.index, octet_length(run.bytes) / 32, run.bytes);
  end loop;
end $$;

-- Compare and set: appends a head where the newest one is still that of from_size and from_root (-1 and null: none), and all
-- leaves up to it are there; false where another one came first.
create function ledger.add_head(
  newsroom text, from_size bigint, from_root bytea, to_size bigint, to_root bytea, signed_note text
)
returns boolean
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
as $$
declare
  newest record;
  leaves bigint;
begin
  if current_setting('synchronous_commit') = 'off' then
    perform set_config('synchronous_commit', 'on', true);
  end if;
  perform from ledger.duties d where d.newsroom_id = newsroom for update; -- what follows sees every head before
  select h.size, h.root
    into newest
    from ledger.heads h
   where h.newsroom_id = newsroom
   order by h.size desc
   limit 1;
  if coalesce(newest.size, -1) <> from_size or newest.root is distinct from from_root then
    return false;
  end if;
  select h.index + h.width
    into leaves
    from ledger.hashes h
   where h.newsroom_id = newsroom
     and h.level = 0
   order by h.index desc
   limit 1;
  if to_size <= from_size or to_size <> coalesce(leaves, 0) then
    raise exception 'there are no hashes for a head of size %', to_size using errcode = '22023';
  end if;
  insert into ledger.heads (newsroom_id, size, root, note) values (newsroom, to_size, to_root, signed_note);
  return true;
end $$`;

const guards = `
do $$
declare
  kept text;
begin
  foreach kept in array array['hashes', 'heads'] loop
    execute format('create trigger keep_rows before update or delete on ledger.%I for each row execute function log.refuse_change()', kept);
    execute format('create trigger keep_table before truncate on ledger.%I for each statement execute function log.refuse_change()', kept);
    execute format('alter table ledger.%I enable always trigger keep_rows', kept);
    execute format('alter table ledger.%I enable always trigger keep_table', kept);
  end loop;
end $$;

revoke all on schema ledger from public;
revoke execute on all functions in schema ledger from public;
grant usage on schema ledger to stet_app;
grant select on ledger.hashes, ledger.heads to stet_app;
grant execute on all functions in schema ledger to stet_app`;
