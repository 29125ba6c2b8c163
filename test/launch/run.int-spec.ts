// The launcher on a project of three files, whose compiler is a script that copies and keeps count.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';

const COMPILER = `
const { appendFileSync, cpSync, existsSync } = require('node:fs');
appendFileSync('builds', 'built\\n');
console.log('chatter of the compiler');
if (existsSync('broken')) process.exit(1);
const finish = () => {
  appendFileSync('builds', 'done\\n');
  cpSync('src', 'dist/src', { recursive: true });
  process.exit();
};
if (!existsSync('slow')) finish();
console.error('compiling');
setInterval(() => existsSync('slow') || finish(), 5);
`;
const NO_PROCESS = 2 ** 22 + 1;
let project: string;

const write = (path: string, content: string) => {
  mkdirSync(join(project, path, '..'), { recursive: true });
  writeFileSync(join(project, path), content);
};
const builds = (): readonly string[] =>
  existsSync(join(project, 'builds')) ? (readFileSync(join(project, 'builds'), 'utf8').match(/\w+/g) ?? []) : [];
const launch = (...words: string[]) =>
  spawn(process.execPath, [join(project, 'src/launch/run.mjs'), ...words], { cwd: tmpdir() });

async function said(child: ReturnType<typeof launch>, words: string): Promise<void> {
  for await (const chunk of child.stderr) if (String(chunk).includes(words)) return;
}

async function run(...words: string[]) {
  const child = launch(...words);
  const [out, err, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number]>,
  ]);
  return { out, err, code };
}

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'stet-launch-'));
  mkdirSync(join(project, 'src/launch'), { recursive: true });
  for (const file of ['run.mjs', 'build.mjs', 'lock.mjs']) {
    cpSync(resolve(__dirname, '../../src/launch', file), join(project, 'src/launch', file));
  }
  write('node_modules/@nestjs/cli/bin/nest.js', COMPILER);
  write('src/hello.js', 'console.log("hello", ...process.argv.slice(2));');
  write('package-lock.json', '{}');
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

describe('npm scripts', () => {
  it('build once, and again only when sources, migrations, settings or dependencies changed', async () => {
    await run('hello');
    await run('hello');
    expect(builds()).toEqual(['built', 'done']);
    for (const file of ['src/added.js', 'migrations/1.ts', 'tsconfig.json', 'nest-cli.json', 'package-lock.json']) {
      const before = builds().length;
      write(file, 'changed');
      await run('hello');
      await run('hello');
      expect(`${file} ${builds().length}`).toBe(`${file} ${before + 2}`);
    }
  });

  it('leave standard output to the program and hand its arguments on', async () => {
    expect(await run('hello', '--role', 'two words')).toMatchObject({ out: 'hello --role two words\n', code: 0 });
  });

  it('forget what was compiled from a source that is gone', async () => {
    write('src/old.js', '');
    await run('old');
    rmSync(join(project, 'src/old.js'));
    expect(await run('old')).toMatchObject({ err: expect.stringContaining('There is no program old.'), code: 1 });
  });

  it('build once when several start at once', async () => {
    const all = await Promise.all([run('hello'), run('hello'), run('hello')]);
    expect(all.map(({ out }) => out)).toEqual(['hello\n', 'hello\n', 'hello\n']);
    expect(builds()).toEqual(['built', 'done']);
  });

  it('do not run, nor take for current, what did not compile', async () => {
    write('broken', '');
    expect(await run('hello')).toMatchObject({ out: '', err: expect.stringContaining('The build failed'), code: 1 });
    rmSync(join(project, 'broken'));
    expect(await run('hello')).toMatchObject({ out: 'hello\n', code: 0 });
  });

  it('build anew after a launcher was killed half-way, but not before its compiler has ended', async () => {
    write('slow', '');
    const killed = launch('hello');
    await said(killed, 'compiling');
    killed.kill('SIGKILL');
    await once(killed, 'exit');
    const next = launch('hello');
    await said(next, 'waiting');
    rmSync(join(project, 'slow'));
    expect(await once(next, 'exit')).toEqual([0, null]);
    expect(builds()).toEqual(['built', 'done', 'built', 'done']);
  });

  it('take over a lock that is older than any build, whatever process has its number now', async () => {
    write('dist/.lock', String(process.pid));
    utimesSync(join(project, 'dist/.lock'), new Date(0), new Date(0));
    expect(await run('hello')).toMatchObject({ out: 'hello\n', code: 0 });
  });

  it('take over a lock that a dead process left, one of them only', async () => {
    write('dist/.lock', String(NO_PROCESS));
    await Promise.all([run('hello'), run('hello'), run('hello'), run('hello')]);
    expect(builds()).toEqual(['built', 'done']);
  });

  it('run what is built without a compiler and without touching the folder', async () => {
    await run('hello');
    rmSync(join(project, 'node_modules'), { recursive: true });
    // A lock held by a living process: whoever wanted to write would wait for ever.
    write('dist/.lock', String(process.pid));
    expect(await run('hello')).toMatchObject({ out: 'hello\n', code: 0 });
  });

  it('say so when they would have to build and there is no compiler', async () => {
    rmSync(join(project, 'node_modules'), { recursive: true });
    expect(await run('hello')).toMatchObject({ err: expect.stringContaining('dev dependencies'), code: 1 });
  });

  it('say so when they would have to build and dist cannot be written', async () => {
    write('dist', 'a file in the way');
    expect(await run('hello')).toMatchObject({ err: expect.stringContaining('cannot be written'), code: 1 });
  });

  it('let a signal reach the program itself', async () => {
    write(
      'src/server.js',
      'process.on("SIGTERM", () => { console.log("stopped"); process.exit(0); }); console.log("up"); setInterval(() => {}, 1e6);',
    );
    const server = launch('server');
    await once(server.stdout, 'data');
    server.kill('SIGTERM');
    expect(await once(server, 'exit')).toEqual([0, null]);
  });
});
