// Commitment and leaf as SQL: what an auditor with the database alone computes again. The formats are told in
// docs/decisions/0002-commitments.md; src/event-store/commitment.ts computes the same.
export const hashFunctions = `
create function log.commitment(salt bytea, payload json)
returns bytea
language sql stable parallel safe
set search_path = pg_catalog, pg_temp
as $$
  select sha256('stet-payload/v1\\012'::bytea || coalesce(string_agg(
           sha256('stet-part/v1\\012'::bytea
             || sha256('stet-part-salt/v1\\012'::bytea || salt || convert_to(part.key, 'UTF8'))
             || convert_to(part.key, 'UTF8') || '\\012'::bytea || convert_to(part.value::text, 'UTF8')),
           ''::bytea order by part.nth), ''::bytea))
    from json_each(payload) with ordinality as part(key, value, nth)
$$;

-- No search_path of its own and nothing but pg_catalog inside: so it is inlined into the append.
create function log.leaf(
  newsroom text, pos bigint, stream uuid, revision int, type text, schema smallint, actor uuid, micros bigint, commitment bytea
)
returns bytea
language sql stable parallel safe
as $$
  select pg_catalog.sha256('\\x00'::pg_catalog.bytea operator(pg_catalog.||) pg_catalog.convert_to(
    pg_catalog.concat_ws(E'\\n', 'stet-leaf/v1', newsroom, pos, stream, revision, type, schema, actor, micros,
                         pg_catalog.encode(commitment, 'hex'), ''), 'UTF8'))
$$`;
