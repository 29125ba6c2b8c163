// PostgreSQL refuses to run as root. This chooses as whom it runs: as ourselves, as `nobody`, or, where `nobody` cannot
// reach the files (below a closed home), as ourselves under another number in a user namespace.

import { spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const NOBODY = 65534;

export interface RunAs {
  /** The programs that start the server, in front of its own name. */
  readonly prefix: readonly string[];
  /** Set where the server gets another user than this process. */
  readonly uid?: number;
  readonly gid?: number;
  /** Who owns the server's files, as numbered outside of any namespace. */
  readonly owner: number;
}

/** The first way by which `native`'s server runs and reaches `folder`; undefined where there is none. */
export function chooseRunAs(native: string, folder: string): RunAs | undefined {
  return candidates(folder).find((candidate) => runs(candidate, join(native, 'bin', 'postgres'), ['--version']));
}

/**
 * The prefix that ends a server with its parent, so that it does not outlive a killed Node process; empty where
 * util-linux is missing (then the next start stops the orphan).
 */
export function endingWithParent(runAs: RunAs): readonly string[] {
  const prefix = ['setpriv', '--pdeathsig', 'INT', '--'];
  return runs({ ...runAs, prefix }, 'true', []) ? prefix : [];
}

/** The environment of the server: no PG* variable and no locale of the caller gets in. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  return { PATH: `${process.env.PATH ?? ''}:/usr/sbin:/usr/bin:/sbin:/bin`, LC_ALL: 'C', TZ: 'UTC' };
}

function candidates(folder: string): readonly RunAs[] {
  const self = process.getuid?.() ?? 0;
  if (self !== 0) return [{ prefix: [], owner: self }];
  const namespaced = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];
  const nobody: RunAs = { prefix: [], uid: NOBODY, gid: NOBODY, owner: NOBODY };
  return [...(isOpenToAll(dirname(folder)) ? [nobody] : []), { prefix: namespaced, owner: 0 }];
}

function isOpenToAll(folder: string): boolean {
  const passable = (statSync(folder).mode & 0o001) !== 0;
  return passable && (dirname(folder) === folder || isOpenToAll(dirname(folder)));
}

function runs(runAs: RunAs, program: string, parameters: readonly string[]): boolean {
  const [command = program, ...rest] = [...runAs.prefix, program, ...parameters];
  const { uid, gid } = runAs;
  return spawnSync(command, rest, { uid, gid, cwd: '/', env: serverEnvironment(), stdio: 'ignore' }).status === 0;
}
