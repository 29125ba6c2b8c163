// Bundles the auditor's page into one HTML, one JavaScript and one style file. Plain JavaScript, because it runs as part of
// the build. Names hold a hash of their contents, so that browsers may keep them for good.

import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';

/** Puts the page of `root` into the folder `target`, which is replaced whole. Throws an error of one sentence. */
export async function bundlePage(root, target) {
  const page = join(root, 'src', 'audit', 'page');
  const { build } = await import('esbuild').catch((error) => {
    throw new Error(`The auditor's page cannot be bundled: ${error.message.split('\n')[0]}`);
  });
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: { page: join(page, 'main.tsx'), style: join(page, 'page.css') },
    outdir: target,
    entryNames: '[name]-[hash]',
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    legalComments: 'none',
    // Not the server's settings: its decorators mean nothing here.
    tsconfigRaw: {},
    write: false,
    logLevel: 'warning',
  });
  const names = outputFiles.map(({ path }) => basename(path));
  const html = readFileSync(join(page, 'index.html'), 'utf8')
    .replace(
      'page.js',
      names.find((name) => name.endsWith('.js')),
    )
    .replace(
      'page.css',
      names.find((name) => name.endsWith('.css')),
    );
  replaceFolder(target, [...outputFiles.map(({ path, contents }) => [basename(path), contents]), ['index.html', html]]);
}

function replaceFolder(target, files) {
  const draft = `${target}.${process.pid}`;
  mkdirSync(draft, { recursive: true });
  for (const [name, contents] of files) writeFileSync(join(draft, name), contents);
  rmSync(target, { recursive: true, force: true });
  renameSync(draft, target);
}

// `node src/launch/bundle.mjs`: the page alone, for tests and while it is worked on.
if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..', '..');
  bundlePage(root, join(root, 'dist', 'audit')).catch((error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
