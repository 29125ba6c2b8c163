// `npm run ledger -- rotate`, `-- retire <n>`: the keys that sign checkpoints and receipts, also while the service runs.
import { Command } from 'commander';
import { readConfig } from '../config';
import { keyFolder } from '../identity/signing-key';
import { LedgerKeys, retire, rotate } from '../ledger/ledger-keys';
import { verifierKey } from '../ledger/note';
import { ending } from './ending';

function show(newsroom: string): void {
  const { dataFolder, ledgerName } = readConfig(process.env);
  const keys = new LedgerKeys(keyFolder(dataFolder), ledgerName);
  const signing = new Set(keys.signers(newsroom).map(verifierKey));
  for (const line of keys.known(newsroom).map(verifierKey))
    process.stdout.write(`${line} ${signing.has(line) ? 'signs' : 'retired'}\n`);
}

function addKey(): void {
  const folder = keyFolder(readConfig(process.env).dataFolder);
  process.stdout.write(`The key ${rotate(folder)} signs too from now on.\n`);
}

function retireKey(number: string): void {
  retire(keyFolder(readConfig(process.env).dataFolder), Number(number));
  process.stdout.write(`The key ${number} signs no more.\n`);
}

const program = new Command('ledger').description('The keys of the ledger of the same STET_DATA.');
program.command('rotate').description('adds a key: both sign').action(addKey);
program.command('retire').argument('<number>').description('ends a key: it is only known from now on').action(retireKey); // prettier-ignore
program.command('keys').argument('[newsroom]', 'main unless named', 'main').action(show);
ending(program.parseAsync());
