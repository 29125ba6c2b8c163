// The service as `npm start` runs it, a process of its own, built where the sources changed; ended by its process id.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const program = resolve(__dirname, '../../src/launch/run.mjs');

export interface BuiltService {
  readonly url: string;
  readonly pid: number;
  /** Settles when it has ended, for whatever reason. */
  readonly ended: Promise<unknown>;
  /** Asks it to end and waits until it has. */
  end(): Promise<void>;
}

/** Rejects with what it said when it ends instead of listening. */
export async function startBuiltService(env: Record<string, string>): Promise<BuiltService> {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, [program, 'main'], {
    env: { PATH, HOME, PORT: '0', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = once(child, 'exit');
  const said: string[] = [];
  createInterface({ input: child.stderr }).on('line', (line) => said.push(line));
  const lines = createInterface({ input: child.stdout });
  const url = await new Promise<string>((listening, failed) => {
    lines.on('line', (line) => {
      const { msg, url: address } = JSON.parse(line) as { msg?: string; url?: string };
      if (msg === 'listening' && address) listening(address);
    });
    child.once('exit', () => failed(new Error(said.join('\n'))));
  });
  const end = async () => {
    child.kill('SIGTERM');
    await ended;
  };
  return { url, pid: child.pid ?? 0, ended, end };
}
