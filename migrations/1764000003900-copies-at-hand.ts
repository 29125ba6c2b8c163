// Working copies as stories are kept since newest-found: words are ranked, and phrases looked for, where their row lies.
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CopiesAtHand1764000003900 implements MigrationInterface {
  name = 'CopiesAtHand1764000003900';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table read.working_copies
  set (toast_tuple_target = 5000),
  alter column vector set storage main,
  alter column text set storage external`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
alter table read.working_copies
  set (toast_tuple_target = 8160),
  alter column vector set storage external,
  alter column text set storage extended`);
  }
}
