// `npm run import` as its users start it, by as many processes as it takes itself and by two: from the first revision in the log to the
// last, and as a whole with its start.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import pg from 'pg';
import { givenRepository } from './import-given';
import { ownDatabase } from './own-database';
import { median, type BenchRow } from './row';

const root = resolve(__dirname, '../..');
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { import: string } };

const rounds = 3;
/** So that it takes some seconds, and whoever starts a moment later matters little. */
const copies = Number(process.env['STET_BENCH_IMPORT_COPIES'] ?? 4);
/** Revisions a second. */
const least = 500;

interface Kind {
  readonly name: string;
  readonly words: readonly string[];
  readonly atLeast?: number;
}

const kinds: readonly Kind[] = [
  { name: 'drafts', words: [], atLeast: least },
  { name: 'drafts, by two processes', words: ['--processes', '2'] },
  { name: 'published', words: ['--published', 'content'] },
  { name: 'published, by two processes', words: ['--published', 'content', '--processes', '2'] },
];

interface Figures {
  readonly rate: number;
  readonly seconds: number;
}

/** Kinds take turns, so that whatever else the machine does meets all of them. */
export async function benchImportProcesses(url: string): Promise<BenchRow[]> {
  const repository = givenRepository(copies);
  const rows = kinds.map((kind) => ({ ...kind, figures: [] as Figures[] }));
  for (let round = 0; round < rounds; round += 1)
    for (const { words, figures } of rows) figures.push(await measured(url, [...words, '--from', repository.folder]));
  repository.remove();
  return rows.flatMap(({ name, atLeast, figures }) => [
    { name: `npm run import, ${name}, revisions/s`, value: Math.round(median(figures.map(({ rate }) => rate))), ...(atLeast && { atLeast }) }, // prettier-ignore
    { name: `npm run import, ${name}, s as a whole`, value: median(figures.map(({ seconds }) => seconds)) },
  ]);
}

async function measured(url: string, words: readonly string[]): Promise<Figures> {
  const database = await ownDatabase(url, 'bench_import');
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-import-'));
  const begun = performance.now();
  const told = await run([...scripts.import.split(' ').slice(1), '--newsroom', 'main', ...words], {
    STET_DATA: folder,
    DATABASE_URL: database,
  });
  const seconds = (performance.now() - begun) / 1000;
  await rm(folder, { recursive: true });
  const revisions = Number(/(\d+) revisions brought in/.exec(told)?.[1]);
  return { rate: revisions / (await inTheLog(database)), seconds };
}

async function run(words: readonly string[], given: Record<string, string>): Promise<string> {
  const { PATH = '', HOME = '' } = process.env;
  const env = { PATH, HOME, ...given };
  const child = spawn(process.execPath, words, { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] });
  const [told, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  if (code === 1) throw new Error('The import has failed.');
  return told;
}

/** Seconds from the first event to the last. */
async function inTheLog(database: string): Promise<number> {
  const client = new pg.Client(database);
  await client.connect();
  const text = 'select extract(epoch from max(recorded_at) - min(recorded_at)) as seconds from log.events';
  const { rows } = await client.query<{ seconds: string }>(text);
  await client.end();
  return Number(rows[0]?.seconds);
}
