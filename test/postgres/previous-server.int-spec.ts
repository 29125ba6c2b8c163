import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearPreviousServer, launcherSetting } from '../../src/postgres/previous-server';

const NO_PROCESS = 2 ** 22 + 1;
const dataFolder = mkdtempSync(join(tmpdir(), 'stet-lock-'));
const lock = join(dataFolder, 'postmaster.pid');
const started: ChildProcess[] = [];

/** A child of this process whose arguments are those given; it has said that it runs. */
async function processNamed(...words: string[]): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1e6)', ...words]);
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

afterEach(() => started.splice(0).forEach((child) => child.kill('SIGKILL')));
afterAll(() => rmSync(dataFolder, { recursive: true }));

describe('A cluster that was in use', () => {
  it('is left to the living server that its launcher still holds', async () => {
    const server = await processNamed(dataFolder, launcherSetting(process.pid));
    writeFileSync(lock, `${server.pid}\n${dataFolder}\n`);
    await expect(clearPreviousServer(dataFolder)).rejects.toThrow(`(process ${server.pid})`);
    expect(server.exitCode ?? server.signalCode).toBeNull();
  });

  it('is left to a server that somebody started by hand', async () => {
    const server = await processNamed(dataFolder);
    writeFileSync(lock, `${server.pid}\n`);
    await expect(clearPreviousServer(dataFolder)).rejects.toThrow('runs on');
  });

  it('is taken from the orphan of a dead launcher by stopping it', async () => {
    const orphan = await processNamed(dataFolder, launcherSetting(NO_PROCESS));
    writeFileSync(lock, `${orphan.pid}\n`);
    await clearPreviousServer(dataFolder);
    expect(orphan.signalCode ?? (await once(orphan, 'exit'))[1]).toBe('SIGINT');
  });

  it('is freed of the number of a process that is no server of it, which goes on', async () => {
    const stranger = await processNamed('something else');
    writeFileSync(lock, `${stranger.pid}\n`);
    await clearPreviousServer(dataFolder);
    expect(existsSync(lock)).toBe(false);
    expect(stranger.exitCode ?? stranger.signalCode).toBeNull();
  });

  it.each([`${NO_PROCESS}\n`, '', 'nonsense\n'])(
    'is left to PostgreSQL itself where the lock holds %j',
    async (text) => {
      writeFileSync(lock, text);
      await clearPreviousServer(dataFolder);
      expect(existsSync(lock)).toBe(true);
    },
  );
});
