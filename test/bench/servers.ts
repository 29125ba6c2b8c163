// The service as its users run it, in a process of its own, and the bare server that it is measured against in another.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import type { Role } from '../../src/identity/actor';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';

const root = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } };

export interface ServerProcess {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  stop(): Promise<void>;
}

export interface ServiceProcess extends ServerProcess {
  /** Milliseconds from the spawn to the first 200 of `/health/ready`. */
  readonly readyAfter: number;
  /** `Authorization` of somebody with these roles. */
  authorization(...roles: Role[]): Promise<string>;
}

export interface ServiceFurnishing {
  /** Kept by whoever gives it; else the one of its database, or of its own, removed at the end. */
  readonly dataFolder?: string;
  /** Without it the service starts its own embedded database. */
  readonly databaseUrl?: string;
}

/** `npm start`'s process with its default settings, logs included (to the null device). */
export async function startServiceProcess(given: ServiceFurnishing = {}): Promise<ServiceProcess> {
  const folder = given.dataFolder ?? folderFor(given.databaseUrl);
  const env = { STET_DATA: folder, ...(given.databaseUrl && { DATABASE_URL: given.databaseUrl }) };
  const start = performance.now();
  const server = await startProcess(scripts.start.split(' ').slice(1), env, '/health/ready');
  const readyAfter = performance.now() - start;
  const authorization = async (...roles: Role[]) =>
    `Bearer ${await signToken(readOrMakeSigningKey(folder), { sub: 'ana', name: 'Ana', newsrooms: { main: roles } }, 3600)}`;
  return { url: server.url, readyAfter, stop: () => server.stop(), authorization };
}

const folders = new Map<string, string>();

/** A database is served with the keys that it was served with before: a notary with others would sign nothing, and the service not be ready. */
function folderFor(databaseUrl = ''): string {
  const known = folders.get(databaseUrl);
  if (known !== undefined && databaseUrl !== '') return known;
  const folder = mkdtempSync(join(tmpdir(), 'stet-bench-service-'));
  made.push(folder);
  folders.set(databaseUrl, folder);
  return folder;
}

const made: string[] = [];
process.once('exit', () => made.forEach((folder) => rmSync(folder, { recursive: true, force: true })));

/** `bare-server.ts` on the same database. */
export function startBareProcess(databaseUrl: string): Promise<ServerProcess> {
  const program = ['-r', './test/bench/register.cjs', join('test', 'bench', 'bare-server.ts')];
  return startProcess(program, { DATABASE_URL: databaseUrl }, '/');
}

async function startProcess(program: string[], env: Record<string, string>, readyAt: string): Promise<ServerProcess> {
  const port = await freePort();
  const kept = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^(STET_|DATABASE_|LOG_LEVEL)/.test(name)),
  );
  const child = spawn(process.execPath, program, {
    cwd: root,
    env: { ...kept, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const url = `http://127.0.0.1:${port}`;
  const start = performance.now();
  while (!(await answers(url + readyAt))) {
    if (child.exitCode !== null) throw new Error(`${program.join(' ')} ended before it was ready.`);
    if (performance.now() - start > longestStart) return refuse(child, url + readyAt);
    await pause(20);
  }
  return { url, stop: () => end(child) };
}

/** Milliseconds. */
const longestStart = 120_000;

async function refuse(child: ChildProcess, url: string): Promise<never> {
  const why = await fetch(url).then((response) => response.text(), String);
  await end(child);
  throw new Error(`It is not ready after ${longestStart / 1000} seconds: ${why}`);
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  await once(child, 'exit');
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    async (response) => (await response.arrayBuffer(), response.ok),
    () => false,
  );

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
