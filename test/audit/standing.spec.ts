import { noticesOf, readersHad } from '../../src/audit/page/standing';
import { revisionsOf } from './revision.fixture';

const after = (...types: readonly string[]) => revisionsOf(types.length, (revision) => ({ type: types[revision - 1] }));

describe('What readers had at a revision', () => {
  it('is nothing before the first publication, then the newest version', () => {
    expect(readersHad(after('article-drafted'))).toBeUndefined();
    const types = ['article-drafted', 'article-published', 'article-edited', 'article-corrected'];
    expect(readersHad(after(...types.slice(0, 3)))).toBe('readers had v1');
    expect(readersHad(after(...types))).toBe('readers had v2');
  });

  it('is the notice of a retracted version, nothing after a takedown, and the version that came after it', () => {
    const types = ['article-published', 'article-retracted', 'article-unpublished', 'article-updated'];
    expect([2, 3, 4].map((count) => readersHad(after(...types.slice(0, count))))).toEqual([
      'readers had the notice that v1 was retracted',
      'readers had nothing: it was taken down',
      'readers had v2',
    ]);
  });
});

describe('What not everybody is shown', () => {
  it('is told with the revisions that hid it, whichever revision is looked at', () => {
    const types = ['article-drafted', 'payload-erased', 'article-withheld', 'payload-erased'];
    expect(noticesOf(after(...types)).map(({ revisions }) => revisions)).toEqual([[2, 4], [3]]);
    expect(noticesOf(after('article-drafted'))).toEqual([]);
  });
});
