// `npm run -s token -- --sub ana --role editor`: prints one token for the server of the same STET_DATA, and nothing else.
import { Command } from 'commander';
import { ConfigRefused, readConfig } from '../config';
import { roles, type Role } from '../identity/actor';
import { readOrMakeSigningKey, signToken } from '../identity/signing-key';

interface Options {
  readonly sub: string;
  readonly role: readonly Role[];
  readonly newsroom?: readonly string[];
  readonly name?: string;
  readonly days: string;
}

const day = 24 * 60 * 60;

async function printToken(options: Options): Promise<void> {
  const config = readConfig(process.env);
  if (config.oidc) {
    throw new ConfigRefused('OIDC_ISSUER is set: only tokens of that issuer count, so none can be made here.');
  }
  const newsrooms = Object.fromEntries((options.newsroom ?? ['main']).map((newsroom) => [newsroom, options.role]));
  const key = readOrMakeSigningKey(config.dataFolder);
  const token = await signToken(key, { sub: options.sub, name: options.name, newsrooms }, lifetime(options.days));
  process.stdout.write(`${token}\n`);
}

function lifetime(days: string): number {
  const seconds = Math.round(Number(days) * day);
  if (seconds >= 1 && seconds <= 3650 * day) return seconds;
  throw new ConfigRefused(`--days is ${JSON.stringify(days)}, but has to be a number of days up to 3650.`);
}

function command(): Command {
  return new Command('token')
    .description('Prints one token for the server of the same STET_DATA.')
    .requiredOption('--sub <id>', 'the person, e.g. ana')
    .requiredOption('--role <role>', `${roles.join(', ')}; may be given several times`, addRole)
    .option('--newsroom <id>', 'may be given several times (default: main)', addNewsroom)
    .option('--name <name>', 'as shown to others (default: the sub)')
    .option('--days <n>', 'how long it holds', '30');
}

function addRole(value: string, former: readonly Role[] = []): readonly Role[] {
  const known = roles.find((name) => name === value);
  if (known) return [...former, known];
  throw new ConfigRefused(`--role is ${JSON.stringify(value)}, but has to be one of ${roles.join(', ')}.`);
}

const addNewsroom = (value: string, former: readonly string[] = []): readonly string[] => [...former, value];

async function main(): Promise<void> {
  await printToken(command().parse().opts<Options>());
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
