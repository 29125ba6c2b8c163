// Who holds a cluster already, by its postmaster.pid: a living server is left alone and refuses us, the orphan of a dead
// Node process is stopped, and the number of a process that is no PostgreSQL any more is cleared away.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PostgresNotStarted } from './not-started';

const ORPHAN_STOP_MS = 60_000;

interface RunningProcess {
  readonly parent: number;
  /** Its arguments, joined by spaces; empty for one that has ended and is not collected yet. */
  readonly command: string;
}

/** The setting by which a server says who started it; it is in the server's arguments from the moment it has the lock. */
export const launcherSetting = (pid: number) => `stet.launcher=${pid}`;

/** Throws {@link PostgresNotStarted} when a living server has this cluster. */
export async function clearPreviousServer(dataFolder: string): Promise<void> {
  const lock = join(dataFolder, 'postmaster.pid');
  const pid = lockedBy(lock);
  const holder = pid === undefined ? undefined : running(pid);
  // Without a process of that number PostgreSQL itself sees that the lock is stale.
  if (pid === undefined || holder === undefined) return;
  if (!holder.command.includes(dataFolder)) rmSync(lock, { force: true });
  else if (isOrphan(holder)) await stopOrphan(pid);
  else
    throw new PostgresNotStarted(
      `A server runs on ${dataFolder} already (process ${pid}): stop it, or set STET_DATA to another folder.`,
    );
}

function lockedBy(lock: string): number | undefined {
  if (!existsSync(lock)) return undefined;
  const pid = Number.parseInt(readFileSync(lock, 'utf8'), 10);
  return pid > 0 ? pid : undefined;
}

/** The launcher's number is no proof by itself (numbers are reused); that the server is still its child is. */
function isOrphan({ parent, command }: RunningProcess): boolean {
  const launcher = /stet\.launcher=(\d+)/.exec(command)?.[1];
  return launcher !== undefined && Number(launcher) !== parent;
}

async function stopOrphan(pid: number): Promise<void> {
  const signals: NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];
  for (const signal of signals) {
    if (isRunning(pid)) process.kill(pid, signal);
    const deadline = Date.now() + ORPHAN_STOP_MS / signals.length;
    while (isRunning(pid) && Date.now() < deadline) await pause(20);
  }
}

const isRunning = (pid: number) => (running(pid)?.command ?? '') !== '';

function running(pid: number): RunningProcess | undefined {
  try {
    return process.platform === 'linux' ? fromProc(pid) : fromPs(pid);
  } catch {
    return undefined;
  }
}

function fromProc(pid: number): RunningProcess {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name stands in parentheses and may hold anything: the fields begin behind the last one.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return { parent: Number(fields[1]), command: readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ') };
}

function fromPs(pid: number): RunningProcess {
  const line = execFileSync('ps', ['-ww', '-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' }).trim();
  const [parent = '0'] = line.split(/\s+/);
  return { parent: Number(parent), command: line.slice(parent.length).trim() };
}
