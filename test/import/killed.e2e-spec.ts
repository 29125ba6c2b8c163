// An import that is killed again and again and gone on with, by another number of processes each time: what is in the log is what it is
// after one that nobody stopped. The issue's ten times with STET_IMPORT_KILLS=10.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Client as Postgres } from 'pg';
import { createDatabase, type TestDatabase } from '../setup/database';
import { GitRepository, describeWithGit, type GivenCommit } from './git-repository';

const launcher = resolve(__dirname, '../../src/launch/run.mjs');
const kills = Number(process.env['STET_IMPORT_KILLS'] ?? 1);
const [articles, revisions] = [10 + 2 * kills, 20 + 4 * kills];

const commits = Array.from({ length: articles * revisions }, (_, nth): GivenCommit => {
  const [article, revision] = [nth % articles, Math.floor(nth / articles)];
  const lines = Array.from({ length: revisions }, (__, line) => `Line ${line} of ${line === revision ? `revision ${revision}` : 'the first'}.\n\n`); // prettier-ignore
  const at = new Date(Date.UTC(2020, 0, 1) + nth * 60_000).toISOString();
  return { author: `Author ${'abcdefgh'[nth % 8]}`, at, message: `r${revision}`, files: { [`posts/article-${article}.md`]: lines.join('') } }; // prettier-ignore
});

describeWithGit('An import that is killed', () => {
  let repository: GitRepository;
  let databases: readonly [TestDatabase, TestDatabase];
  let clients: readonly [Postgres, Postgres];
  let folder: string;

  beforeAll(async () => {
    repository = new GitRepository(commits);
    folder = mkdtempSync(join(tmpdir(), 'stet-killed-'));
    databases = [await createDatabase(), await createDatabase()];
    clients = [new Postgres(databases[0].url), new Postgres(databases[1].url)];
    await Promise.all(clients.map((client) => client.connect()));
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await Promise.all(databases.map((database) => database.drop()));
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const started = (database: TestDatabase, ...more: readonly string[]) => {
    const { PATH = '', HOME = '' } = process.env;
    const words = [launcher, 'launch/import', '--from', repository.folder, '--newsroom', 'main', '--published', 'posts', ...more]; // prettier-ignore
    const child = spawn(process.execPath, words, {
      env: { PATH, HOME, STET_DATA: folder, DATABASE_URL: database.url },
    });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { child, ended };
  };
  const head = async (client: Postgres): Promise<number> =>
    Number((await client.query('select coalesce(max(position), 0) as head from log.events')).rows[0].head);
  const log = async (client: Postgres): Promise<object[]> =>
    (await client.query('select stream_id, revision, type, command_id, payload::text from log.events order by stream_id, revision')).rows; // prettier-ignore
  const slugs = async (client: Postgres): Promise<object[]> =>
    (await client.query('select * from log.slugs order by slug')).rows;

  it('goes on where it stopped, and is in the end as if nobody had stopped it', async () => {
    const [whole, killed] = clients;
    const [out] = await started(databases[0]).ended;
    expect(out).toContain(`${articles} articles, ${commits.length} revisions brought in`);
    const total = await head(whole);
    for (let kill = 1; kill <= kills; kill += 1) {
      const { child, ended } = started(
        databases[1],
        '--processes',
        String(1 + (kill % 3)),
        ...(kill % 2 === 0 ? ['--resume'] : []),
      );
      const enough = Math.floor((total * kill) / (kills + 1));
      while ((await head(killed)) < enough && child.exitCode === null);
      child.kill('SIGKILL');
      const [, , [, signal]] = await ended;
      expect([signal, (await head(killed)) < total]).toEqual(['SIGKILL', true]);
    }
    await started(databases[1], '--resume', '--processes', '2').ended;
    expect(await log(killed)).toEqual(await log(whole));
    expect(await slugs(killed)).toEqual(await slugs(whole));
  }, 600_000);
});
