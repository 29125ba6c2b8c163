// Repositories made for tests, commit by commit. Tests that need git are skipped by name without it.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export { describeWithGit } from '../git-history';

export interface GivenCommit {
  readonly author: string;
  /** RFC 3339. */
  readonly at: string;
  readonly message: string;
  /** null: it is deleted. */
  readonly files: Readonly<Record<string, string | Buffer | null>>;
  /** `main` unless given. */
  readonly branch?: string;
  /** Of the first commit of a branch, and of merges: the commits before, counted from 1. */
  readonly parents?: readonly number[];
}

const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export class GitRepository {
  readonly folder = mkdtempSync(join(tmpdir(), 'stet-git-'));
  private count = 0;

  constructor(commits: readonly GivenCommit[]) {
    this.git(['init', '-q', '--bare', '-b', 'main', '.']);
    this.add(commits);
  }

  add(commits: readonly GivenCommit[]): void {
    this.git(['fast-import', '--quiet', '--force', '--export-marks=marks', ...(this.count > 0 ? ['--import-marks=marks'] : [])], Buffer.concat(commits.map((one) => this.written(one)))); // prettier-ignore
  }

  git(words: readonly string[], input?: Buffer): string {
    return execFileSync('git', words, { cwd: this.folder, env, input, maxBuffer: 2 ** 30 }).toString();
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  private written({ author, at, message, files, branch = 'main', parents }: GivenCommit): Buffer {
    const before = parents ?? (this.count > 0 ? [this.count] : []);
    const mail = `${author.toLowerCase().replace(/[^a-z]+/g, '.')}@example.org`;
    const zone = /Z$/.test(at) ? '+0000' : at.slice(-6).replace(':', '');
    const when = `${Math.floor(Date.parse(at) / 1000)} ${zone}`;
    const [from, ...merged] = before;
    return Buffer.concat([
      Buffer.from(`commit refs/heads/${branch}\nmark :${(this.count += 1)}\n`),
      Buffer.from(`author ${author} <${mail}> ${when}\ncommitter Robot <robot@example.org> ${when}\n`),
      data(Buffer.from(message)),
      Buffer.from(from ? `from :${from}\n` : ''),
      ...merged.map((one) => Buffer.from(`merge :${one}\n`)),
      ...Object.entries(files).map(([path, content]) => change(path, content)),
    ]);
  }
}

function change(path: string, content: string | Buffer | null): Buffer {
  if (content === null) return Buffer.from(`D ${JSON.stringify(path)}\n`);
  return Buffer.concat([Buffer.from(`M 100644 inline ${JSON.stringify(path)}\n`), data(Buffer.from(content))]);
}

const data = (bytes: Buffer): Buffer =>
  Buffer.concat([Buffer.from(`data ${bytes.length}\n`), bytes, Buffer.from('\n')]);
