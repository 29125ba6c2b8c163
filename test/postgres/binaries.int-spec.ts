import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { completed, copyInto, packagedPostgres } from '../../src/postgres/binaries';

interface Link {
  readonly target: string;
}

const folder = mkdtempSync(join(tmpdir(), 'stet-binaries-'));
const linksOf = (native: string) => JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as Link[];
const versionOf = (native: string) =>
  execFileSync(join(native, 'bin', 'postgres'), ['--version'], { encoding: 'utf8' });

/** The package as npm leaves it with install scripts off: no links, and here no executable bits either. */
function withoutInstallScripts(): string {
  const native = join(folder, 'bare', 'native');
  rmSync(native, { recursive: true, force: true }); // from Node 22 on no link is copied over another
  cpSync(packagedPostgres().native, native, { recursive: true, verbatimSymlinks: true });
  for (const { target } of linksOf(native)) rmSync(join(native, '..', target), { force: true });
  for (const program of ['initdb', 'postgres']) chmodSync(join(native, 'bin', program), 0o644);
  return native;
}

afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('PostgreSQL out of the package', () => {
  it('runs after an install without install scripts', () => {
    const native = withoutInstallScripts();
    expect(() => versionOf(native)).toThrow();
    expect(completed(native)).toBe(true);
    expect(linksOf(native).filter(({ target }) => !existsSync(join(native, '..', target)))).toEqual([]);
    expect(versionOf(native)).toContain('PostgreSQL) 18');
  });

  it('is copied complete, once, where the package cannot be completed in its place', () => {
    const incomplete = { native: withoutInstallScripts(), version: '18.0.0' };
    const copy = copyInto(folder, incomplete);
    expect(versionOf(copy)).toContain('PostgreSQL) 18');
    const made = statSync(copy).ino;
    expect(copyInto(folder, incomplete)).toBe(copy);
    expect(statSync(copy).ino).toBe(made);
  });

  it('is not taken for complete where a link cannot be made', () => {
    const native = withoutInstallScripts();
    rmSync(join(native, 'lib'), { recursive: true });
    expect(completed(native)).toBe(false);
  });
});
