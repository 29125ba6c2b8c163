// The page as the build makes it, for services that run from the sources.
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';

/** Bundles it into dist/audit, where a service looks for it at its start. */
export function buildPage(): void {
  execFileSync(process.execPath, [resolve(__dirname, '../../src/launch/bundle.mjs')], { stdio: 'pipe' });
}
