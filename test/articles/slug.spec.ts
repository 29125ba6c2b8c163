import { slugFrom } from '../../src/articles/slug';
import { fc } from '../setup/chance';

describe('slugFrom', () => {
  it.each([
    ['Harbour reopens after storm', 'harbour-reopens-after-storm'],
    ['Łódź, Ærø and Straße: Đakovo', 'lodz-aero-and-strasse-dakovo'],
    ["Ministers' pay isn’t cut", 'ministers-pay-isnt-cut'],
    ['Ünïcôdé — 2 % up & away', 'unicode-2-up-and-away'],
    ['ﬁnal ½ offer', 'final-1-2-offer'],
    ['  --  ', ''],
    ['港口重新开放', ''],
  ])('%j gives %j', (headline, slug) => {
    expect(slugFrom(headline)).toBe(slug);
  });

  it('is cut at a word, at 80 characters', () => {
    expect(slugFrom('word '.repeat(40))).toBe('word-'.repeat(16).slice(0, -1));
    expect(slugFrom('x'.repeat(200))).toBe('x'.repeat(80));
  });

  it('is an address of any headline, and of its own slug the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (headline) => {
        const slug = slugFrom(headline);
        expect(slug).toMatch(/^(?:[a-z0-9]+(?:-[a-z0-9]+)*)?$/);
        expect(slug.length).toBeLessThanOrEqual(80);
        expect(slugFrom(slug)).toBe(slug);
      }),
    );
  });
});
