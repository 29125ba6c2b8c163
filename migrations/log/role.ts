// The role that the running server takes on: it reads, writes read tables, and changes the log only by its functions.
// A role belongs to the whole cluster, so databases of one cluster may be migrating at the same time: the one that comes
// second finds the role there, or loses the race for its catalogue row, and both are fine.
export const role = `
do $$
begin
  for attempt in 1..20 loop
    begin
      if not exists (select from pg_roles where rolname = 'stet_app') then
        create role stet_app nologin;
      end if;
      if not exists (
        select
          from pg_auth_members m
         where m.roleid = 'stet_app'::regrole
           and m.member = current_user::regrole
           and coalesce((to_jsonb(m) ->> 'set_option')::boolean, true) -- PostgreSQL 16 on: membership without SET exists
      ) then
        execute format('grant stet_app to %I', current_user);
      end if;
      return;
    exception
      when insufficient_privilege then
        if exists (select from pg_roles where rolname = 'stet_app') then
          raise exception 'The role stet_app exists, but % is no member of it and may not grant it: let an administrator run "grant stet_app to %".', current_user, current_user
            using errcode = '42501';
        end if;
        raise exception 'The role stet_app does not exist and % may not create roles: let an administrator run "create role stet_app nologin; grant stet_app to %".', current_user, current_user
          using errcode = '42501';
      when duplicate_object or unique_violation or internal_error then
        perform pg_sleep(0.05); -- another database of this cluster is at it
    end;
  end loop;
  raise exception 'The role stet_app could not be made in twenty attempts: other migrations of this cluster stand in the way.';
end $$`;
