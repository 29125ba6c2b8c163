// Makes log.append again as migrations/log/append.ts has it now: it looked at a page of a stream's revisions for the last one.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendFunction } from './log/append';

export class AppendLooksOnce1764000004000 implements MigrationInterface {
  name = 'AppendLooksOnce1764000004000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendFunction);
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The log is never taken down: drop the database instead.'));
  }
}
