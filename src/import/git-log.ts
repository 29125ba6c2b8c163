// What `git log` says of each commit and the files that it changed, oldest first. Pure but for the reading.
import { printed } from './git-command';

export interface Commit {
  readonly hash: string;
  readonly isMerge: boolean;
  readonly name: string;
  readonly email: string;
  /** RFC 3339. */
  readonly at: string;
  readonly message: string;
  readonly changes: readonly FileChange[];
}

export interface FileChange {
  /** The first letter of git's status: A, M, D, R, C, T. */
  readonly status: string;
  /** Where it was, of what was moved or copied. */
  readonly from?: string;
  readonly path: string;
  /** Octal, as git prints it: 100644 is a file, 120000 a link. */
  readonly mode: string;
  readonly blob: string;
}

/** Six fields a commit, then its changes, all of them ended by NUL; a merge comes once for each of its parents. */
const words = [
  ...['log', '--reverse', '--topo-order', '--raw', '-z', '-m', '-M', '--no-abbrev', '--no-notes'],
  ...['--encoding=UTF-8', '--no-mailmap', '--no-ext-diff', '--no-textconv'],
  '--format=commit%x00%H%x00%P%x00%an%x00%ae%x00%aI%x00%B%x00',
];

/** The commits that lead to `revision`, parents before their children. */
export async function* commitsOf(repository: string, revision: string): AsyncGenerator<Commit> {
  const fields = new Fields(printed(repository, [...words, revision, '--']));
  for (let field = await fields.next(); field !== undefined; field = await fields.next()) {
    if (field !== 'commit')
      throw new Error(`git log says ${JSON.stringify(field.slice(0, 40))} where a commit begins.`);
    yield await commit(fields);
  }
}

async function commit(fields: Fields): Promise<Commit> {
  const take = async (): Promise<string> => (await fields.next()) ?? '';
  const [hash, parents, name, email, at, message] = [await take(), await take(), await take(), await take(), await take(), await take()]; // prettier-ignore
  const changes: FileChange[] = [];
  for (let next = await fields.peek(); next !== undefined && next !== 'commit'; next = await fields.peek()) {
    const [, mode = '', , blob = '', status = ''] = (await take()).trim().split(' ');
    if (mode === '') continue;
    const from = /^[RC]/.test(status) ? { from: await take() } : {};
    changes.push({ status: status.slice(0, 1), ...from, path: await take(), mode, blob });
  }
  return { hash, isMerge: parents.includes(' '), name, email, at, message: message.trimEnd(), changes };
}

/** What is between NULs. */
class Fields {
  private readonly pieces: AsyncIterator<Buffer>;
  private ready: string[] = [];
  private at = 0;
  private rest = Buffer.alloc(0);
  private ended = false;

  constructor(pieces: AsyncIterable<Buffer>) {
    this.pieces = pieces[Symbol.asyncIterator]();
  }

  async peek(): Promise<string | undefined> {
    while (this.at >= this.ready.length && !this.ended) await this.fill();
    return this.ready[this.at];
  }

  async next(): Promise<string | undefined> {
    const field = await this.peek();
    this.at += 1;
    return field;
  }

  private async fill(): Promise<void> {
    const piece = await this.pieces.next();
    const bytes = piece.done ? this.rest : Buffer.concat([this.rest, piece.value]);
    const end = piece.done ? bytes.length : bytes.lastIndexOf(0) + 1;
    this.ended = piece.done === true;
    this.rest = bytes.subarray(end);
    this.at = 0;
    // A blank line stands between a message and its changes.
    this.ready = end === 0 ? [] : bytes.subarray(0, end).toString('utf8').replace(/\0$/, '').split('\0').map(unbroken);
  }
}

const unbroken = (field: string): string => (field.startsWith('\n:') ? field.slice(1) : field);
