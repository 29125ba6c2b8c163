// `npm run -s token -- --sub ana --role editor`: prints one token for the server of the same STET_DATA, and nothing else.
import { Command } from 'commander';
import { ConfigRefused, readConfig, type Environment } from '../config';
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

/** The token that the arguments ask for; throws a sentence where none can be made. */
export async function tokenFor(args: readonly string[], env: Environment): Promise<string> {
  const options = command().parse(args, { from: 'user' }).opts<Options>();
  const config = readConfig(env);
  if (config.oidc) {
    throw new ConfigRefused('OIDC_ISSUER is set: only tokens of that issuer count, so none can be made here.');
  }
  const { sub, name, role, newsroom = ['main'], days } = options;
  const newsrooms = Object.fromEntries(newsroom.map((id) => [id, role]));
  return signToken(readOrMakeSigningKey(config.dataFolder), { sub, name, newsrooms }, lifetime(days));
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

if (process.argv[1] === __filename) {
  tokenFor(process.argv.slice(2), process.env).then(
    (token) => process.stdout.write(`${token}\n`),
    (error: unknown) => {
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 1;
    },
  );
}
