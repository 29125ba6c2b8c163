import { GitHistories } from '../../src/import/git-histories';
import type { FileChange } from '../../src/import/git-log';

const change = (status: string, path: string, blob: string, from?: string): FileChange => ({ status, path, blob, mode: '100644', ...(from && { from }) }); // prettier-ignore
let hash: number;
const commit = (changes: readonly FileChange[], isMerge = false) => {
  const told = { name: 'Ana', email: 'ana@example.org', at: '2019-03-01T08:00:00Z', message: 'm' };
  return { hash: `c${(hash += 1)}`, isMerge, ...told, changes };
};

function historiesOf(...commits: ReturnType<typeof commit>[]): string[] {
  const histories = new GitHistories((path) => path.endsWith('.md'));
  for (const one of commits) histories.add(one);
  return histories.all.map(({ revisions }) => revisions.map(({ commit: { hash: name }, path, blob }) => `${name} ${path} ${blob ?? 'gone'}`).join(', ')); // prettier-ignore
}

describe('The histories of files', () => {
  beforeEach(() => {
    hash = 0;
  });

  it('follow a file that moves, and begin anew where another takes its place', () => {
    expect(
      historiesOf(
        commit([change('A', 'next.md', 'x1')]),
        commit([change('A', 'next.md', 'y1'), change('R', 'one.md', 'x2', 'next.md')]),
        commit([change('M', 'next.md', 'y2')]),
      ),
    ).toEqual(['c1 next.md x1, c2 one.md x2', 'c2 next.md y1, c3 next.md y2']);
  });

  it('follow two files that change places', () => {
    expect(
      historiesOf(
        commit([change('A', 'a.md', 'x'), change('A', 'b.md', 'y')]),
        commit([change('R', 'b.md', 'x', 'a.md'), change('R', 'a.md', 'y', 'b.md')]),
      ),
    ).toEqual(['c1 a.md x, c2 b.md x', 'c1 b.md y, c2 a.md y']);
  });

  it('follow a file to another folder though git does not see that it moved', () => {
    expect(
      historiesOf(commit([change('A', 'drafts/a.md', 'x')]), commit([change('D', 'drafts/a.md', ''), change('A', 'posts/a.md', 'y')])), // prettier-ignore
    ).toEqual(['c1 drafts/a.md x, c2 posts/a.md y']);
  });

  it('end where a file is deleted, and begin anew where it comes again', () => {
    expect(
      historiesOf(commit([change('A', 'a.md', 'x')]), commit([change('D', 'a.md', '')]), commit([change('A', 'a.md', 'z')])), // prettier-ignore
    ).toEqual(['c1 a.md x, c2 a.md gone', 'c3 a.md z']);
  });

  it('have what a branch wrote under the name of before the move', () => {
    expect(
      historiesOf(
        commit([change('A', 'a.md', 'x')]),
        commit([change('R', 'b.md', 'x', 'a.md')]),
        commit([change('M', 'a.md', 'y')]),
      ),
    ).toEqual(['c1 a.md x, c2 b.md x, c3 b.md y']);
  });

  it('have a revision of a merge where it made what none of its parents had, and once', () => {
    const merge = commit([], true);
    const twice = [change('M', 'a.md', 'z')];
    hash = 0;
    expect(
      historiesOf(
        commit([change('A', 'a.md', 'x'), change('A', 'b.md', 'b')]),
        commit([change('M', 'a.md', 'y')]),
        { ...merge, hash: 'm', changes: [...twice, change('M', 'b.md', 'b')] },
        { ...merge, hash: 'm', changes: twice },
      ),
    ).toEqual(['c1 a.md x, c2 a.md y, m a.md z', 'c1 b.md b']);
  });

  it('know nothing of links and of files that are not looked at', () => {
    const link = { ...change('A', 'link.md', 'x'), mode: '120000' };
    expect(historiesOf(commit([link, change('A', 'picture.png', 'p')]))).toEqual([]);
  });
});
