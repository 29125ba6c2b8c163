// The log against the pipe that it is written to.
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const root = resolve(__dirname, '../..');

const chatter = (lines: number) => `
  const { createLog } = require(${JSON.stringify(join(root, 'src/http/log.ts'))});
  const log = createLog({ logLevel: 'info' });
  for (let line = 0; line < ${lines}; line++) log.info({ line }, 'x'.repeat(100));
  setTimeout(() => process.exit(3), 200);`;

const talkers: ChildProcess[] = [];
afterEach(() => talkers.splice(0).forEach((child) => child.kill('SIGKILL')));

function talk(lines: number) {
  const child = spawn(process.execPath, ['-r', './test/bench/register.cjs', '-e', chatter(lines)], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  talkers.push(child);
  return child;
}

describe('The log', () => {
  it('is written to its last line at the exit', async () => {
    const said = await text(talk(2_000).stdout);
    expect(said.trimEnd().split('\n')).toHaveLength(2_000);
    expect(said).toContain('"line":1999');
  });

  it('lets the process end also where nobody reads it', async () => {
    const child = talk(20_000);
    child.stdout.pause();
    const [code] = (await once(child, 'exit')) as [number | null];
    child.stdout.destroy();
    expect(code).toBe(3);
  });
});
