// One PostgreSQL server process: its arguments, how it says that it is ready, how it is stopped.

import { type ChildProcess, spawn } from 'node:child_process';
import { totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Installation } from './installation';
import { launcherSetting } from './previous-server';
import { serverEnvironment } from './run-as';

const STOP_MS = 60_000;
const READY = 'database system is ready to accept connections';

interface ServeOptions {
  readonly dataFolder: string;
  readonly port: number;
  readonly durable?: boolean;
  readonly onLog?: (line: string) => void;
}

export interface ServerProcess {
  readonly port: number;
  readonly pid: number;
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts a server and waits, as long as its recovery takes, until it is ready; or answers why it ended. */
export async function serve(installation: Installation, options: ServeOptions): Promise<ServerProcess | string> {
  const child = spawnServer(installation, options);
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()).once('error', () => resolve()));
  const failure = await readiness(child, ended, options.onLog);
  if (failure !== undefined) return failure;
  // A regular end of this process takes the server along also where it does not notice the end of its parent.
  const interrupt = () => void child.kill('SIGINT');
  process.once('exit', interrupt);
  void ended.then(() => process.off('exit', interrupt));
  return { port: options.port, pid: child.pid ?? 0, ended, stop: () => stop(child, ended) };
}

function spawnServer({ bin, runAs, serverPrefix }: Installation, options: ServeOptions): ChildProcess {
  const [command = '', ...rest] = [...serverPrefix, join(bin, 'postgres'), ...serverArguments(options)];
  return spawn(command, rest, {
    uid: runAs.uid,
    gid: runAs.gid,
    cwd: '/',
    env: serverEnvironment(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in a terminal is for Node, which stops the server when its own work is done.
    detached: true,
  });
}

/** Of a machine with so many bytes: what is searched again and again should be found here, and others need memory too. */
export const sharedMegabytes = (memory: number): number => Math.min(4_096, Math.max(128, Math.floor(memory / 2 ** 23)));

const machineMemory = (): number => Math.min(totalmem(), process.constrainedMemory() || Infinity);

function serverArguments({ dataFolder, port, durable = true }: ServeOptions): readonly string[] {
  const settings = [
    ...['listen_addresses=127.0.0.1', `port=${port}`, 'unix_socket_directories=', launcherSetting(process.pid)],
    ...['fsync', 'synchronous_commit', 'full_page_writes'].map((name) => `${name}=${durable ? 'on' : 'off'}`),
    `shared_buffers=${sharedMegabytes(durable ? machineMemory() : 0)}MB`, // each database made or dropped is looked for in all of it
    ...['logging_collector=off', 'log_destination=stderr', 'lc_messages=C', 'log_min_messages=warning'],
    // What editors write does not belong into a log: neither statements nor the values in an error's details.
    ...['log_min_error_statement=panic', 'log_error_verbosity=terse'],
  ];
  return ['-D', dataFolder, ...settings.flatMap((setting) => ['-c', setting])];
}

function readiness(
  child: ChildProcess,
  ended: Promise<void>,
  onLog?: (line: string) => void,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let fatal = 'it ended at once.';
    child.once('error', (error) => (fatal = error.message));
    if (child.stderr) {
      createInterface({ input: child.stderr }).on('line', (line) => {
        onLog?.(line);
        if (/\b(FATAL|PANIC|ERROR):|^\S+: /.test(line)) fatal = line.replace(/^.*?(FATAL|PANIC|ERROR): +/, '');
        if (line.includes(READY)) resolve(undefined);
      });
    }
    void ended.then(() => resolve(fatal));
  });
}

/** Fast shutdown first (PostgreSQL ends sessions and writes a checkpoint); immediate when that takes too long. */
async function stop(child: ChildProcess, ended: Promise<void>): Promise<void> {
  child.kill('SIGINT');
  const impatience = setTimeout(() => child.kill('SIGQUIT'), STOP_MS);
  await ended;
  clearTimeout(impatience);
}
