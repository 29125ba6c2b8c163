// `npm run rotate-vault-key`: a new key for the vault, and every identity's own key wrapped by it; also while the service runs.
import { Command } from 'commander';
import { readConfig } from '../config';
import { adminDataSource, migrate, poolOf } from '../data-source';
import { Newsrooms } from '../event-store/newsrooms';
import { createLog } from '../http/log';
import { keyFolder } from '../identity/signing-key';
import { rewrapAll } from '../vault/rewrapping';
import { VaultKeys } from '../vault/vault-keys';
import { joinDatabase } from './database';
import { ending } from './ending';

async function rotate({ rewrapOnly }: { readonly rewrapOnly?: boolean }): Promise<void> {
  const config = readConfig(process.env);
  const keys = new VaultKeys(keyFolder(config.dataFolder));
  const database = await joinDatabase(config, createLog({ logLevel: 'silent' }));
  try {
    await migrate(database.adminUrl);
    if (!rewrapOnly)
      process.stdout.write(`The key ${keys.rotate().from.id} is replaced, and kept for what it wrapped.\n`);
    process.stdout.write(
      `${await rewrapIn(database.adminUrl, keys)} identities are wrapped by ${keys.present().id} now.\n`,
    );
  } finally {
    await database.close();
  }
}

async function rewrapIn(url: string, keys: VaultKeys): Promise<number> {
  const source = await adminDataSource(url).initialize();
  try {
    let done = 0;
    for (const newsroom of await new Newsrooms(source).all()) done += await rewrapAll(poolOf(source), newsroom, keys);
    return done;
  } finally {
    await source.destroy();
  }
}

const program = new Command('rotate-vault-key')
  .description('A new key for the vault of the server of the same STET_DATA.')
  .option('--rewrap-only', 'wrap by the present key what others wrapped')
  .action(rotate);
ending(program.parseAsync());
