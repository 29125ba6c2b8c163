// Erasure: the one exception to the append-only log. A part of a payload is destroyed; the leaf still commits to it.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { eraseFunction } from './log/erase';
import { partFunctions } from './log/erased-parts';

export class Erasure1764000003400 implements MigrationInterface {
  name = 'Erasure1764000003400';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [tables, drift, partFunctions, exception, eraseFunction, grants]) await runner.query(part);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('What was erased stays so: the log is never taken back.'));
  }
}

const tables = `
alter table log.events add column parts json; -- once a part is gone: name and salt, or commitment, of each

alter table log.events drop constraint payload_with_salt;
alter table log.events add constraint payload_with_salt check (
  (payload is null and salt is null and parts is null)
  or (json_typeof(payload) = 'object' and parts is null and octet_length(salt) = 32)
  or (json_typeof(payload) = 'object' and json_typeof(parts) = 'array' and salt is null));

alter table log.served add column erased_at timestamptz; -- since when the bytes are not those that were served

create table log.erasures (
  requested_at timestamptz not null default now(),
  approved_at timestamptz,
  position bigint, -- of payload-erased
  erasure_id uuid not null,
  article_id uuid not null,
  newsroom_id text not null,
  request json not null, -- the words go from it when they are erased
  listing json not null, -- places and names alone
  request_mac bytea,
  primary key (newsroom_id, erasure_id)
)`;

/** Rows may change in nothing but what erasure takes, and only so that the leaf still verifies. */
const exception = `
create or replace function log.refuse_change()
returns trigger
language plpgsql
set search_path = pg_catalog, pg_temp
as $$
declare
  erasable constant text[] := array['payload', 'salt', 'parts', 'result', 'bytes', 'erased_at'];
begin
  if tg_op = 'UPDATE' and current_setting('stet.erasing', true) = 'on'
     and to_jsonb(new) - erasable = to_jsonb(old) - erasable then
    if tg_table_name <> 'events' then
      return new;
    end if;
    if new.salt is null
       and log.leaf(new.newsroom_id, new.position, new.stream_id, new.revision, new.type, new.schema, new.actor,
                    (extract(epoch from new.recorded_at) * 1000000)::bigint,
                    log.commitment(new.salt, new.payload, new.parts)) = new.leaf then
      return new;
    end if;
  end if;
  raise exception 'the log is append-only' using errcode = '55000';
end $$`;

const drift = `
-- What a replay found, without what stood in the rows.
create function ops.without_texts(drift json)
returns json
language sql immutable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select coalesce(json_agg(d.one::jsonb || '{"live": null, "rebuilt": null}' order by d.nth), '[]'::json)
    from json_array_elements(drift) with ordinality as d(one, nth)
$$`;

const functions = `log.commitment(bytea, json, json), log.parts_without(bytea, json, json, text[]), log.payload_without(json, text[]),
          log.erase(text, uuid, uuid, int, uuid, text, bytea, bytea, json, bigint[], text[], bytea[]), ops.without_texts(json)`;

const grants = `
revoke execute on function ${functions} from public;
grant execute on function ${functions} to stet_app;
grant select, insert, update on log.erasures to stet_app;

call log.separate_newsrooms()`;
