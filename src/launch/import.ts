// `npm run import -- --from <path> --newsroom <name>`: brings an archive in with its history. The service may run meanwhile; its
// read models follow.
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { importFormats } from '../articles/events';
import { readConfig, type Config } from '../config';
import { migrate } from '../data-source';
import { createLog } from '../http/log';
import type { Archive } from '../import/archive';
import { bringIn, type ImportPlace, type ImportRequest } from '../import/bring-in';
import { openArchive } from '../import/open-archive';
import { processesFor } from '../import/share';
import { joinDatabase } from './database';
import { ending } from './ending';
import { openImportHouse, type ImportHouse } from './import-house';
import { importProcess } from './import-processes';
import { showProgress } from './progress';

interface Asked extends ImportRequest {
  readonly processes?: number;
}

async function importArchive(asked: Asked): Promise<void> {
  const config = readConfig(process.env);
  const signal = signalled();
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    process.stdout.write(await tell(config, database.url, asked, signal));
  } finally {
    await database.close();
  }
}

async function tell(config: Config, url: string, asked: Asked, signal: AbortSignal): Promise<string> {
  const { processes, ...given } = asked;
  const request = { ...given, from: resolve(given.from) };
  const archive = await openArchive(request.from, request);
  const count = processes ?? processesFor(archive.total, availableParallelism());
  const progress = progressOf(request.newsroom, archive.total);
  const others = Array.from({ length: count - 1 }, () => importProcess(url, progress()));
  try {
    const carryOuts = others.map(({ carryOut }) => carryOut);
    const place = { dataFolder: config.dataFolder, others: carryOuts, onProgress: progress(), signal };
    return await broughtIn(await openImportHouse(config, url), request, archive, place);
  } finally {
    await Promise.all(others.map((one) => one.end()));
  }
}

async function broughtIn(
  house: ImportHouse,
  request: ImportRequest,
  archive: Archive,
  place: ImportPlace,
): Promise<string> {
  try {
    const begun = Date.now();
    const report = await bringIn(house.rooms, request, archive, place);
    if (report.problems.length > 0) process.exitCode = 2;
    return report.text(request.newsroom, (Date.now() - begun) / 1000, !request.dryRun);
  } finally {
    await house.close();
  }
}

/** One bar of what several have done together: each is given its own way to tell. */
function progressOf(newsroom: string, total: number): () => (done: number) => void {
  const show = showProgress(newsroom);
  const all: number[] = [];
  return () => {
    const nth = all.push(0) - 1;
    return (done) => {
      all[nth] = done;
      const sum = all.reduce((one, other) => one + other);
      show(sum, Math.max(total, sum));
    };
  };
}

/** Told to end it does so in order; told once more, at once. */
function signalled(): AbortSignal {
  const told = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => told.abort(new Error(`Ended by ${signal}; what is in stays, and --resume goes on.`)));
  return told.signal;
}

const several = (one: string, before: readonly string[] = []): readonly string[] => [...before, one];

function processCount(given: string): number {
  if (/^[1-9]\d?$/.test(given)) return Number(given);
  throw new InvalidArgumentError('It is a number from 1 to 99.');
}

const program = new Command('import')
  .description('Brings an archive in with its history; exit code 2 where something of it was left out.')
  .requiredOption(
    '--from <path>',
    'a git repository, an export of MediaWiki or WordPress, ninjs, or a folder of wire texts',
  )
  .requiredOption('--newsroom <name>')
  .addOption(new Option('--format <format>', 'what it looks like unless given').choices(importFormats))
  .option('--published <folder>', 'git: what readers have; may be given again', several)
  .option('--only <folder>', 'git: what is looked at, all unless given; may be given again', several)
  .option('--language <tag>', "of texts that do not say theirs; the newsroom's unless given")
  .option(
    '--processes <number>',
    'that take a share of the articles each; one less than the machine has cores, and at most 4, unless given',
    processCount,
  )
  .option('--dry-run', 'write nothing, and tell what would be written')
  .option('--resume', 'go on where an import that was broken has stopped, without reading what is in')
  .action(importArchive);
ending(program.parseAsync());
