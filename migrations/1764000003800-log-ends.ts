// Where the log of a newsroom ends: asked each second, for all of them. Two policies on one table are a condition that takes no
// index, and as long as there are no statistics every answer would be a reading of the whole log.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class LogEnds1764000003800 implements MigrationInterface {
  name = 'LogEnds1764000003800';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
-- Of the owner, who is under no policy, so it has the condition itself.
create view log.ends as
select w.newsroom_id,
       coalesce((select max(e.position)
                   from log.events e
                  where e.newsroom_id = w.newsroom_id), 0) as position
  from log.newsrooms w
 where w.newsroom_id = current_setting('stet.newsroom', true)
    or current_setting('stet.newsroom', true) = '*'
    or current_user <> 'stet_app'; -- the owner, at migrations and from the shell

revoke all on log.ends from stet_app;
grant select on log.ends to stet_app`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view log.ends');
  }
}
