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

/** Views that show rows of a newsroom without asking which. */
export const unaskedViews = `
    select c.oid::regclass::text as name
      from pg_class c
      join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'v'
       and n.nspname !~ '^pg_|^information_schema$'
       and pg_get_viewdef(c.oid) !~ 'newsroom_id = current_setting\\(''stet.newsroom''::text, true\\)'`;

/** Functions with their owner's rights that do not first ask which newsroom the caller works for. */
export const unaskedFunctions = `
    select p.oid::regprocedure::text as name
      from pg_proc p
      join pg_namespace n on n.oid = p.pronamespace
     where n.nspname !~ '^pg_|^information_schema$'
       and p.prosecdef
       and has_function_privilege('stet_app', p.oid, 'execute')
       and p.prosrc !~ '\\mbegin\\s+perform log\\.admit\\(newsroom\\)'`;
