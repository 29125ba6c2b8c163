import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { splitLines } from '../../../src/text/line-diff';
import { changesOf, mergeLines, mergeRegions, type Lines } from '../../../src/articles/merge/line-merge';
import { mergeText } from '../../../src/articles/merge/merge-text';
import { describeWithGit } from '../../git-history';
import { threeTexts } from './given';
import { fc } from '../../setup/chance';

const linesOf = (base: string, ours: string, theirs: string): Lines => ({
  base: splitLines(base),
  ours: splitLines(ours),
  theirs: splitLines(theirs),
});
const merged = (base: string, ours: string, theirs: string) => mergeLines(linesOf(base, ours, theirs))?.join('');
const letters = (text: string) => text.split('').join('\n') + '\n';

describe('a merge by lines', () => {
  it('takes the change of either side where an unchanged line is between them', () => {
    expect(merged(letters('abc'), letters('Abc'), letters('abC'))).toBe(letters('AbC'));
  });

  it('stops where changes touch', () => {
    expect(merged(letters('abcd'), letters('aBcd'), letters('abCd'))).toBeUndefined();
  });

  it('takes a change that both made once', () => {
    expect(merged(letters('abc'), letters('aXc'), letters('aXc'))).toBe(letters('aXc'));
    expect(merged(letters('ab'), letters('aXb'), letters('aXb'))).toBe(letters('aXb'));
  });

  it('lets an insertion rest as low as it goes, whatever the indentation', () => {
    const [base, ours, theirs] = ['a\n\n  d\n', 'a\na\n\n  d\n', 'c\na\n\n  d\n'];
    expect(merged(base, ours, theirs)).toBe('c\na\na\n\n  d\n');
  });

  it('is clean where both reach the same text by different changes', () => {
    const [base, same] = ['a\nb\nc\nd\n', 'a\nc\nx\nd\n'];
    expect(merged(base, same, same)).toBe(same);
  });

  it('has regions in order that never touch', () => {
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const lines = linesOf(base, ours, theirs);
        mergeRegions(lines, changesOf(lines)).reduce((end, region) => {
          expect(region.base.start).toBeGreaterThan(end);
          return region.base.end;
        }, -1);
      }),
    );
  });
});

describeWithGit('merges beside git merge-file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'stet-merge-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  function gitMerged(base: string, ours: string, theirs: string): string | undefined {
    const files = { ours, base, theirs };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
    const { status, stdout } = spawnSync('git', ['merge-file', '-p', '-q', ...Object.keys(files)], { cwd: folder });
    return status === 0 ? stdout.toString() : undefined;
  }

  it('are the same byte for byte, and stop where git stops', () => {
    const low = { base: 'a\n\n  d\n', ours: 'a\na\n\n  d\n', theirs: 'c\na\n\n  d\n' };
    let clean = 0;
    fc.assert(
      fc.property(threeTexts, ({ base, ours, theirs }) => {
        const expected = gitMerged(base, ours, theirs);
        expect(merged(base, ours, theirs)).toBe(expected);
        if (expected !== undefined) expect(mergeText(base, ours, theirs)).toEqual({ text: expected });
        if (expected !== undefined) clean += 1;
      }),
      { numRuns: 250, examples: [[low]] },
    );
    expect(clean).toBeGreaterThan(50);
  });
});
