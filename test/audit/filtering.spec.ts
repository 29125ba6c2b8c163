import { nearestShown, personsOf, shownOf, stepped } from '../../src/audit/page/filtering';
import { revisionsOf } from './revision.fixture';
import { fc } from '../setup/chance';

const rob = { id: 'rob', name: 'Rob', role: 'reporter' };
const shownNumbers = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 }).map((list) => list.sort((a, b) => a - b)); // prettier-ignore

describe('A filter', () => {
  const revisions = revisionsOf(6, (revision) => ({
    ...(revision % 2 === 0 && { actor: rob }),
    ...(revision > 4 && { type: 'article-published' }),
  }));

  it('shows what one person did, what is of one type, or both', () => {
    expect(shownOf(revisions, {})).toEqual([1, 2, 3, 4, 5, 6]);
    expect(shownOf(revisions, { actor: 'rob' })).toEqual([2, 4, 6]);
    expect(shownOf(revisions, { type: 'article-published' })).toEqual([5, 6]);
    expect(shownOf(revisions, { actor: 'rob', type: 'article-published' })).toEqual([6]);
    expect(personsOf(revisions).map(({ label, count }) => `${label} ${count}`)).toEqual(['Ana 3', 'Rob 3']);
  });

  it('lets a step lead to the next shown revision, from wherever one is, and never beyond the ends', () => {
    fc.assert(
      fc.property(shownNumbers, fc.integer({ min: 1, max: 60 }), (shown, from) => {
        expect(stepped(shown, from, 1)).toBe(shown.find((one) => one > from) ?? shown.at(-1));
        expect(stepped(shown, from, -1)).toBe(shown.findLast((one) => one < from) ?? shown[0]);
      }),
    );
    expect([stepped([2, 4, 6], 2, 10), stepped([2, 4, 6], 6, -2), stepped([], 3, 1)]).toEqual([6, 2, 3]);
  });

  it('lets the slider rest on the nearest shown revision', () => {
    fc.assert(
      fc.property(shownNumbers, fc.integer({ min: 1, max: 60 }), (shown, to) => {
        const distance = Math.min(...shown.map((one) => Math.abs(one - to)));
        expect(Math.abs(nearestShown(shown, to) - to)).toBe(distance);
      }),
    );
    expect(nearestShown([], 3)).toBe(3);
  });
});
