import { once } from 'node:events';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PostgresNotStarted } from '../../src/postgres/not-started';
import { sharedMegabytes } from '../../src/postgres/server-process';
import { startPostgres, type RunningPostgres } from '../../src/postgres/start-postgres';
import { ask, endChild, newFolder, removeFolders, startInChild } from './embedded';

const REFUSED = /^A server runs on .* already \(process \d+\): stop it, or set STET_DATA to another folder\.$/;

afterAll(removeFolders);

describe('A server of the embedded PostgreSQL', () => {
  const lines: string[] = [];
  let folder: string;
  let server: RunningPostgres;
  beforeAll(async () => {
    folder = newFolder();
    server = await startPostgres({ folder, onLog: (line) => lines.push(line) });
  });
  afterAll(() => server.stop());

  it('commits durably, in UTF-8 by code points, in UTC, with data checksums', async () => {
    const settings = [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'data_checksums',
      'timezone',
      'server_encoding',
    ];
    const statement = `select string_agg(current_setting(name), ' ') from unnest(array['${settings.join("','")}']) name`;
    expect(await ask(server.url, statement)).toBe('on on on on UTC UTF8');
    expect(await ask(server.url, "select datlocale from pg_database where datname = 'stet'")).toBe('C.UTF-8');
  });

  it('keeps an eighth of the memory for what is read again, within bounds', async () => {
    const gigabytes = [0.5, 2, 8, 16, 256];
    expect(gigabytes.map((one) => sharedMegabytes(one * 2 ** 30))).toEqual([128, 256, 1_024, 2_048, 4_096]);
    const megabytes = `select setting::bigint / 128 between 128 and 4096 from pg_settings where name = 'shared_buffers' and source = 'command line'`;
    expect(await ask(server.url, megabytes)).toBe('true');
  });

  it('lets nobody in without the password, which only its own user may read', async () => {
    const stranger = new URL(server.url);
    stranger.password = 'guessed';
    await expect(ask(stranger.href, 'select 1')).rejects.toThrow('password authentication failed');
    expect(statSync(join(folder, 'cluster', 'stet-owner-password')).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'cluster')).mode & 0o777).toBe(0o700);
  });

  it('listens on the loopback only', async () => {
    expect(await ask(server.url, 'show listen_addresses')).toBe('127.0.0.1');
    expect(await ask(server.url, 'show unix_socket_directories')).toBe('');
  });

  it('writes no value of a refused statement into its log', async () => {
    await ask(server.url, 'create table sources (name text primary key)');
    await ask(server.url, "insert into sources values ('Deep Throat')");
    await expect(ask(server.url, "insert into sources values ('Deep Throat')")).rejects.toThrow('duplicate key');
    expect(lines.join('\n')).toContain('duplicate key');
    expect(lines.join('\n')).not.toContain('Deep Throat');
  });
});

describe('The embedded PostgreSQL', () => {
  it('keeps what was written through a restart, at whatever port', async () => {
    const folder = newFolder();
    const first = await startPostgres({ folder, durable: false });
    await ask(first.url, 'create table kept as select 7 as n');
    await first.stop();
    const second = await startPostgres({ folder, durable: false });
    expect(await ask(second.url, 'select n from kept')).toBe('7');
    await second.stop();
  });

  it('stops though somebody is connected, and says when it has ended', async () => {
    const server = await startPostgres({ folder: newFolder(), durable: false });
    const session = ask(server.url, 'select pg_sleep(60)').catch((error: Error) => error.message);
    await server.stop();
    await server.ended;
    expect(await session).toMatch(/terminat|refused|shutting down|starting up/);
  });

  it('refuses data of another major version with a sentence', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'cluster'), { recursive: true });
    writeFileSync(join(folder, 'cluster', 'PG_VERSION'), '15\n');
    await expect(startPostgres({ folder })).rejects.toThrow(/is of PostgreSQL 15 and this is 18: dump it with 15/);
  });

  it('says what PostgreSQL said when it does not start', async () => {
    const folder = newFolder();
    await (await startPostgres({ folder, durable: false })).stop();
    writeFileSync(join(folder, 'cluster', 'postgresql.conf'), 'no_such_setting = 1\n');
    await expect(startPostgres({ folder, durable: false })).rejects.toThrow(
      /^PostgreSQL did not start: .*configuration file/,
    );
  });
});

