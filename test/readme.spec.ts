// Every command of the README's sh blocks, in their order and in the README's own words: one shell runs them in a folder
// that looks like the project's, against the service that `npm start` started there. Only the port is another.
// Not run here but looked into: `npm ci` and `npm test` (this is it), `npm run demo` (test/launch/demo.e2e-spec.ts),
// bench, lint and types (their programs have to be there), docker compose (its files are read).
import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parse } from 'yaml';

const root = resolve(__dirname, '..');
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const { scripts, devDependencies } = JSON.parse(read('package.json')) as {
  readonly scripts: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
};

/** Whole commands: those that span lines are held together by their quotes. */
function commandsOf(block: string): string[] {
  const commands: string[] = [];
  let open = '';
  for (const line of block.split('\n')) {
    open = open === '' ? line : `${open}\n${line}`;
    const isOpen = (open.replace(/"[^"\n]*"(?=[^']*$)/g, '').match(/'/g) ?? []).length % 2 === 1;
    if (isOpen || /^# \d{3}$/.test(open) || open === '') continue;
    commands.push(open);
    open = '';
  }
  return commands;
}

const commands = [...readme.matchAll(/^```sh\n([^]*?)^```$/gm)].flatMap(([, block = '']) => commandsOf(block));

const lookedInto: Readonly<Record<string, () => void>> = {
  'npm ci && npm run demo': () => expect(existsSync(join(root, 'test/launch/demo.e2e-spec.ts'))).toBe(true),
  'npm ci && npm test': () => expect(scripts['test']).toBe('jest'),
  'npm run bench': () => expect(filesOf(scripts['bench'])).not.toEqual([]),
  'npm run lint': () => expect(Object.keys(devDependencies)).toEqual(expect.arrayContaining(toolsOf(scripts['lint']))),
  'npm run types': () => expect(Object.keys(devDependencies)).toContain('typescript-7'),
  'docker compose up --build --detach': () => {
    const { services } = parse(read('docker-compose.yml')) as { services: Record<string, unknown> };
    expect(services).toMatchObject({ stet: { build: '.' } });
  },
  'docker compose exec stet node dist/src/launch/token.js --sub ana --role editor': () => {
    expect(existsSync(join(root, 'src/launch/token.ts'))).toBe(true);
    expect(read('Dockerfile')).toContain('/app/dist ./dist');
  },
};

/** The programs of this project that a script runs, which have to be there. */
function filesOf(script = ''): string[] {
  const named = script.match(/\S+\.(?:ts|mjs|cjs)\b/g) ?? [];
  for (const file of named) expect([file, existsSync(join(root, file))]).toEqual([file, true]);
  const entry = /run\.mjs (\S+)/.exec(script)?.[1];
  if (entry) expect([entry, existsSync(join(root, `src/${entry}.ts`))]).toEqual([entry, true]);
  return named;
}

const packages: Readonly<Record<string, string>> = { depcruise: 'dependency-cruiser' };
const toolsOf = (script = ''): string[] =>
  script.split('&&').map((part) => packages[part.trim().split(' ')[0] ?? ''] ?? part.trim().split(' ')[0] ?? '');

/** Begins of commands that the shell below may be given. */
const known = [
  /^npm start$/,
  /^npm run -s token -- /,
  /^npm run (newsroom|replay|import|verify|ledger)\b/,
  /^mkdir -p archive && printf /,
  /^tar -[cx]zf stet-backup\.tgz/,
  /^(STET|ANA|IRIS)=/,
  /^# \d{3}\n(ID=\$\()?curl -s /,
];

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

let folder: string;
let port: number;
let server: ChildProcess | undefined;

const environment = () => {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, PORT: String(port) };
};

async function start(): Promise<void> {
  server = spawn('npm', ['start'], {
    cwd: folder,
    env: environment(),
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  for await (const chunk of server.stdout ?? []) {
    said += String(chunk);
    if (said.includes('"msg":"listening"')) return;
  }
  throw new Error(`npm start ended: ${said}`);
}

/** As Ctrl-C in its terminal. */
async function stop(): Promise<void> {
  if (!server?.pid || server.exitCode !== null) return;
  const ended = once(server, 'exit');
  process.kill(-server.pid, 'SIGINT');
  await ended;
  server = undefined;
}

/** Runs them in one shell; answers what each printed, and the status that each curl got, in their order. */
function shell(lines: readonly string[]): { outputs: string[]; statuses: string[] } {
  const watched = `curl() { command curl --fail-with-body -w '%{stderr}\\n<%{http_code}>\\n' "$@" || test $? = 22; }`;
  const marked = lines.map((line) => `${line.replaceAll('localhost:3000', `127.0.0.1:${port}`)}\necho '~~~~'`);
  const script = ['set -euo pipefail', watched, ...marked].join('\n');
  const run = spawnSync('bash', ['-c', script], { cwd: folder, env: environment(), encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`The commands ended with ${run.status}: ${run.stdout}\n${run.stderr}`);
  return {
    outputs: run.stdout.split('~~~~\n').slice(0, -1),
    statuses: [...run.stderr.matchAll(/^<(\d{3})>$/gm)].map(([, status = '']) => status),
  };
}

describe('The README', () => {
  jest.setTimeout(120_000);

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'stet-readme-'));
    for (const name of ['package.json', 'src', 'node_modules']) symlinkSync(join(root, name), join(folder, name));
    port = await freePort();
  });
  afterAll(async () => {
    await stop();
    rmSync(folder, { recursive: true, force: true });
  });

  it('has no command that this test does not know', () => {
    const unknown = commands.filter((command) => !(command in lookedInto) && !known.some((one) => one.test(command)));
    expect(unknown).toEqual([]);
    expect(commands.length).toBeGreaterThan(20);
  });

  it.each(Object.entries(lookedInto))('can do what it says: %s', (command, look) => {
    expect(commands).toContain(command);
    look();
  });

  it('leads from an empty folder to a restored one, every command answering as it says', async () => {
    const run = commands.filter((command) => !(command in lookedInto));
    const [startsAt, savesAt] = [run.indexOf('npm start'), run.findIndex((command) => command.startsWith('tar -c'))];
    expect(startsAt).toBe(0);
    await start();
    const toured = run.slice(1, savesAt);
    const { outputs, statuses } = shell(toured);
    expect(statuses).toEqual(toured.flatMap((command) => /^# (\d{3})\n/.exec(command)?.[1] ?? []));
    const printed = (part: string) => outputs[toured.findIndex((command) => command.includes(part))];
    expect(printed('--sub kim')).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
    expect(printed('Accept: text/markdown')).toContain('lock opened [1]');
    expect(printed('format=unified')).toContain('+Boats waited 13 months.');
    expect(printed('Accept-Datetime:')).toContain('Boats waited 14 months. At noon the lock opened [1].');
    expect(printed('/timemap')).toMatch(
      /stories\/the-lock-is-open\/versions\/1>; rel="first last memento"; datetime="/,
    );
    expect(printed('newsroom -- create')).toContain('The newsroom sport is there now.');
    expect(printed('npm run replay')).toMatch(/^main: \d+ events, \d+ rows compared, equal\nsport: .* equal\n$/m);
    expect(printed('npm run verify -- bundle.json')).toMatch(/PROVED/);
    expect(printed('--database')).toMatch(/^main: PROVED: [^]*^sport: PROVED: /m);
    expect(printed('npm run ledger')).toMatch(/^stet\/main\+\S+ signs$/m);

    expect(printed('import -- --from archive --newsroom sport --dry-run')).toContain('1 revision would be brought in');
    expect(outputs[toured.indexOf('npm run import -- --from archive --newsroom sport')]).toContain(
      'sport: 1 article, 1 revision brought in as 1 event, published versions among them: 0',
    );

    await stop();
    shell(run.slice(savesAt, savesAt + 1));
    rmSync(join(folder, '.stet'), { recursive: true });
    const [unpack = '', restart] = run.slice(savesAt + 1);
    shell([unpack]);
    expect([restart, run.length]).toEqual(['npm start', savesAt + 3]);
    await start();
    const story = await fetch(`http://127.0.0.1:${port}/v1/main/stories/the-lock-is-open`);
    expect(await story.json()).toMatchObject({ headline: 'The lock is open again' });
  });

  it('names in its table of variables exactly those that the configuration reads', () => {
    const documented = [...readme.matchAll(/^\| `([A-Z_]+)` \|/gm)].map(([, name]) => name);
    const read_ = new Set(
      read('src/config.ts')
        .match(/'(?:PORT|HOST|[A-Z]+_[A-Z_]+)'/g)
        ?.map((name) => name.slice(1, -1)),
    );
    expect(documented.toSorted()).toEqual([...read_].toSorted());
  });

  it('links only to files that are there, and names every room', () => {
    const links = [...readme.matchAll(/\]\((?!http)([^)#]+)/g)].map(([, path = '']) => path);
    expect(links.filter((path) => !existsSync(join(root, path)))).toEqual([]);
    const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const named = [...readme.matchAll(/^\| `([a-z-]+)\/` \|/gm)].map(([, room]) => room);
    expect(named.toSorted()).toEqual(folders.map(({ name }) => name).toSorted());
  });
});
