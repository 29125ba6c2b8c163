// Appends `payload-erased` and destroys what it names, in one transaction: the only way by which anything leaves the log.
//
// `gone` is { parts: [{ position, parts: [name] }], streams, identities, answers, buffers, requests, known }: what goes, and in
// `known` { position, answers }, up to where and among which stored answers it was looked for; without `known` all answers, unsaved texts
// and open requests of the article go. served_at, media_types and contents are what readers are given in the place of what they were
// served. It answers as log.append does; what came in between is refused with 40001, and nothing is done.
const signature = `
create function log.erase(
  newsroom text, erasure uuid, stream uuid, expected int, approver uuid, told text, told_salt bytea, told_commitment bytea,
  gone json, served_at bigint[], media_types text[], contents bytea[]
) returns table (outcome text, at_revision int, at_position bigint, at_time timestamptz)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp`;

const append = `
  perform log.admit(newsroom);
  lock table log.snapshots in share row exclusive mode; -- none of a state from before is being written
  select a.outcome, a.at_revision, a.at_position, a.at_time
    into appended
    from log.append(newsroom, array[erasure], array[null::bytea], array[stream], array[expected], array[approver],
                    array[null::text], array[1], array['payload-erased'], array[1::smallint], array[told], array[told_salt],
                    array[told_commitment], array[]::int[], array[]::text[], array[]::bytea[]) a;
  if appended.outcome <> 'appended' then
    return query select appended.outcome, appended.at_revision, appended.at_position, appended.at_time;
    return;
  end if;
  if exists (select from log.events e
              where e.newsroom_id = newsroom
                and e.stream_id = any (streams)
                and e.position > (gone #>> '{known,position}')::bigint
                and e.position < appended.at_position)
     or exists (select from log.commands c
                 where c.newsroom_id = newsroom
                   and c.stream_id = any (streams)
                   and c.result is not null
                   and gone -> 'known' is not null
                   and c.command_id not in (select a::uuid from json_array_elements_text(gone #> '{known,answers}') a)) then
    raise exception 'something came in between' using errcode = '40001';
  end if;`;

const destroy = `
  perform set_config('stet.erasing', 'on', true);
  update log.events e
     set parts = log.parts_without(e.salt, e.payload, e.parts, g.names),
         payload = log.payload_without(e.payload, g.names),
         salt = null
    from (select (p ->> 'position')::bigint as position,
                 array(select json_array_elements_text(p -> 'parts')) as names
            from json_array_elements(gone -> 'parts') p) g
   where e.newsroom_id = newsroom
     and e.position = g.position;
  update log.served s
     set bytes = n.bytes,
         erased_at = appended.at_time
    from unnest(served_at, media_types, contents) as n(position, media_type, bytes)
   where s.newsroom_id = newsroom
     and s.stream_id = stream
     and s.position = n.position
     and s.media_type = n.media_type;
  update log.commands c
     set result = null
   where c.newsroom_id = newsroom
     and c.stream_id = any (streams)
     and c.result is not null
     and (everything or c.command_id in (select a::uuid from json_array_elements_text(gone -> 'answers') a));
  perform set_config('stet.erasing', 'off', true);
  delete from log.snapshots s
   where s.newsroom_id = newsroom
     and s.stream_id = any (streams);
  delete from desk.buffers b
   where b.newsroom_id = newsroom
     and b.article_id = stream
     and (everything or b.owner in (select json_array_elements_text(gone -> 'buffers')));
  delete from vault.identities i
   where i.newsroom_id = newsroom
     and i.article_id = stream
     and i.identity_id in (select a::uuid from json_array_elements_text(gone -> 'identities') a);
  update ops.replays r -- where read models differed they told both texts
     set drift = ops.without_texts(r.drift)
   where r.newsroom_id = newsroom;
  delete from log.erasures x
   where x.newsroom_id = newsroom
     and x.article_id = stream
     and x.erasure_id <> erasure
     and x.approved_at is null
     and (everything or x.erasure_id in (select a::uuid from json_array_elements_text(gone -> 'requests') a));
  update log.erasures x
     set approved_at = appended.at_time,
         position = appended.at_position,
         request = (x.request::jsonb - 'quote' || jsonb_build_object('approvedBy', told::jsonb -> 'by'))::json
   where x.newsroom_id = newsroom
     and x.erasure_id = erasure;`;

export const eraseFunction = `${signature}
as $$
declare
  appended record;
  streams constant uuid[] := array(select a::uuid from json_array_elements_text(gone -> 'streams') a);
  everything constant boolean := gone -> 'known' is null;
begin${append}
${destroy}
  return query select appended.outcome, appended.at_revision, appended.at_position, appended.at_time;
end $$`;
