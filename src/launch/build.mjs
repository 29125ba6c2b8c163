// Keeps dist/ as the sources say: dist/.sources holds the hash of what it was built from, and is there only while the
// build is whole. Plain JavaScript, because it runs before there is a build.

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { locked } from './lock.mjs';

const FOLDERS = ['src', 'migrations'];
const FILES = ['nest-cli.json', 'tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];

/** Builds `root` unless dist/ is current; writes nothing when it is. Throws an error of one sentence. */
export async function build(root) {
  if (isCurrent(root)) return;
  const compiler = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
  if (!existsSync(compiler)) {
    throw new Error(
      'The sources are not built and the compiler is not installed: run npm ci with its dev dependencies.',
    );
  }
  mkdirWritable(join(root, 'dist'));
  // Another process may have built while this one waited.
  await locked(join(root, 'dist', '.lock'), async (alsoHeldBy) => {
    if (!isCurrent(root)) await compile(root, compiler, alsoHeldBy);
  });
}

function isCurrent(root) {
  const mark = join(root, 'dist', '.sources');
  return existsSync(mark) && readFileSync(mark, 'utf8') === hashOfSources(root);
}

async function compile(root, compiler, alsoHeldBy) {
  const mark = join(root, 'dist', '.sources');
  console.error('The sources changed: building …');
  rmSync(mark, { force: true });
  for (const folder of FOLDERS) rmSync(join(root, 'dist', folder), { recursive: true, force: true });
  // Taken before the compiler reads: what is saved meanwhile is then built next time.
  const hash = hashOfSources(root);
  const child = spawn(process.execPath, [compiler, 'build'], { cwd: root, stdio: ['ignore', 2, 2] });
  // Should this process be killed, its compiler still writes to dist/: nobody else may before that has ended.
  alsoHeldBy(child.pid);
  const [status] = await once(child, 'exit');
  if (status !== 0) throw new Error('The build failed, see above.');
  if (existsSync(join(root, 'src', 'audit', 'page'))) {
    const { bundlePage } = await import('./bundle.mjs');
    await bundlePage(root, join(root, 'dist', 'audit'));
  }
  writeFileSync(`${mark}.new`, hash);
  renameSync(`${mark}.new`, mark);
}

function hashOfSources(root) {
  const hash = createHash('sha256');
  for (const path of [...FILES, ...FOLDERS.flatMap((folder) => filesBelow(root, folder))]) {
    if (!existsSync(join(root, path))) continue;
    const bytes = readFileSync(join(root, path));
    hash.update(`${path}\n${bytes.length}\n`).update(bytes);
  }
  return hash.digest('hex');
}

function filesBelow(root, folder) {
  if (!existsSync(join(root, folder))) return [];
  const entries = readdirSync(join(root, folder), { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  return files.map((file) => file.slice(root.length + 1)).sort();
}

function mkdirWritable(folder) {
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw new Error(`The sources are not built and ${folder} cannot be written: ${error.message}.`);
  }
}

// `npm run build`
if (process.argv[1] === import.meta.filename) {
  build(join(import.meta.dirname, '..', '..')).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
