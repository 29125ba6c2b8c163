import { blameLines, nextBlame } from '../../src/history/line-blame';
import { corpusStories, describeWithCorpus } from '../corpus';
import { describeWithGit, GitHistory } from '../git-history';

const numbered = (texts: readonly string[]) => texts.map((text, index) => ({ revision: index + 1, text }));

describe('blame', () => {
  it('names the revision that wrote each line as it stands', () => {
    const blame = blameLines(numbered(['one\ntwo\n', 'one\n2\nthree\n', 'zero\none\n2\nthree']));
    expect(blame).toEqual([
      { line: 'zero\n', revision: 3 },
      { line: 'one\n', revision: 1 },
      { line: '2\n', revision: 2 },
      { line: 'three', revision: 3 },
    ]);
  });

  it('of an empty text has no lines', () => {
    expect(blameLines(numbered(['one\n', '']))).toEqual([]);
    expect(blameLines([])).toEqual([]);
  });

  it('goes on from the blame before, whose unchanged lines stay the same objects', () => {
    const before = blameLines(numbered(['one\ntwo\n']));
    const after = nextBlame(before, { revision: 2, text: 'one\ntwo\nthree\n' });
    expect(after.map((line, index) => line === before[index])).toEqual([true, true, false]);
  });
});

describeWithCorpus('blame of real histories (../shared/corpus)', () => {
  const stories = corpusStories().map(({ revisions }) => revisions.map(({ text }) => text));

  it('has every line, byte for byte', () => {
    for (const texts of stories) {
      const lines = blameLines(numbered(texts)).map(({ line }) => line);
      expect(lines.join('') === texts.at(-1)).toBe(true);
    }
  });

  describeWithGit('beside git blame', () => {
    it('agrees in at least 99.5 % of lines', () => {
      const history = new GitHistory(stories);
      let [same, all] = [0, 0];
      stories.forEach((texts, branch) => {
        const theirs = history.blame(branch);
        const ours = blameLines(numbered(texts));
        expect(ours).toHaveLength(theirs.length);
        same += ours.filter(({ revision }, index) => revision === theirs[index]).length;
        all += ours.length;
      });
      history.remove();
      console.info(`blame agrees with git's in ${same} of ${all} lines (${((100 * same) / all).toFixed(2)} %)`);
      expect(same / all).toBeGreaterThan(0.995);
    });
  });
});
