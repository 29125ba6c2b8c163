// The last part of log.append: one row per command of the batch, whatever became of it.
export const answerEach = `
  return query
    select a.o::int, outcomes[a.o],
           case outcomes[a.o] when 'repeated' then k.revision when 'reused' then null else reached[a.o] end,
           case outcomes[a.o] when 'repeated' then k.position when 'appended' then after[a.o] + counts[a.o] end,
           case outcomes[a.o] when 'repeated' then k.recorded_at when 'appended' then at end,
           case when outcomes[a.o] = 'repeated' then k.stream_id end,
           case when outcomes[a.o] = 'repeated' then k.result::text end,
           case when outcomes[a.o] = 'conflict' then
             (select json_agg(m order by m.revision)
                from (select e.position, e.revision, e.type, e.schema, e.actor, encode(e.leaf, 'hex') as hash, e.payload,
                             to_char(e.recorded_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as "recordedAt"
                        from log.events e
                       where e.newsroom_id = newsroom
                         and e.stream_id = a.s
                         and e.revision > a.e
                         and e.revision <= reached[a.o]
                       order by e.revision
                       limit 100) m) end
      from unnest(ids, streams, expected) with ordinality as a(i, s, e, o)
      left join lateral (select d.stream_id, d.revision, d.position, d.recorded_at, d.result
                           from log.commands d
                          where d.newsroom_id = newsroom
                            and d.command_id = a.i
                          union all
                         select t.stream_id, t.revision, t.position, t.recorded_at, null
                           from log.events t
                          where there[a.o]
                            and t.newsroom_id = newsroom
                            and t.stream_id = a.s
                            and t.revision = a.e + counts[a.o]
                          limit 1) k on true
     order by a.o;`;
