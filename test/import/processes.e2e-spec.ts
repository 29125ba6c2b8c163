// `npm run import` by several processes, as a shell runs it: what is in the log is what one process brings in, and none outlives it.
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import { Client as Postgres } from 'pg';
import { articleId } from '../../src/import/article-id';
import { isOfShare } from '../../src/import/share';
import { betweenPolls } from '../setup/between-polls';
import { createDatabase, type TestDatabase } from '../setup/database';
import { GitRepository, describeWithGit, type GivenCommit } from './git-repository';

const launcher = resolve(__dirname, '../../src/launch/run.mjs');
const [articles, revisions] = [12, 40];

const commits = Array.from({ length: articles * revisions }, (_, nth): GivenCommit => {
  const [article, revision] = [nth % articles, Math.floor(nth / articles)];
  const lines = Array.from({ length: revisions }, (__, line) => `Line ${line} of ${line === revision ? `revision ${revision}` : 'the first'}.\n\n`); // prettier-ignore
  const at = new Date(Date.UTC(2020, 0, 1) + nth * 60_000).toISOString();
  const content = revision === 7 && article % 3 === 0 ? Buffer.from([0, article]) : lines.join('');
  return { author: 'Ana Brandt', at, message: `r${revision}`, files: { [`posts/article-${article}.md`]: content } };
});

describeWithGit('An import by several processes', () => {
  jest.setTimeout(120_000);
  let repository: GitRepository;
  let folder: string;
  const databases: TestDatabase[] = [];
  const clients: Postgres[] = [];
  const open = async () => {
    const database = await createDatabase();
    const client = new Postgres(database.url);
    databases.push(database);
    clients.push(client);
    await client.connect();
    return { url: database.url, client };
  };
  beforeAll(() => {
    repository = new GitRepository(commits);
    folder = mkdtempSync(join(tmpdir(), 'stet-processes-'));
  });
  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await Promise.all(databases.map((database) => database.drop()));
    repository.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const started = (url: string, from: string, ...more: readonly string[]) => {
    const { PATH = '', HOME = '' } = process.env;
    const words = [launcher, 'launch/import', '--from', from, '--newsroom', 'main', '--published', 'posts', ...more]; // prettier-ignore
    const child = spawn(process.execPath, words, { env: { PATH, HOME, STET_DATA: folder, DATABASE_URL: url } });
    const ended = Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
    return { child, ended: ended.then(([out, err, [code, signal]]) => ({ out, err, code, signal })) };
  };
  const head = async (client: Postgres): Promise<number> =>
    Number((await client.query('select coalesce(max(position), 0) as head from log.events')).rows[0].head);
  const byArticle = async (client: Postgres): Promise<object[]> =>
    (await client.query('select stream_id, revision, type, command_id, payload::text from log.events order by stream_id, revision')).rows; // prettier-ignore
  /** The processes of an import beside its own, once it writes. */
  const others = async (pid: number | undefined, client: Postgres): Promise<number[]> => {
    const before = await head(client);
    while ((await head(client)) === before) await betweenPolls();
    const all = execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args=']).toString().split('\n');
    return all.filter((line) => line.includes('import-share') && Number(line.trim().split(/\s+/)[1]) === pid).map(parseFloat); // prettier-ignore
  };
  /** Settles when nobody else is connected any more. */
  const left = async (client: Postgres): Promise<void> => {
    const others = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()';
    while ((await client.query(others)).rowCount) await betweenPolls();
  };

  it('has each article with the same events as one by one process, and the same report', async () => {
    const [one, two] = [await open(), await open()];
    const few = commits.slice(0, 10 * articles);
    const small = new GitRepository(few);
    const [alone, shared] = [await started(one.url, small.folder, '--processes', '1').ended, await started(two.url, small.folder, '--processes', '2').ended]; // prettier-ignore
    const dry = await started(two.url, small.folder, '--processes', '2', '--dry-run').ended;
    small.remove();
    const told = (out: string) => out.replace(/\d+\.\d s, .*/, '');
    expect([alone.code, shared.code]).toEqual([2, 2]);
    expect(told(alone.out)).toContain(`${articles} articles, ${few.length - 4} revisions brought in`);
    expect(told(shared.out)).toBe(told(alone.out));
    expect(await byArticle(two.client)).toEqual(await byArticle(one.client));
    expect(dry.out).toContain(`0 articles, 0 revisions would be brought in`);
    expect(dry.out).toContain(`there before: ${few.length - 4} revisions`);
  });

  it('fails with the sentence of the one that fails, and goes on by another number of processes', async () => {
    const { url, client } = await open();
    const small = new GitRepository(commits.slice(0, articles));
    const hashes = small.git(['log', '--reverse', '--format=%H']).split('\n');
    const ids = hashes.slice(0, articles).map((hash, nth) => articleId(['git', hash, `posts/article-${nth}.md`], commits[nth]?.at)); // prettier-ignore
    const lost = ids.findIndex((id) => isOfShare(id, { nth: 1, of: 2 }));
    const blob = small.git(['rev-parse', `HEAD:posts/article-${lost}.md`]).trim();
    const file = join(small.folder, 'objects', blob.slice(0, 2), blob.slice(2));
    renameSync(file, `${file}.lost`);
    const failed = await started(url, small.folder, '--processes', '2').ended;
    expect(failed).toMatchObject({ code: 1, out: '', err: expect.stringContaining(`${blob} missing`) });
    renameSync(`${file}.lost`, file);
    const { code, out } = await started(url, small.folder, '--processes', '1', '--resume').ended;
    expect([code, out]).toEqual([0, expect.stringContaining('0 left out')]);
    const { rows } = await client.query('select distinct stream_id as id from log.events');
    expect(rows.map(({ id }) => id).toSorted()).toEqual(ids.toSorted());
    small.remove();
  });

  it('fails where one of them is killed, and has ended the others', async () => {
    const { url, client } = await open();
    const { child, ended } = started(url, repository.folder, '--processes', '2');
    const [first] = await others(child.pid, client);
    process.kill(first ?? NaN, 'SIGKILL');
    const { err, code } = await ended;
    expect([code, err]).toEqual([1, expect.stringContaining('ended before it was done (by SIGKILL)')]);
    await left(client);
  });

  it('leaves no process where it is told to end, nor where it is killed', async () => {
    const [one, other] = [await open(), await open()];
    const asked = started(one.url, repository.folder, '--processes', '2');
    expect(await others(asked.child.pid, one.client)).toHaveLength(1);
    asked.child.kill('SIGTERM');
    expect(await asked.ended).toMatchObject({ code: 1, err: expect.stringContaining('Ended by SIGTERM') });
    await left(one.client);
    const killed = started(other.url, repository.folder, '--processes', '2');
    expect(await others(killed.child.pid, other.client)).toHaveLength(1);
    killed.child.kill('SIGKILL');
    await left(other.client);
  });
});
