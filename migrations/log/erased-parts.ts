// The commitment of a payload of which parts are gone, and what is kept of it: docs/ledger.md tells the form.
export const partFunctions = `
-- Each part in stored order: name and salt of those that stay, name and commitment of those that go.
create function log.parts_without(salt bytea, payload json, parts json, names text[])
returns json
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select json_agg(
           case
             when kept.part_salt is null then json_build_object('name', kept.name, 'commitment', kept.known)
             when kept.name <> all (names) then json_build_object('name', kept.name, 'salt', encode(kept.part_salt, 'hex'))
             else json_build_object('name', kept.name, 'commitment', encode(
               sha256('stet-part/v1\\012'::bytea || kept.part_salt || convert_to(kept.name, 'UTF8') || '\\012'::bytea
                      || convert_to((payload -> kept.name)::text, 'UTF8')), 'hex'))
           end order by kept.nth)
    from (
      select m.key as name, m.nth, null as known,
             sha256('stet-part-salt/v1\\012'::bytea || salt || convert_to(m.key, 'UTF8')) as part_salt
        from json_each(payload) with ordinality as m(key, value, nth)
       where parts is null
       union all
      select p.part ->> 'name', p.nth, p.part ->> 'commitment', decode(p.part ->> 'salt', 'hex')
        from json_array_elements(parts) with ordinality as p(part, nth)
       where parts is not null) kept
$$;

-- The members that stay, their texts as they are.
create function log.payload_without(payload json, names text[])
returns json
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select ('{' || coalesce(string_agg(to_json(m.key)::text || ':' || m.value::text, ',' order by m.nth), '') || '}')::json
    from json_each(payload) with ordinality as m(key, value, nth)
   where m.key <> all (names)
$$;

create function log.commitment(salt bytea, payload json, parts json)
returns bytea
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select case
    when parts is null then log.commitment(salt, payload)
    when (select count(*) from json_each(payload)) -- neither more nor fewer than are told of
         = (select count(*) from json_array_elements(parts) p where p ->> 'salt' is not null) then (
      select sha256('stet-payload/v1\\012'::bytea || coalesce(string_agg(
               coalesce(decode(p.part ->> 'commitment', 'hex'),
                        sha256('stet-part/v1\\012'::bytea || decode(p.part ->> 'salt', 'hex')
                               || convert_to(p.part ->> 'name', 'UTF8') || '\\012'::bytea
                               || convert_to((payload -> (p.part ->> 'name'))::text, 'UTF8'))),
               ''::bytea order by p.nth), ''::bytea))
        from json_array_elements(parts) with ordinality as p(part, nth))
    end
$$`;
