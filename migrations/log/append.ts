// One batch of commands of one newsroom in one transaction: the only way by which anything enters the log.
//
// Arrays per command: ids, macs, streams, expected revisions, actors, results. Arrays per event, in the order of their
// commands: of_command (1-based), types, schemas, payloads, salts, commitments. Arrays per rendition: of_served (1-based
// command), media_types, bytes. A command may have no event. One row per command comes back:
//   appended | repeated (what the first of that id was answered) | reused (that id had another request)
//   | conflict (at_revision is the head's; missed holds the first hundred events that came since)
// A command without a mac leaves its events only: sent again with the same id, it is known by the first of them.
// A conflict, repeat or reuse touches no other command. Bad text (22xxx, 23xxx, 54xxx) fails the call before anything is
// written: the caller then sends the commands one by one, same ids, so that only the guilty one fails.
//
// The newsroom's row is only locked, never updated: head position and time are read from the last event. A row updated
// by every batch would pile up versions behind any long snapshot.
import { answerEach } from './append-answers';
import { appendOne } from './append-one';

const signature = `
create or replace function log.append(
  newsroom text,
  ids uuid[], macs bytea[], streams uuid[], expected int[], actors uuid[], results text[],
  of_command int[], types text[], schemas smallint[], payloads text[], salts bytea[], commitments bytea[],
  of_served int[], media_types text[], bytes bytea[]
) returns table (
  nth int, outcome text, at_revision int, at_position bigint, at_time timestamptz,
  of_stream uuid, stored_result text, missed json
)
language plpgsql volatile security definer
set search_path = pg_catalog, pg_temp
set plan_cache_mode = force_generic_plan
set enable_seqscan = off`;

const admitAndLook = `
  perform log.admit(newsroom);
  if current_setting('transaction_isolation') <> 'read committed' then
    raise exception 'append needs read committed' using errcode = '25001';
  end if;
  if current_setting('synchronous_commit') = 'off' then -- a setting on the function would end before the commit does
    perform set_config('synchronous_commit', 'on', true);
  end if;
  perform from log.newsrooms w where w.newsroom_id = newsroom for no key update;
  if not found then
    raise exception 'no such newsroom' using errcode = 'P0002';
  end if;
  -- All reads below come after the lock, each in a new snapshot: they see every earlier batch whole.
  select e.position, e.recorded_at
    into base, at
    from log.events e
   where e.newsroom_id = newsroom
   order by e.position desc
   limit 1;
  base := coalesce(base, 0);
  at := greatest(at, date_trunc('milliseconds', clock_timestamp())); -- never back, though the clock may go
  micros := extract(epoch from at) * 1000000;`;

// The common batch: one event a command, nothing served, every id new, every stream named once and where it was expected.
const straightBatch = `
  select count(*) = n
         and count(distinct a.s) = n
         and count(distinct a.i) = n
         and cardinality(of_command) = n
         and cardinality(of_served) = 0
    into straight
    from unnest(ids, streams, expected, of_command, macs) with ordinality as a(i, s, e, f, m, o)
   where a.f = a.o
     and (a.m is null
          or (select d.position -- one look-up each: a not exists here would be planned as a hash of all commands there are
                from log.commands d
               where d.newsroom_id = newsroom
                 and d.command_id = a.i) is null)
     and a.e = coalesce((select r.revision
                           from log.events r
                          where r.newsroom_id = newsroom
                            and r.stream_id = a.s
                            and r.revision >= a.e -- without it a page of the stream's revisions is read for the last of them
                          order by r.revision desc
                          limit 1), 0);
  if straight then
    return query
    with e as (
      insert into log.events (newsroom_id, position, stream_id, revision, type, schema, actor, command_id, payload, salt, recorded_at, leaf)
      select newsroom, base + a.o, a.st, a.e + 1, a.t, a.s, a.a, a.i, a.p::json, a.sa, at,
             log.leaf(newsroom, base + a.o, a.st, a.e + 1, a.t, a.s, a.a, micros, a.c)
        from unnest(streams, expected, types, schemas, actors, ids, payloads, salts, commitments)
             with ordinality as a(st, e, t, s, a, i, p, sa, c, o)),
    k as (
      insert into log.commands (newsroom_id, command_id, request_mac, stream_id, revision, position, recorded_at, result)
      select newsroom, a.i, a.m, a.s, a.e + 1, base + a.o, at, a.r::json
        from unnest(ids, macs, streams, expected, results) with ordinality as a(i, m, s, e, r, o)
       where a.m is not null)
    select a.o::int, 'appended'::text, a.e + 1, base + a.o, at, null::uuid, null::text, null::json
      from unnest(expected) with ordinality as a(e, o);
    return;
  end if;`;

