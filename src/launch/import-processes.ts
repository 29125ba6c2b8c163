// The processes of an import beside the one that was started: each carries out the share that it is told to, and none outlives the import.
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import type { CarryOut, ShareTask } from '../import/bring-in';
import type { ImportFigures } from '../import/report';
import type { ShareSaid } from './import-share';

/** Milliseconds that a process may take to end once it is told to; longer than it gives itself. */
const patience = 15_000;

/** Starts it; nothing is imported before it is told what. `url` is the running database. */
export function importProcess(url: string, onProgress: (done: number) => void): ImportProcess {
  const child = fork(join(__dirname, 'import-share.js'), {
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  child.on('error', () => undefined); // told by how it ends
  // What it said last may come after its exit; and `close` never comes where this process has ended the connection.
  const closed = Promise.all([once(child, 'exit'), once(child, 'disconnect')]).then(
    ([exit]) => exit as unknown[],
    (error: unknown) => [error],
  );
  const outcome = outcomeOf(child, closed, onProgress);
  const carryOut: CarryOut = (task: ShareTask, signal) => {
    const end = () => void endOf(child, closed);
    if (signal.aborted) end();
    signal.addEventListener('abort', end);
    if (child.connected) child.send(task, () => undefined);
    return outcome().finally(() => signal.removeEventListener('abort', end));
  };
  return { carryOut, end: () => endOf(child, closed) };
}

export interface ImportProcess {
  readonly carryOut: CarryOut;
  /** In order: what is on its way to the log is waited for. */
  end(): Promise<void>;
}

/** Of a process that ended: what it did; throws its sentence, or one that tells how it ended. */
function outcomeOf(
  child: ChildProcess,
  closed: Promise<unknown[]>,
  onProgress: (done: number) => void,
): () => Promise<ImportFigures> {
  let last: ShareSaid | undefined;
  child.on('message', (said: ShareSaid) => {
    if ('done' in said) onProgress(said.done);
    else last = said;
  });
  return async () => {
    const ended = await closed;
    if (last && 'figures' in last) return last.figures;
    throw new Error(last && 'failure' in last ? last.failure : unexpected(ended));
  };
}

async function endOf(child: ChildProcess, closed: Promise<unknown[]>): Promise<void> {
  if (child.connected) child.disconnect();
  const late = setTimeout(() => child.kill('SIGKILL'), patience);
  await closed;
  clearTimeout(late);
}

function unexpected([how, signal]: readonly unknown[]): string {
  const ended =
    how instanceof Error ? how.message : typeof signal === 'string' ? `by ${signal}` : `with code ${Number(how)}`;
  return `A process of the import ended before it was done (${ended}); what is in stays, and --resume goes on.`;
}
