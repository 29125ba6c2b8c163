// The planner's statistics keep samples of columns, in which ciphertext would outlive its row: of these there are none.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class UnsampledIdentities1764000003700 implements MigrationInterface {
  name = 'UnsampledIdentities1764000003700';

  /** A column that is given a type, be it its own, loses the samples that there were. */
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table vault.identities
  alter column wrapped_key type bytea,
  alter column sealed type bytea;
alter table vault.identities
  alter column wrapped_key set statistics 0,
  alter column sealed set statistics 0`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table vault.identities
  alter column wrapped_key set statistics -1,
  alter column sealed set statistics -1`);
  }
}
