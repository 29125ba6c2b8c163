import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unifiedDiff } from '../../src/history/unified';
import { editedTexts } from '../text/texts';
import { corpusStories, describeWithCorpus } from '../corpus';
import { fc } from '../setup/chance';

const names = { fromName: 'revision-1', toName: 'revision-2' };
const describeWithPatch = spawnSync('patch', ['--version']).status === 0 ? describe : describe.skip;

describe('a unified diff', () => {
  it('shows three lines around a change, and says where a last line has no terminator', () => {
    expect(unifiedDiff('a\nb\nc\nd\ne', 'a\nb\nc\nd\nf\n', names)).toBe(
      [
        '--- revision-1',
        '+++ revision-2',
        '@@ -2,4 +2,4 @@',
        ' b',
        ' c',
        ' d',
        '-e',
        '\\ No newline at end of file',
        '+f',
        '',
      ].join('\n'),
    );
  });

  it('is empty for equal texts', () => {
    expect(unifiedDiff('a\n', 'a\n', names)).toBe('');
  });

  it('of a text that came or went names line 0 of the empty one', () => {
    expect(unifiedDiff('', 'a\n', names)).toContain('@@ -0,0 +1,1 @@\n+a\n');
    expect(unifiedDiff('a\n', '', names)).toContain('@@ -1,1 +0,0 @@\n-a\n');
  });

  it('prints changes with up to six lines between them as one hunk', () => {
    const lines = (count: number) => `x\n${'-\n'.repeat(count)}y\n`;
    const hunks = (count: number) => unifiedDiff(lines(count), lines(count).toUpperCase(), names).split('\n@@').length;
    expect([hunks(6), hunks(7)]).toEqual([2, 3]);
  });
});

describeWithPatch('a unified diff given to patch', () => {
  let folder = '';
  beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'stet-patch-'))));
  afterAll(() => rmSync(folder, { recursive: true }));

  function patched(before: string, after: string): string {
    const file = join(folder, 'text');
    writeFileSync(file, before);
    const input = unifiedDiff(before, after, { fromName: 'first one', toName: 'second' });
    const { status, stdout } = spawnSync('patch', ['--quiet', '--fuzz=0', file], { input });
    if (status !== 0) throw new Error(`patch: ${stdout.toString()}\n${JSON.stringify(input)}`);
    return readFileSync(file, 'utf8');
  }

  it('makes the one text the other', () => {
    const wellFormed = editedTexts.filter(
      ({ before, after }) => !/\p{Surrogate}/u.test(before + after) && before !== after && after !== '',
    );
    fc.assert(
      fc.property(wellFormed, ({ before, after }) => patched(before, after) === after),
      { numRuns: 100 },
    );
  });

  describeWithCorpus('of real histories (../shared/corpus)', () => {
    it('makes the first revision the last', () => {
      for (const { revisions } of corpusStories()) {
        const [first, last] = [revisions[0]?.text ?? '', revisions.at(-1)?.text ?? ''];
        if (first !== last) expect(patched(first, last) === last).toBe(true);
      }
    });
  });
});
