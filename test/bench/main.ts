// Prints what the service can do on its embedded PostgreSQL with durable commits, and exits 1 when a limit is missed.
// `node -r ./test/bench/register.cjs test/bench/main.ts [append|read|rebuild|http|history|past|diff|export|listeners|schedule …]`
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../src/postgres/start-postgres';
import { benchAppend } from './append';
import { benchAuditPage } from './audit-page';
import { benchColdStart } from './cold-start';
import { benchDiff } from './diff';
import { benchErasure } from './erasure';
import { benchExport } from './export';
import { benchHistory } from './history';
import { benchHttp } from './http';
import { benchImport } from './import';
import { benchLedger } from './ledger';
import { benchLongArticle } from './long-article';
import { benchListeners } from './listeners';
import { ownDatabase } from './own-database';
import { benchPast } from './past';
import { benchRead } from './read';
import { benchRebuild } from './rebuild';
import type { BenchRow } from './row';
import { benchSchedule } from './schedule';
import { benchSearch } from './search';
import { benchStorage } from './storage';

/** Each gets the owner's URL of a database of its own: what one wrote, another's service need not be able to read. */
const benches: Readonly<Record<string, (url: string) => Promise<BenchRow[]>>> = {
  append: benchAppend,
  read: benchRead,
  rebuild: benchRebuild,
  http: benchHttp,
  history: benchHistory,
  past: benchPast,
  diff: benchDiff,
  erasure: benchErasure,
  export: benchExport,
  import: benchImport,
  ledger: benchLedger,
  listeners: benchListeners,
  'long-article': benchLongArticle,
  schedule: benchSchedule,
  search: benchSearch,
  storage: benchStorage,
  'cold-start': benchColdStart,
  'audit-page': benchAuditPage,
};

const missed = ({ value, atLeast = -Infinity, atMost = Infinity }: BenchRow): boolean =>
  !(value >= atLeast && value <= atMost);

function line(row: BenchRow): string {
  const value = Number.isInteger(row.value) ? String(row.value) : row.value.toFixed(2);
  const limit = [
    ...(row.atLeast === undefined ? [] : [`at least ${row.atLeast}`]),
    ...(row.atMost === undefined ? [] : [`at most ${row.atMost}`]),
  ].join(', ');
  return `${row.name.padEnd(60)} ${value.padStart(10)}  ${limit}${missed(row) ? '  MISSED' : ''}`;
}

async function main(names: readonly string[]): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-'));
  const postgres = await startPostgres({ folder });
  try {
    for (const name of names) {
      const database = await ownDatabase(postgres.url, `of_${name.replaceAll('-', '_')}`);
      const rows = (await benches[name]?.(database)) ?? [];
      for (const row of rows) console.log(line(row));
      if (rows.some(missed)) process.exitCode = 1;
    }
  } finally {
    await postgres.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const asked = process.argv.slice(2);
void main(asked.length > 0 ? asked : Object.keys(benches));
