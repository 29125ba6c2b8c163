// `npm run verify -- --database`: every newsroom's whole log against what was signed of it, by keys and checkpoints that were
// kept elsewhere, else by those beside the data folder. Exit codes: 0 nothing altered, 1 altered, 2 cannot be read.
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import type { DataSource } from 'typeorm';
import { readConfig } from '../config';
import { adminDataSource, poolOf } from '../data-source';
import type { Connection } from '../newsroom-rows';
import { createLog } from '../http/log';
import { auditNewsroom, type AuditReport } from '../ledger/database-audit';
import { newsroomNames } from '../ledger/newsroom-names';
import { joinDatabase } from './database';
import { KeptAtHand, type Kept } from './kept-at-hand';
import { ending } from './ending';
import { showProgress } from './progress';

interface Options {
  readonly newsroom?: string;
  readonly key: readonly string[];
  readonly checkpoint: readonly string[];
  readonly receipt: readonly string[];
}

async function verifyDatabase(options: Options): Promise<void> {
  const config = readConfig(process.env);
  const kept = new KeptAtHand(config, { ...options, texts: [...options.checkpoint, ...options.receipt].map(read) });
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  const source = await adminDataSource(database.adminUrl, { maxConnections: 1 }).initialize();
  try {
    if (await verifyAll(source, kept, options.newsroom)) process.exitCode = 1;
  } finally {
    await source.destroy();
    await database.close();
  }
}

/** Whether anything was altered. All newsrooms are seen as of one moment. */
async function verifyAll(source: DataSource, kept: KeptAtHand, newsroom?: string): Promise<boolean> {
  const client = await poolOf(source).connect();
  try {
    await client.query('begin isolation level repeatable read read only');
    const names = newsroom === undefined ? await newsroomNames(client) : [newsroom];
    const lost = kept.lost(names);
    lost.forEach(say);
    const reports: AuditReport[] = [];
    for (const name of names) reports.push(await verifyOne(client, name, kept.of(name)));
    return lost.length > 0 || reports.some(({ flaws }) => flaws.length > 0);
  } finally {
    client.release(true);
  }
}

async function verifyOne(connection: Connection, newsroom: string, kept: Kept): Promise<AuditReport> {
  const onProgress = showProgress(newsroom);
  const report = await auditNewsroom(connection, { newsroom, ...kept, onProgress });
  const whole = { ...report, flaws: [...kept.flaws, ...report.flaws] };
  tell(whole, kept);
  return whole;
}

function tell({ newsroom, events, served, erased, signed, flaws }: AuditReport, { source, heads, leaves }: Kept): void {
  const verdict =
    flaws.length === 0 ? 'PROVED: nothing was altered of what was signed' : 'REFUTED: the log was altered';
  say(`${newsroom}: ${verdict}.`);
  for (const flaw of flaws) say(`  ${flaw}`);
  say(`  ${events} events and ${served} served renditions read; signed are the first ${signed}.`);
  if (erased.things > 0)
    say(`  ${erased.things} parts and renditions were erased, by the events at ${positions(erased.by)}.`);
  if (events > signed)
    say(`  The last ${events - signed} are signed by no checkpoint yet: they hold together, no more.`);
  say(`  Compared with ${heads.length} checkpoints and ${leaves.length} receipts from outside the database. ${source}`);
}

const positions = (all: readonly number[]): string =>
  `position${all.length > 1 ? 's' : ''} ${all.length > 20 ? `${all.slice(0, 20).join(', ')} …` : all.join(', ')}`;

const say = (line: string): boolean => process.stdout.write(`${line}\n`);
const read = (path: string): string => readFileSync(path, 'utf8');
const several = (value: string, before: readonly string[]): readonly string[] => [...before, value];

const program = new Command('verify --database')
  .description('Verifies whole logs against what was signed of them; exit code 1 when something was altered.')
  .option('--newsroom <id>', 'all unless named')
  .option('--key <key>', 'a note verifier key that is trusted, or its file; several may be given', several, [])
  .option('--checkpoint <file>', 'a checkpoint that was kept; several may be given', several, [])
  .option('--receipt <file>', 'a Stet-Receipt that was kept; several may be given', several, [])
  .action(verifyDatabase);
ending(program.parseAsync());