describe('After a kill -9', () => {
  it('of the server, the next start has everything that was committed', async () => {
    const folder = newFolder();
    const killed = await startPostgres({ folder });
    await ask(killed.url, 'create table kept as select 7 as n');
    process.kill(killed.pid, 'SIGKILL');
    const next = await startPostgres({ folder });
    expect(await ask(next.url, 'select n from kept')).toBe('7');
    await killed.ended;
    await next.stop();
  });

  it('of the server, the next start waits for a session that is still computing', async () => {
    const folder = newFolder();
    const killed = await startPostgres({ folder, durable: false });
    const session = ask(killed.url, 'select count(*) from generate_series(1, 10000000)').catch(() => 'cut off');
    const active = `select count(*) from pg_stat_activity
      where state = 'active' and query like '%generate_series%' and pid <> pg_backend_pid()`;
    while ((await ask(killed.url, active)) === '0');
    process.kill(killed.pid, 'SIGKILL');
    const next = await startPostgres({ folder, durable: false });
    expect(await ask(next.url, 'select 1')).toBe('1');
    await session;
    await next.stop();
  });

  it('of the Node process, its server ends and the next start has everything', async () => {
    const folder = newFolder();
    const child = await startInChild(folder);
    await ask(child.answer.url ?? '', 'create table kept as select 7 as n');
    child.process.kill('SIGKILL');
    await once(child.process, 'exit');
    const next = await startPostgres({ folder });
    expect(next.pid).not.toBe(child.answer.pid);
    expect(await ask(next.url, 'select n from kept')).toBe('7');
    await next.stop();
  });

  it('of both at once, the next start has everything', async () => {
    const folder = newFolder();
    const child = await startInChild(folder);
    await ask(child.answer.url ?? '', 'create table kept as select 7 as n');
    process.kill(child.answer.pid ?? 0, 'SIGKILL');
    child.process.kill('SIGKILL');
    const next = await startPostgres({ folder });
    expect(await ask(next.url, 'select n from kept')).toBe('7');
    await next.stop();
  });

  it('a lock that names a living process which is no PostgreSQL does not stand in the way', async () => {
    const folder = newFolder();
    const killed = await startPostgres({ folder, durable: false });
    process.kill(killed.pid, 'SIGKILL');
    await killed.ended;
    const lock = join(folder, 'cluster', 'postmaster.pid');
    writeFileSync(lock, readFileSync(lock, 'utf8').replace(/^\d+/, String(process.ppid)));
    const next = await startPostgres({ folder, durable: false });
    await next.stop();
  });
});

describe('One folder', () => {
  it('has one server: a second start is refused and the first goes on', async () => {
    const folder = newFolder();
    const first = await startPostgres({ folder, durable: false });
    await expect(startPostgres({ folder, durable: false })).rejects.toThrow(PostgresNotStarted);
    const other = await startInChild(folder);
    expect(other.answer.refused).toMatch(REFUSED);
    expect(await ask(first.url, 'select 1')).toBe('1');
    await Promise.all([first.stop(), endChild(other)]);
  });

  it('given to several starts at once while it is empty goes to exactly one', async () => {
    const folder = newFolder();
    const children = await Promise.all([startInChild(folder), startInChild(folder), startInChild(folder)]);
    const refused = children.flatMap(({ answer }) => answer.refused ?? []);
    expect(refused).toEqual([expect.stringMatching(REFUSED), expect.stringMatching(REFUSED)]);
    const winner = children.find(({ answer }) => answer.url !== undefined);
    expect(await ask(winner?.answer.url ?? '', 'select 1')).toBe('1');
    await Promise.all(children.map(endChild));
  });
});
