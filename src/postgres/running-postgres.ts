// A PostgreSQL that runs on a folder already: for the tools that work beside the service.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DATABASE, OWNER, passwordFile } from './cluster';

/** Its address, as the owner; undefined where none runs. (postmaster.pid: 1 process, 4 port, 8 status.) */
export function runningPostgres(folder: string): string | undefined {
  const cluster = join(folder, 'cluster');
  const lock = join(cluster, 'postmaster.pid');
  if (!existsSync(lock)) return undefined;
  const [pid, , , port, , , , status] = readFileSync(lock, 'utf8').split('\n');
  if (status?.trim() !== 'ready' || !isAlive(Number(pid))) return undefined;
  const password = readFileSync(passwordFile(cluster), 'utf8');
  return `postgres://${OWNER}:${password}@127.0.0.1:${port}/${DATABASE}`;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Of another user: alive, though not ours to signal.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
