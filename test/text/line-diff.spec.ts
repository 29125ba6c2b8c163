import { lineDiff, splitLines, type Hunk } from '../../src/text/line-diff';
import { corpusStories, describeWithCorpus } from '../corpus';
import { describeWithGit, GitHistory } from '../git-history';
import { editedTexts, texts } from './texts';
import { growth } from '../setup/growth';
import { fc } from '../setup/chance';

const diff = (from: string, to: string) => lineDiff(splitLines(from), splitLines(to));
const hunk = (aStart: number, aEnd: number, bStart: number, bEnd: number): Hunk => ({ aStart, aEnd, bStart, bEnd });
const letters = (text: string) => text.split('').join('\n') + '\n';

function patched(from: string, to: string): string {
  const [before, after] = [splitLines(from), splitLines(to)];
  let at = 0;
  const kept = lineDiff(before, after).flatMap(({ aStart, aEnd, bStart, bEnd }) => {
    const lines = [...before.slice(at, aStart), ...after.slice(bStart, bEnd)];
    at = aEnd;
    return lines;
  });
  return [...kept, ...before.slice(at)].join('');
}

describe('lines', () => {
  it('are the text when joined, each with its terminator', () => {
    expect(splitLines('one\r\ntwo\n\nlast')).toEqual(['one\r\n', 'two\n', '\n', 'last']);
    expect(splitLines('')).toEqual([]);
    fc.assert(fc.property(texts, (text) => splitLines(text).join('') === text));
  });
});

describe('a line diff', () => {
  it('turns the one text into the other', () => {
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => patched(before, after) === after),
      { numRuns: 150 },
    );
    const few = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 40 }).map(letters);
    fc.assert(
      fc.property(few, few, (before, after) => patched(before, after) === after),
      { numRuns: 150 },
    );
  });

  it('has no hunk for equal texts, and hunks never touch', () => {
    fc.assert(
      fc.property(editedTexts, ({ before, after }) => {
        expect(diff(before, before)).toEqual([]);
        diff(before, after).reduce((end, next) => {
          expect(next.aStart > end).toBe(true);
          return next.aEnd;
        }, -1);
      }),
    );
  });

  it('tells a last line without a terminator from the same with one', () => {
    expect(diff('one\ntwo', 'one\ntwo\n')).toEqual([hunk(1, 2, 1, 2)]);
  });

  it('slides an inserted item down below its like', () => {
    expect(diff('- a\n- b\n', '- a\n- a\n- b\n')).toEqual([hunk(1, 1, 1, 2)]);
  });

  it('lets an inserted paragraph end with its blank line, where the indent heuristic is on', () => {
    const [from, to] = ['a\n\nb\n', 'a\n\nnew\n\nb\n'].map(splitLines) as [string[], string[]];
    expect(lineDiff(from, to)).toEqual([hunk(2, 2, 2, 4)]);
    const [code, more] = ['f {\n x\n}\n\ng {\n y\n}\n', 'f {\n x\n}\n\nh {\n z\n}\n\ng {\n y\n}\n'].map(splitLines) as [
      string[],
      string[],
    ];
    expect(lineDiff(code, more)).toEqual([hunk(4, 4, 4, 8)]);
    expect(lineDiff(code, more, { indentHeuristic: false })).not.toEqual([]);
  });

  it('stays quick for long texts that have hardly anything in common', () => {
    const long = (length: number, seed: number) => Array.from({ length }, (_, line) => `${(line * seed) % 4999}\n`);
    const compared = (length: number) => {
      const [one, other] = [long(length, 7), long(length, 11)];
      return () => lineDiff(one, other);
    };
    expect(growth(compared, 40_000)).toBeLessThan(4);
  });
});

describeWithCorpus('line diffs of real histories (../shared/corpus)', () => {
  describeWithGit('beside git diff', () => {
    it('are the same, line for line', () => {
      const stories = corpusStories().map(({ revisions }) => revisions.map(({ text }) => text));
      const history = new GitHistory(stories);
      let [same, all] = [0, 0];
      stories.forEach((revisions, branch) => {
        history.changes(branch).forEach((expected, index) => {
          const hunks = diff(revisions[index] ?? '', revisions[index + 1] ?? '');
          const found = hunks.flatMap(({ aStart, aEnd, bStart, bEnd }) => [
            ...Array.from({ length: aEnd - aStart }, (_, step) => `-${aStart + step + 1}`),
            ...Array.from({ length: bEnd - bStart }, (_, step) => `+${bStart + step + 1}`),
          ]);
          all += 1;
          if (found.join() === expected.join()) same += 1;
        });
      });
      history.remove();
      console.info(`line diffs equal to git's: ${same} of ${all}`);
      expect(all).toBeGreaterThan(700);
      expect(same / all).toBeGreaterThan(0.995);
    });
  });
});