const decideEach = `
  select array_agg(v.c order by v.o), array_agg(v.head order by v.o),
         array_agg(v.prior order by v.o), array_agg(v.twin order by v.o), array_agg(v.mac order by v.o),
         array_agg(v.there order by v.o)
    into counts, heads, earlier, twin, stored, there
    from (
      select x.o, x.e, x.c, k.request_mac as mac, coalesce(h.revision, 0) as head,
             lag(x.o) over (partition by x.s order by x.o) as prior,
             case when x.m is not null then lag(x.o) over (partition by x.i order by x.o) end as twin,
             x.m is null and x.i = (select t.command_id
                                      from log.events t
                                     where t.newsroom_id = newsroom
                                       and t.stream_id = x.s
                                       and t.revision = x.e + 1) as there
        from (select a.i, a.s, a.e, a.m, a.o::int, coalesce(f.c, 0) as c
                from unnest(ids, streams, expected, macs) with ordinality as a(i, s, e, m, o)
                left join (select g.f, count(*)::int as c from unnest(of_command) as g(f) group by g.f) f on f.f = a.o) x
        left join lateral (select d.request_mac
                             from log.commands d
                            where d.newsroom_id = newsroom
                              and d.command_id = x.i
                            limit 1) k on true
        left join lateral (select r.revision
                             from log.events r
                            where r.newsroom_id = newsroom
                              and r.stream_id = x.s
                            order by r.revision desc
                            limit 1) h on true) v;

  outcomes := array_fill('conflict'::text, array[n]);
  reached := heads;
  owner := array_fill(null::int, array[n]);
  next := base;
  after := array_fill(base, array[n]);
  for o in 1..n loop
    now_at := case when earlier[o] is null then heads[o] else reached[earlier[o]] end;
    owner[o] := case when twin[o] is not null then owner[twin[o]] end;
    after[o] := next;
    if stored[o] is not null or owner[o] is not null then
      outcomes[o] := case when coalesce(stored[o], macs[owner[o]]) = macs[o] then 'repeated' else 'reused' end;
    elsif there[o] then
      outcomes[o] := 'repeated';
    elsif expected[o] = now_at then
      outcomes[o] := 'appended';
      owner[o] := o;
      now_at := now_at + counts[o];
      next := next + counts[o];
    end if;
    reached[o] := now_at;
  end loop;`;

const insertRight = `
  insert into log.events (newsroom_id, position, stream_id, revision, type, schema, actor, command_id, payload, salt, recorded_at, leaf)
  select newsroom, after[v.c] + v.i, streams[v.c], expected[v.c] + v.i, v.t, v.s, actors[v.c], ids[v.c], v.p::json, v.sa, at,
         log.leaf(newsroom, after[v.c] + v.i, streams[v.c], expected[v.c] + v.i, v.t, v.s, actors[v.c], micros, v.co)
    from (select u.*, row_number() over (partition by u.c order by u.o)::int as i
            from unnest(of_command, types, schemas, payloads, salts, commitments) with ordinality as u(c, t, s, p, sa, co, o)) v
   where outcomes[v.c] = 'appended'
   order by v.o;

  insert into log.commands (newsroom_id, command_id, request_mac, stream_id, revision, position, recorded_at, result)
  select newsroom, a.i, a.m, a.s, a.e + counts[a.o], after[a.o] + counts[a.o], at, a.r::json
    from unnest(ids, macs, streams, expected, results) with ordinality as a(i, m, s, e, r, o)
   where outcomes[a.o] = 'appended'
     and a.m is not null;

  insert into log.served (newsroom_id, stream_id, position, media_type, bytes, sha256)
  select newsroom, streams[a.c], after[a.c] + counts[a.c], a.m, a.b, sha256(a.b)
    from unnest(of_served, media_types, bytes) as a(c, m, b)
   where outcomes[a.c] = 'appended';`;

export const appendFunction = `${signature}
as $$
declare
  n constant int := cardinality(ids);
  base bigint;
  at timestamptz;
  micros bigint;
  straight boolean;
  counts int[];        -- events of each command
  after bigint[];      -- position before each command's first event
  heads int[];         -- stored revision of each command's stream
  earlier int[];       -- previous command of the same stream in this batch
  twin int[];          -- previous command of the same id in this batch
  stored bytea[];      -- request stored under the id by an earlier batch
  there boolean[];     -- without a mac, and its events are in the log
  outcomes text[];
  reached int[];       -- revision of the stream after each command
  owner int[];         -- the command of this batch that took the id
  now_at int;
  next bigint;
begin${admitAndLook}
${appendOne}
${straightBatch}
${decideEach}

${insertRight}

${answerEach}
end $$`;
