// Slugs: one story each within a newsroom, reserved for ever.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Slugs1764000000200 implements MigrationInterface {
  name = 'Slugs1764000000200';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log.slugs (
        newsroom_id text not null references log.newsrooms,
        slug text not null,
        stream_id uuid not null,
        primary key (newsroom_id, slug),
        constraint slug_form check (slug ~ '^[a-z0-9-]{1,80}$')
      )`);
    await runner.query(`
      create function log.claim_slug(newsroom text, wanted text, stream uuid, exact boolean) returns text
      language plpgsql volatile security definer
      set search_path = pg_catalog, pg_temp
      as $$
      declare
        candidate text := wanted;
        n int := 1;
        owner uuid;
      begin
        loop
          insert into log.slugs (newsroom_id, slug, stream_id)
          values (newsroom, candidate, stream)
          on conflict do nothing;
          select s.stream_id into owner
            from log.slugs s
           where s.newsroom_id = newsroom
             and s.slug = candidate;
          if owner = stream then
            return candidate;
          end if;
          if exact then
            return null;
          end if;
          n := n + 1;
          candidate := left(wanted, 80 - length('-' || n)) || '-' || n;
        end loop;
      end $$`);
    await runner.query(`revoke execute on function log.claim_slug(text, text, uuid, boolean) from public`);
    await runner.query(`grant execute on function log.claim_slug(text, text, uuid, boolean) to stet_app`);
    await runner.query(`grant select on log.slugs to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`drop function log.claim_slug(text, text, uuid, boolean)`);
    await runner.query(`drop table log.slugs`);
  }
}
