// `npm run newsroom -- create <id>`: adds a newsroom, also while the service runs.
import { Command } from 'commander';
import { readConfig } from '../config';
import { adminDataSource, migrate } from '../data-source';
import { Newsrooms } from '../event-store/newsrooms';
import { createLog } from '../http/log';
import { joinDatabase } from './database';
import { ending } from './ending';

async function create(id: string): Promise<void> {
  if (!/^[a-z0-9-]{1,40}$/.test(id))
    throw new Error(`A newsroom's id is 1 to 40 of a-z, 0-9 and -, not ${JSON.stringify(id)}.`);
  const config = readConfig(process.env);
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    const source = await adminDataSource(database.adminUrl).initialize();
    const made = await new Newsrooms(source).create(id);
    await source.destroy();
    process.stdout.write(made ? `The newsroom ${id} is there now.\n` : `The newsroom ${id} was there already.\n`);
  } finally {
    await database.close();
  }
}

const program = new Command('newsroom').description('Newsrooms of the server of the same STET_DATA or DATABASE_URL.');
program.command('create').argument('<id>', '1 to 40 of a-z, 0-9 and -').action(create);
ending(program.parseAsync());
