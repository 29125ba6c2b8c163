// The walls between rooms (.dependency-cruiser.cjs), with the sentence of each that is broken.
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '..');
const cruiser = join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');

interface Violation {
  readonly from: string;
  readonly to: string;
  readonly rule: { readonly name: string };
}

interface Rules {
  readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
}

const { forbidden } = createRequire(__filename)('../.dependency-cruiser.cjs') as Rules;
const sentences = new Map(forbidden.map(({ name, comment }) => [name, comment]));

function broken(): string[] {
  const parameters = [cruiser, 'src', '--config', '.dependency-cruiser.cjs', '--output-type', 'json'];
  const { summary } = JSON.parse(run(parameters)) as { summary: { violations: Violation[] } };
  return summary.violations.map(({ from, to, rule }) => `${sentences.get(rule.name)} (${from} → ${to})`);
}

/** What it prints; its exit code only counts the broken walls. */
function run(parameters: readonly string[]): string {
  return spawnSync(process.execPath, parameters, { cwd: root, encoding: 'utf8', maxBuffer: 64e6 }).stdout;
}

describe('the house', () => {
  it('has no broken wall', () => {
    expect(broken()).toEqual([]);
  });

  it('says as a sentence which wall is broken', () => {
    const folder = mkdtempSync(join(root, 'src/event-store/wall-'));
    try {
      writeFileSync(join(folder, 'breach.ts'), "export { bodyText } from '../../text/body';\n");
      expect(broken().join('\n')).toContain('event-store/ knows streams, not articles: it imports no other room.');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('has no room nested in another but for the pure parts of the write side and the auditor’s page', () => {
    const listed = execFileSync('git', ['ls-files', 'src'], { cwd: root, encoding: 'utf8' }).trim().split('\n');
    const deep = new Set(
      listed.filter((path) => path.split('/').length > 3).map((path) => path.split('/').slice(0, 3).join('/')),
    );
    expect(['src/articles/checks', 'src/articles/merge', 'src/articles/wire', 'src/audit/page']).toEqual(
      expect.arrayContaining([...deep]),
    );
  });

  it('has no default export and no file over 200 lines in src', () => {
    const listed = execFileSync('git', ['ls-files', 'src/*.ts', 'src/*.tsx', 'src/*.mjs'], {
      cwd: root,
      encoding: 'utf8',
    })
      .trim()
      .split('\n');
    const written = listed.filter((path) => !path.endsWith('.d.ts')); // the client's types are generated
    const long = written.filter((path) => readFileSync(join(root, path), 'utf8').split('\n').length > 201);
    const defaults = listed.filter((path) => /^export default/m.test(readFileSync(join(root, path), 'utf8')));
    expect({ long, defaults }).toEqual({ long: [], defaults: [] });
  });
});
