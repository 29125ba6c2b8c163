import { blameLines, nextBlame, type BlamedLine } from '../../src/history/line-blame';
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

/** How many of the newest revisions of each story are compared with git's blame; 1000: all there are, in half a minute. */
const depth = Number(process.env['STET_BLAME_REVISIONS'] ?? 1);
/** Why is told in docs/history.md. */
const explained = [21, 22].flatMap((revision) =>
  [264, 265].map((line) => `2025-11-26-this-week-in-rust, revision ${revision}, line ${line}: 1, git says 4`),
);

describeWithCorpus('blame of real histories (../shared/corpus)', () => {
  const stories = corpusStories().map(({ slug, revisions }) => ({ slug, texts: revisions.map(({ text }) => text) }));

  it('has every line, byte for byte', () => {
    for (const { texts } of stories) {
      const lines = blameLines(numbered(texts)).map(({ line }) => line);
      expect(lines.join('') === texts.at(-1)).toBe(true);
    }
  });

  describeWithGit('beside git blame', () => {
    it('agrees in all lines but those that are explained', () => {
      const history = new GitHistory(stories.map(({ texts }) => texts));
      const all = stories.flatMap(({ slug, texts }, branch) =>
        blamed(texts).flatMap(({ revision, blame }) => {
          const theirs = history.blame(branch, texts.length - revision);
          expect(blame).toHaveLength(theirs.length);
          return blame.map((ours, at) => {
            const name = `${slug}, revision ${revision}, line ${at + 1}`;
            return ours.revision === theirs[at] ? undefined : `${name}: ${ours.revision}, git says ${theirs[at]}`;
          });
        }),
      );
      history.remove();
      const others = all.filter((other) => other !== undefined);
      console.info(
        `blame is git's in ${all.length - others.length} of ${all.length} lines; not in\n${others.join('\n')}`,
      );
      expect(others.filter((other) => !explained.includes(other))).toEqual([]);
    }, 600_000);
  });
});

/** The newest revisions, as many as are asked for, each with its blame. */
function blamed(texts: readonly string[]) {
  let blame: readonly BlamedLine[] = [];
  const each = numbered(texts).map((next) => {
    blame = nextBlame(blame, next);
    return { revision: next.revision, blame };
  });
  return each.slice(-depth);
}
