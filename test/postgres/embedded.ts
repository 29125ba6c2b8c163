// What the specs of the embedded PostgreSQL share: throw-away folders, statements, and a server in a process of its own.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { Client } from 'pg';

const folders: string[] = [];

export function newFolder(parent = tmpdir()): string {
  const folder = mkdtempSync(join(parent, 'stet-pg-'));
  folders.push(folder);
  return join(folder, 'postgres');
}

export function removeFolders(): void {
  for (const folder of folders.splice(0)) rmSync(join(folder), { recursive: true, force: true });
}

/** The first column of the first row, as text. */
export async function ask(url: string, statement: string): Promise<string | undefined> {
  const client = new Client(url);
  // A server that is killed says goodbye outside of any statement; the statement itself fails too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    const { rows } = await client.query<unknown[]>({ text: statement, rowMode: 'array' });
    return rows[0] === undefined ? undefined : String(rows[0][0]);
  } finally {
    await client.end();
  }
}

export interface ServerChild {
  readonly process: ChildProcess;
  readonly answer: { readonly url?: string; readonly pid?: number; readonly refused?: string };
}

/** startPostgres in another Node process; it ends, with its server, when its standard input closes. */
export async function startInChild(folder: string): Promise<ServerChild> {
  const child = spawn(process.execPath, [resolve(__dirname, 'server-child.cjs'), folder], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { process: child, answer: JSON.parse(line) as ServerChild['answer'] };
}

export async function endChild({ process: child }: ServerChild): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.stdin?.end();
  await once(child, 'exit');
}
