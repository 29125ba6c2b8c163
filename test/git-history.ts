// A throw-away git repository with linear histories, to compare with. Tests that need git are skipped by name without it.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const hasGit = spawnSync('git', ['--version']).status === 0;
/** Benches, which have neither, use the repository too. */
export const describeWithGit = hasGit ? globalThis.describe : globalThis.describe?.skip;

// No one's own git configuration may change the answers.
const env = { ...process.env, GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' };

export class GitHistory {
  private readonly folder = mkdtempSync(join(tmpdir(), 'stet-git-'));

  /** Branch n holds the n-th history, a commit `r1`, `r2` … a text. */
  constructor(histories: readonly (readonly string[])[]) {
    this.git(['init', '-q', '--bare', '.']);
    const commits = histories.flatMap((texts, branch) => texts.map((text, index) => commit(branch, index, text)));
    this.git(['fast-import', '--quiet'], Buffer.concat(commits));
  }

  /** The revision of each line of the last text of a history, or of one that many texts before it. */
  blame(branch: number, before = 0): number[] {
    const told = this.git(['blame', '--line-porcelain', `h${branch}~${before}`, '--', 'text']);
    return Array.from(told.matchAll(/^summary r(\d+)$/gm), (found) => Number(found[1]));
  }

  /** For each revision from the second on: `-n` for the n-th old line removed, `+n` for the n-th new line added. */
  changes(branch: number): string[][] {
    const log = this.git(['log', '-p', '-U3', '--reverse', '--format=%x00', `h${branch}`]);
    return log.split('\0\n').slice(2).map(changedLines);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }

  private git(args: readonly string[], input?: Buffer): string {
    return execFileSync('git', args, { cwd: this.folder, env, input, maxBuffer: 2 ** 30 }).toString();
  }
}

function commit(branch: number, index: number, text: string): Buffer {
  const [name, bytes] = [`r${index + 1}`, Buffer.from(text)];
  const head = [
    `commit refs/heads/h${branch}`,
    `committer A <a@example.org> ${1_000_000_000 + index} +0000`,
    `data ${name.length}\n${name}`,
    `M 100644 inline text\ndata ${bytes.length}\n`,
  ];
  return Buffer.concat([Buffer.from(head.join('\n')), bytes, Buffer.from('\n')]);
}

function changedLines(patch: string): string[] {
  let [from, to] = [0, 0];
  return patch.split('\n').flatMap((line) => {
    const start = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/.exec(line);
    if (start) [from, to] = [Number(start[1]), Number(start[2])];
    if (start || from + to === 0) return [];
    if (line.startsWith('-')) return [`-${from++}`];
    if (line.startsWith('+')) return [`+${to++}`];
    if (line.startsWith(' ')) [from, to] = [from + 1, to + 1];
    return [];
  });
}
