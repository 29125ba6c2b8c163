// `npm run rebuild`: builds the read models again from the log beside the live ones, compares them row by row and, with
// --swap, puts the rebuilt ones in place. The service may run meanwhile.
import { NestFactory } from '@nestjs/core';
import { Command } from 'commander';
import { AppModule } from '../app.module';
import { readConfig } from '../config';
import { adminDataSource, migrate } from '../data-source';
import { Projector } from '../event-store/projector';
import { rebuild, type RebuildReport } from '../event-store/rebuild';
import { createLog } from '../http/log';
import { keyFolder } from '../identity/signing-key';
import { joinDatabase } from './database';
import { ending } from './ending';
import { showProgress } from './progress';

interface Options {
  readonly swap?: boolean;
  readonly newsroom?: string;
}

async function rebuildAll(name: string | undefined, options: Options): Promise<void> {
  const database = await joinDatabase(readConfig(process.env), createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    const reports = await rebuildIn(database, name, options);
    if (reports.some(({ drift }) => drift.length > 0) && !options.swap) process.exitCode = 2;
  } finally {
    await database.close();
  }
}

async function rebuildIn(database: { url: string; adminUrl: string }, name: string | undefined, options: Options) {
  const kept = { requestSecret: Buffer.alloc(32), keyFolder: keyFolder(readConfig(process.env).dataFolder) };
  const module = AppModule.with({ databaseUrl: database.url, ...kept });
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  const source = await adminDataSource(database.adminUrl).initialize();
  try {
    const known = context.get(Projector, { strict: false }).registered();
    const wanted = known.filter((projection) => name === undefined || projection.name === name);
    if (wanted.length === 0) throw new Error(`There is ${known.map((one) => one.name).join(', ')}, no ${name}.`);
    const reports: RebuildReport[] = [];
    for (const projection of wanted) {
      const onProgress = showProgress(projection.name);
      const report = await rebuild(source, projection, { ...options, onProgress });
      process.stdout.write(sentence(report));
      reports.push(report);
    }
    return reports;
  } finally {
    await source.destroy();
    await context.close();
  }
}

function sentence({ projection, events, rows, drift, swapped }: RebuildReport): string {
  const verdict = drift.length === 0 ? 'equal' : `${drift.length} differences`;
  const head = `${projection}: ${events} events, ${rows} rows compared, ${verdict}${swapped ? ', put in place' : ''}\n`;
  return head + drift.map((one) => `  ${JSON.stringify(one)}\n`).join('');
}

const program = new Command('rebuild')
  .description('Rebuilds read models from the log and compares them; exit code 2 when they differ.')
  .argument('[projection]', 'all unless named')
  .option('--swap', 'put the rebuilt rows in place')
  .option('--newsroom <id>', 'all unless named')
  .action(rebuildAll);
ending(program.parseAsync());
