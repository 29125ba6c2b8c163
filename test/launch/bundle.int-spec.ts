// The bundle of the auditor's page, made in a folder that holds nothing but the page and what it is made with.
import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');
let project: string;

const bundle = (): string[] => {
  execFileSync(process.execPath, [join(project, 'src/launch/bundle.mjs')], { stdio: 'pipe' });
  return readdirSync(join(project, 'dist/audit')).sort();
};

beforeEach(() => {
  project = mkdtempSync(join(tmpdir(), 'stet-bundle-'));
  for (const path of ['src/launch/bundle.mjs', 'src/audit/page']) {
    cpSync(join(root, path), join(project, path), { recursive: true });
  }
  symlinkSync(join(root, 'node_modules'), join(project, 'node_modules'));
});
afterEach(() => rmSync(project, { recursive: true, force: true }));

describe('The bundle of the auditor’s page', () => {
  it('is one HTML, one script and one style, which the HTML names', () => {
    const names = bundle();
    expect(names).toEqual([
      'index.html',
      expect.stringMatching(/^page-\w{8}\.js$/),
      expect.stringMatching(/^style-\w{8}\.css$/),
    ]);
    const html = readFileSync(join(project, 'dist/audit/index.html'), 'utf8');
    for (const name of names.slice(1)) expect(html).toContain(`"/audit/${name}"`);
  });

  it('has other names when it is another one, the same when it is not, and leaves no older file', () => {
    const [, script, style] = bundle();
    expect(bundle()).toEqual(['index.html', script, style]);
    appendFileSync(join(project, 'src/audit/page/page.css'), 'p { margin: 1px }\n');
    const changed = bundle();
    expect([changed.length, changed[1]]).toEqual([3, script]);
    expect(changed[2]).not.toBe(style);
  });

  it('says in a sentence what is wrong with a source', () => {
    appendFileSync(join(project, 'src/audit/page/main.tsx'), 'const x = ;\n');
    expect(bundle).toThrow(/Unexpected ";"/);
  });
});
