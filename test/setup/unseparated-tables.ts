// What a migration may have forgotten, as SQL that names it.

/** Of tables with newsrooms those that the running server's role could read or write beyond the newsroom it was told. */
export const unseparatedTables = `
  select c.oid::regclass::text as name
    from pg_class c
    join pg_namespace n on n.oid = c.relnamespace
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'newsroom_id' and not a.attisdropped
   where c.relkind in ('r', 'p', 'm', 'f')
     and n.nspname !~ '^pg_'
     and not (c.relrowsecurity
              and c.relforcerowsecurity
              and exists (select
                            from pg_policies p
                           where format('%I.%I', p.schemaname, p.tablename)::regclass = c.oid
                             and p.policyname = 'newsroom'
                             and p.cmd = 'ALL'
                             and p.roles = '{stet_app}'
                             and p.qual ~ '^\\(newsroom_id = (current_setting\\(''stet.newsroom''::text, true\\)|\\( SELECT current_setting\\(''stet.newsroom''::text, true\\) AS current_setting\\))\\)$'))
   order by 1`;
