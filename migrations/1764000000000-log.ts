// The log: tables, guards and the role that the running server has. PostgreSQL 15 to 18.
import type { MigrationInterface, QueryRunner } from 'typeorm';
import { appendFunction } from './log/append';
import { guards } from './log/guards';
import { hashFunctions } from './log/hashes';
import { role } from './log/role';
import { tables } from './log/tables';

export class Log1764000000000 implements MigrationInterface {
  name = 'Log1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const part of [role, tables, hashFunctions, appendFunction, guards]) {
      await runner.query(part);
    }
  }

  async down(): Promise<void> {
    await Promise.reject(new Error('The log is never taken down: drop the database instead.'));
  }
}
