// node src/launch/run.mjs <entry> [arguments]: runs dist/src/<entry>.js in this very process (so that signals reach the
// server itself), after a build if the sources changed. Standard output is the entry's alone.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.mjs';

const root = resolve(import.meta.dirname, '../..');
const [entry = 'main', ...parameters] = process.argv.slice(2);
const program = join(root, 'dist', 'src', `${entry}.js`);

try {
  await build(root);
  if (!existsSync(program)) throw new Error(`There is no program ${entry}.`);
} catch (error) {
  console.error(error.message);
  process.exit(1);
}
process.argv.splice(1, process.argv.length - 1, program, ...parameters);
await import(pathToFileURL(program).href);
