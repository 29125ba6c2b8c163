import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '../../src/postgres/start-postgres';
import { ask, newFolder, removeFolders } from './embedded';

const asRoot = process.getuid?.() === 0 ? describe : describe.skip;
const closed = mkdtempSync(join(homedir(), '.stet-closed-'));

afterAll(() => {
  rmSync(closed, { recursive: true, force: true });
  removeFolders();
});

describe('A folder that only its owner may enter', () => {
  it('is as good as any other', async () => {
    chmodSync(closed, 0o700);
    const server = await startPostgres({ folder: join(closed, 'postgres'), durable: false });
    expect(await ask(server.url, 'select 1')).toBe('1');
    await server.stop();
  });
});

asRoot('Started by root', () => {
  it('PostgreSQL runs as the user nobody where that one can reach the folder', async () => {
    const open = newFolder(tmpdir());
    chmodSync(join(open, '..'), 0o755);
    const server = await startPostgres({ folder: open, durable: false });
    expect(statSync(join(open, 'cluster')).uid).toBe(65534);
    await server.stop();
  });

  it('a folder goes on working when it was opened or closed to others in the meantime', async () => {
    const folder = newFolder(tmpdir());
    mkdirSync(folder);
    for (const mode of [0o755, 0o700, 0o755]) {
      chmodSync(join(folder, '..'), mode);
      const server = await startPostgres({ folder, durable: false });
      expect(await ask(server.url, 'select 1')).toBe('1');
      await server.stop();
    }
  });
});
