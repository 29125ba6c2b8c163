// What is withheld or erased is asked for at every answer: an index of those few events alone.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Trust1764000002100 implements MigrationInterface {
  name = 'Trust1764000002100';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
create index events_trust on log.events (newsroom_id, position)
 where type in ('article-withheld', 'withholding-released', 'payload-erased')`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index log.events_trust');
  }
}
