// The cluster in `<folder>/cluster`: made complete beside its place (with its password and the database `stet`) and
// moved there in one step, so that a killed or a second initdb leaves nothing half made.

import { execFile, type ExecFileException } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, open, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { giveTo, type Installation } from './installation';
import { PostgresNotStarted } from './not-started';
import { serverEnvironment } from './run-as';

export const OWNER = 'stet_owner';
export const DATABASE = 'stet';

export interface Cluster {
  readonly dataFolder: string;
  /** The password of {@link OWNER}, 256 random bits as hex. */
  readonly password: string;
}

const TUNING = ['max_connections=100', 'timezone=UTC', 'log_timezone=UTC', 'jit=off', 'random_page_cost=1.1'];

/** Opens the folder's cluster, or makes it. Throws {@link PostgresNotStarted} when another major version made it. */
export async function prepareCluster(installation: Installation, durable: boolean): Promise<Cluster> {
  const dataFolder = join(installation.folder, 'cluster');
  if (!existsSync(dataFolder)) await makeCluster(installation, dataFolder, durable);
  await refuseOtherVersion(dataFolder, installation.major);
  const { owner } = installation.runAs;
  if ((await stat(dataFolder)).uid !== owner) giveTo(owner, dataFolder);
  return { dataFolder, password: await readFile(passwordFile(dataFolder), 'utf8') };
}

async function makeCluster(installation: Installation, place: string, durable: boolean): Promise<void> {
  const draft = await mkdtemp(join(installation.folder, 'draft-'));
  try {
    const made = await initialise(installation, draft, durable);
    await rename(made, place);
    await syncFolder(installation.folder);
  } catch (error) {
    // A rename onto a cluster fails: another process was first, and its cluster is complete.
    if (!existsSync(place)) throw error;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

async function initialise(installation: Installation, draft: string, durable: boolean): Promise<string> {
  const dataFolder = join(draft, 'cluster');
  const secret = join(draft, 'secret');
  const password = randomBytes(32).toString('hex');
  await writeFile(secret, password, { mode: 0o600 });
  await mkdir(dataFolder, { mode: 0o700 });
  giveTo(installation.runAs.owner, draft);
  await run(installation, 'initdb', [...initdbArguments(dataFolder, secret), ...(durable ? [] : ['--no-sync'])]);
  await run(installation, 'postgres', ['--single', '-D', dataFolder, 'postgres'], `create database ${DATABASE}\n`);
  await writeFile(passwordFile(dataFolder), password, { mode: 0o600, flush: true });
  await chmod(dataFolder, 0o700);
  giveTo(installation.runAs.owner, dataFolder);
  return dataFolder;
}

function initdbArguments(dataFolder: string, secret: string): readonly string[] {
  return [
    ...[
      '-D',
      dataFolder,
      '-U',
      OWNER,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--data-checksums',
      '--no-instructions',
    ],
    ...['-E', 'UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    ...TUNING.flatMap((setting) => ['-c', setting]),
  ];
}

function run({ bin, runAs }: Installation, program: string, parameters: readonly string[], input = ''): Promise<void> {
  const [command = '', ...rest] = [...runAs.prefix, join(bin, program), ...parameters];
  const options = { uid: runAs.uid, gid: runAs.gid, cwd: '/', env: serverEnvironment() };
  return new Promise((resolve, reject) => {
    const done = (error: ExecFileException | null, _out: string, said: string) => {
      if (error) reject(new PostgresNotStarted(`${program} failed: ${said.trim() || error.message}`));
      else resolve();
    };
    execFile(command, rest, options, done).stdin?.end(input);
  });
}

async function refuseOtherVersion(dataFolder: string, major: number): Promise<void> {
  const made = (await readFile(join(dataFolder, 'PG_VERSION'), 'utf8')).trim();
  if (made === String(major)) return;
  throw new PostgresNotStarted(
    `The data in ${dataFolder} is of PostgreSQL ${made} and this is ${major}: dump it with ${made} and restore it, or set STET_DATA to an empty folder.`,
  );
}

export const passwordFile = (dataFolder: string) => join(dataFolder, 'stet-owner-password');

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync();
  await handle.close();
}
