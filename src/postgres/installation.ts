// The PostgreSQL programs to use and the user to run them as, for one folder.

import { chmodSync, lchownSync, mkdirSync, readdirSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { completed, copyInto, packagedPostgres } from './binaries';
import { PostgresNotStarted } from './not-started';
import { chooseRunAs, endingWithParent, ownerOf, type RunAs } from './run-as';

export interface Installation {
  readonly bin: string;
  /** PostgreSQL's major version, such as 18. */
  readonly major: number;
  readonly runAs: RunAs;
  readonly serverPrefix: readonly string[];
  /** The folder as the server sees it: absolute, without links. */
  readonly folder: string;
}

/** Throws {@link PostgresNotStarted} where no server can run for this folder. */
export function installationFor(givenFolder: string): Installation {
  mkdirSync(givenFolder, { recursive: true });
  const folder = realpathSync(givenFolder);
  refuseForeign(folder);
  // Root's server is another user: it has to get through to its cluster, which is closed itself.
  chmodSync(folder, process.getuid?.() === 0 ? 0o711 : 0o700);
  const packaged = packagedPostgres();
  const inPlace = completed(packaged.native) ? packaged.native : copyInto(folder, packaged);
  const found = usable(inPlace, folder) ?? usable(copyInto(folder, packaged), folder);
  if (found === undefined) throw new PostgresNotStarted(noWay(folder));
  const { native, runAs } = found;
  const serverPrefix = [...runAs.prefix, ...endingWithParent(runAs)];
  return { bin: join(native, 'bin'), major: Number.parseInt(packaged.version, 10), runAs, serverPrefix, folder };
}

/** Gives `path` and what is below it to `owner`; only root ever has to. */
export function giveTo(owner: number, path: string): void {
  if (process.getuid?.() !== 0) return;
  lchownSync(path, owner, owner);
  for (const entry of readdirSync(path, { recursive: true, encoding: 'utf8' }))
    lchownSync(join(path, entry), owner, owner);
}

function usable(native: string, folder: string): { native: string; runAs: RunAs } | undefined {
  const runAs = chooseRunAs(native, folder);
  return runAs && { native, runAs };
}

function refuseForeign(folder: string): void {
  const self = process.getuid?.() ?? 0;
  if (self === 0 || ownerOf(folder).uid === self) return;
  throw new PostgresNotStarted(
    `The folder ${folder} belongs to another user: start as that one, or set STET_DATA to a folder of your own.`,
  );
}

function noWay(folder: string): string {
  return process.getuid?.() === 0
    ? `PostgreSQL does not run as root, and the user nobody cannot reach ${folder}: set STET_DATA to a folder such as /var/lib/stet, start as an ordinary user, or set DATABASE_URL.`
    : 'The embedded PostgreSQL does not run on this machine (it needs glibc on Linux): set DATABASE_URL to a PostgreSQL 15 or later.';
}
