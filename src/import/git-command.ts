// The git command: what it is started with, so that neither the user's configuration nor the repository's makes it say
// something else, or run anything.
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';

export type GitProcess = ChildProcessByStdio<Writable, Readable, Readable>;

const settings = ['protocol.allow=never', 'log.showSignature=false', 'log.showRoot=true', 'diff.renameLimit=10000'];
const options = ['--no-pager', '--no-replace-objects', ...settings.flatMap((setting) => ['-c', setting])];

export function git(repository: string, words: readonly string[]): GitProcess {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1', GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
  return spawn('git', ['-C', repository, ...options, ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] });
}

/** What it printed, piece by piece. Throws a sentence where git is not there or fails. */
export async function* printed(repository: string, words: readonly string[]): AsyncGenerator<Buffer> {
  const child = git(repository, words);
  const failed = failure(child);
  child.stdin.end();
  for await (const piece of child.stdout) yield piece as Buffer;
  const problem = await failed;
  if (problem !== undefined) throw new Error(problem);
}

/** Settles when the process has ended: with a sentence where it failed. */
export async function failure(child: GitProcess): Promise<string | undefined> {
  const said: Buffer[] = [];
  child.stderr.on('data', (piece: Buffer) => said.push(piece));
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return code === 0 ? undefined : `git says: ${Buffer.concat(said).toString('utf8').trim() || `exit code ${code}`}`;
  } catch {
    return 'An archive of git is read by the git command, which is not installed here.';
  }
}
