// `npm run import -- --from <path> --newsroom <name>`: brings an archive in with its history. The service may run meanwhile; its
// read models follow.
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { Command, Option } from 'commander';
import { AppModule } from '../app.module';
import { ArticleLog } from '../articles/article-log';
import { importFormats } from '../articles/events';
import { readConfig, type Config } from '../config';
import { migrate } from '../data-source';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';
import { createLog } from '../http/log';
import { keyFolder } from '../identity/signing-key';
import { bringIn, type ImportRequest } from '../import/bring-in';
import { NewsroomSettings } from '../settings/newsroom-settings';
import { joinDatabase } from './database';
import { ending } from './ending';
import { showProgress } from './progress';

async function importArchive(request: ImportRequest): Promise<void> {
  const config = readConfig(process.env);
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    const kept = { requestSecret: Buffer.alloc(32), keyFolder: keyFolder(config.dataFolder), url: siteOf(config) };
    const module = AppModule.with({ databaseUrl: database.url, ...kept });
    const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
    try {
      await context.get(Projector, { strict: false }).stop(); // read models are the service's: they would take turns with the import
      process.stdout.write(await tell(context, config, request));
    } finally {
      await context.close();
    }
  } finally {
    await database.close();
  }
}

async function tell(context: INestApplicationContext, { dataFolder }: Config, request: ImportRequest): Promise<string> {
  const everywhere = { strict: false };
  const rooms = {
    commands: context.get(CommandBus, everywhere),
    store: context.get(EventStore, everywhere),
    articles: context.get(ArticleLog, everywhere),
    settings: context.get(NewsroomSettings, everywhere),
  };
  const begun = Date.now();
  const { newsroom } = request;
  const progress = { dataFolder, onProgress: showProgress(newsroom) };
  const report = await bringIn(rooms, request, progress);
  if (report.problems.length > 0) process.exitCode = 2;
  return report.text(newsroom, (Date.now() - begun) / 1000, !request.dryRun);
}

/** As of the service with this configuration. */
const siteOf = ({ url, port }: Config): string => url ?? `http://localhost:${port}`;

const several = (one: string, before: readonly string[] = []): readonly string[] => [...before, one];

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
  .option('--dry-run', 'write nothing, and tell what would be written')
  .option('--resume', 'go on where an import that was broken has stopped, without reading what is in')
  .action(importArchive);
ending(program.parseAsync());
