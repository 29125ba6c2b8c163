// The bytes of files as git keeps them, by one `git cat-file` for all of them, which answers in the order in which it is asked.
import { failure, git, type GitProcess } from './git-command';

export class GitBlobs {
  private readonly process: GitProcess;
  private readonly pieces: AsyncIterator<Buffer>;
  private readonly failed: Promise<string | undefined>;
  private ready: Buffer = Buffer.alloc(0);
  private answered: Promise<unknown> = Promise.resolve();

  constructor(repository: string) {
    this.process = git(repository, ['cat-file', '--batch']);
    this.process.stdin.on('error', () => undefined); // that it has ended is told by what it does not print
    this.pieces = this.process.stdout[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
    this.failed = failure(this.process);
  }

  /** Throws a sentence where the repository lacks it. */
  read(blob: string): Promise<Buffer> {
    this.write(`${blob}\n`);
    const bytes = this.answered.then(() => this.answer());
    this.answered = bytes.catch(() => undefined);
    return bytes;
  }

  /** What is asked for at once is sent at once. */
  private write(line: string): void {
    const { stdin } = this.process;
    if (stdin.writableCorked === 0) {
      stdin.cork();
      process.nextTick(() => stdin.uncork());
    }
    stdin.write(line);
  }

  private async answer(): Promise<Buffer> {
    const header = await this.line();
    const [, type, size] = header.split(' ');
    if (type !== 'blob') throw new Error(`git says of a file that the history names: ${header}`);
    const bytes = await this.take(Number(size));
    await this.take(1);
    return bytes;
  }

  async close(): Promise<void> {
    this.process.stdin.end();
    this.process.stdout.destroy();
    await this.failed;
  }

  private async line(): Promise<string> {
    let end = this.ready.indexOf(10);
    for (; end < 0; end = this.ready.indexOf(10)) await this.more();
    const line = (await this.take(end + 1)).toString('utf8');
    return line.slice(0, -1);
  }

  private async take(length: number): Promise<Buffer> {
    const pieces = [this.ready];
    let size = this.ready.length;
    while (size < length) {
      const piece = await this.next();
      pieces.push(piece);
      size += piece.length;
    }
    const all = pieces.length === 1 ? this.ready : Buffer.concat(pieces);
    this.ready = all.subarray(length);
    return all.subarray(0, length);
  }

  private async more(): Promise<void> {
    this.ready = Buffer.concat([this.ready, await this.next()]);
  }

  private async next(): Promise<Buffer> {
    const piece = await this.pieces.next();
    if (piece.done) throw new Error((await this.failed) ?? 'git has ended too early.');
    return piece.value;
  }
}
