// PostgreSQL refuses to run as root. This chooses as whom it runs: as ourselves, as `nobody`, or, where `nobody` cannot
// reach the files (below a closed home), as ourselves under another number in a user namespace.

import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname, join } from 'node:path';

const NOBODY = 65534;
const IN_NAMESPACE = ['unshare', '--user', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`, '--'];

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
  const ways = process.getuid?.() === 0 ? waysOfRoot(folder) : waysOfUser();
  return ways.find((way) => runs(way, join(native, 'bin', 'postgres'), ['--version']));
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

function waysOfUser(): readonly RunAs[] {
  const self: RunAs = { prefix: [], owner: process.getuid?.() ?? 0 };
  // initdb asks for the user's name; in a container with a number of its own choosing there is none but in a namespace.
  return [...(hasName() ? [self] : []), { ...self, prefix: IN_NAMESPACE }];
}

function waysOfRoot(folder: string): readonly RunAs[] {
  const { uid, gid } = ownerOf(folder);
  const asOwner: RunAs = { prefix: [], uid, gid, owner: uid };
  const asNobody: RunAs = { prefix: [], uid: NOBODY, gid: NOBODY, owner: NOBODY };
  return [
    // What an ordinary user's server wrote stays that user's.
    ...(uid !== 0 && uid !== NOBODY ? [asOwner] : []),
    ...(isOpenToAll(dirname(folder)) ? [asNobody] : []),
    { prefix: IN_NAMESPACE, owner: 0 },
  ];
}

/** Whose the folder's data are: the cluster's owner, before there is one the folder's. */
export function ownerOf(folder: string): { readonly uid: number; readonly gid: number } {
  const cluster = join(folder, 'cluster');
  return statSync(existsSync(cluster) ? cluster : folder);
}

function hasName(): boolean {
  try {
    return userInfo().username !== '';
  } catch {
    return false;
  }
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
