import { newBody } from '../../../src/text/body';
import type { ArticleContent, Citation } from '../../../src/articles/content';
import type { Members } from '../../../src/articles/events';
import { mergeContent } from '../../../src/articles/merge/merge-content';
import { mergeSet } from '../../../src/articles/merge/merge-set';
import { fc } from '../../setup/chance';

const report: Citation = { key: 'report', source: { title: 'Annual report', type: 'report' } };
const base: ArticleContent = {
  headline: 'Harbour reopens after the storm',
  standfirst: null,
  body: newBody('The harbour reopened.\n\nFerries sail again.\n'),
  language: 'en',
  category: 'Shipping',
  dateline: { place: 'Vlissingen', date: '2026-11-20', text: null },
  byline: ['Noor Bakker'],
  tags: ['harbour', 'storm'],
  slug: null,
  media: [{ key: 'quay', url: 'https://pictures.example/quay.jpg', alt: 'The quay' }],
  embargo: null,
  meta: { desk: 'regional', priority: 2 },
  sourceHeading: null,
  citations: [report],
};
const merge = (theirs: Partial<ArticleContent>, yours: Members & { body?: string }) =>
  mergeContent(base, { ...base, ...theirs }, yours);

describe('the members of an article', () => {
  it('merge each on its own: what the one changed, the other keeps', () => {
    expect(merge({ category: 'Ports' }, { headline: 'Harbour open' })).toEqual({
      members: { headline: 'Harbour open' },
      fields: ['category'],
    });
  });

  it('that the edit sends as they were at the base stay as others made them', () => {
    expect(merge({ category: 'Ports' }, { category: 'Shipping', headline: base.headline })).toEqual({
      members: {},
      fields: ['category'],
    });
  });

  it('that both changed to the same are no conflict', () => {
    expect(merge({ category: 'Ports' }, { category: 'Ports' })).toEqual({ members: {}, fields: ['category'] });
  });

  it('that both changed differently conflict, with what was, what each made, and both where the words differ', () => {
    const [theirs, yours] = ['Harbour reopens after the big storm', 'Harbour opens after the storm'];
    expect(merge({ headline: theirs }, { headline: yours })).toEqual({
      conflicts: [
        { field: 'headline', base: base.headline, theirs, yours, suggestion: 'Harbour opens after the big storm' },
      ],
    });
    expect(merge({ slug: 'one' }, { slug: 'two' })).toEqual({
      conflicts: [{ field: 'slug', base: null, theirs: 'one', yours: 'two' }],
    });
  });

  it('that one cleared stay cleared, and conflict with a change', () => {
    expect(merge({}, { category: null })).toEqual({ members: { category: null }, fields: [] });
    expect(merge({ category: 'Ports' }, { category: null }).conflicts).toHaveLength(1);
  });
});

describe('lists', () => {
  it('merge as sets: additions of both stand, removals of either apply', () => {
    expect(merge({ tags: ['harbour', 'storm', 'ferry'] }, { tags: ['harbour', 'insurance'] })).toEqual({
      members: { tags: ['harbour', 'ferry', 'insurance'] },
      fields: ['tags'],
    });
  });

  it('keep an addition where its editor put it, and the order of the side that changed it', () => {
    const set = (old: string, theirs: string, yours: string) =>
      mergeSet({ base: old.split(''), theirs: theirs.split(''), yours: yours.split('') }).join('');
    expect(set('abc', 'abcX', 'aYbc')).toBe('aYbcX');
    expect(set('abc', 'aXbc', 'aYbc')).toBe('aXYbc');
    expect(set('abc', 'abcX', 'cba')).toBe('cXba');
    expect(set('abc', 'cba', 'abcY')).toBe('cYba');
    expect(set('abc', 'bc', 'aYbc')).toBe('Ybc');
  });

  it('hold every addition once, and nothing that either removed', () => {
    const list = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f', 'g'));
    fc.assert(
      fc.property(list, list, list, (old, theirs, yours) => {
        const merged = mergeSet({ base: old, theirs, yours });
        const all = new Set([...old, ...theirs, ...yours]);
        const wanted = [...all].filter((key) =>
          old.includes(key) ? theirs.includes(key) && yours.includes(key) : theirs.includes(key) || yours.includes(key),
        );
        expect([...merged].sort()).toEqual(wanted.sort());
        expect(mergeSet({ base: old, theirs: old, yours })).toEqual(yours);
        expect(mergeSet({ base: old, theirs, yours: old })).toEqual(theirs);
      }),
    );
  });
});

describe('objects', () => {
  it('merge by their members', () => {
    expect(
      merge(
        { dateline: { ...base.dateline, place: 'Terneuzen' } },
        { dateline: { ...base.dateline, date: '2026-11-21' } },
      ),
    ).toEqual({ members: { dateline: { place: 'Terneuzen', date: '2026-11-21', text: null } }, fields: ['dateline'] });
    expect(merge({ meta: { desk: 'regional' } }, { meta: { desk: 'national', priority: 2, mood: 1 } })).toEqual({
      members: { meta: { desk: 'national', mood: 1 } },
      fields: ['meta'],
    });
  });

  it('conflict in the member that both changed alone', () => {
    expect(merge({ meta: { desk: 'sea', priority: 2 } }, { meta: { desk: 'land', priority: 3 } })).toEqual({
      conflicts: [{ field: 'meta', base: { desk: 'regional' }, theirs: { desk: 'sea' }, yours: { desk: 'land' } }],
    });
  });

  it('in the media merge by key, and a removed one conflicts with a changed one', () => {
    const [quay] = base.media;
    if (quay === undefined) throw new Error('The base has a medium.');
    const ferry = { key: 'ferry', url: 'https://pictures.example/ferry.jpg' };
    expect(merge({ media: [{ ...quay, credit: 'J. Vos' }] }, { media: [{ ...quay, alt: 'Quay' }, ferry] })).toEqual({
      members: { media: [{ ...quay, alt: 'Quay', credit: 'J. Vos' }, ferry] },
      fields: ['media'],
    });
    expect(merge({ media: [] }, { media: [{ ...quay, alt: 'Quay' }] })).toEqual({
      conflicts: [{ field: 'media', base: quay, theirs: null, yours: { ...quay, alt: 'Quay' } }],
    });
    expect(merge({ media: [{ ...quay, alt: 'One' }] }, { media: [{ ...quay, alt: 'Two' }] })).toEqual({
      conflicts: [
        {
          field: 'media',
          base: { key: 'quay', alt: 'The quay' },
          theirs: { key: 'quay', alt: 'One' },
          yours: { key: 'quay', alt: 'Two' },
        },
      ],
    });
  });
});

describe('the text', () => {
  it('merges by lines', () => {
    const theirs = newBody('The harbour reopened today.\n\nFerries sail again.\n');
    expect(merge({ body: theirs }, { body: 'The harbour reopened.\n\nFerries sail again.\n\nTrains too.\n' })).toEqual({
      members: {},
      body: 'The harbour reopened today.\n\nFerries sail again.\n\nTrains too.\n',
      fields: ['body'],
    });
  });

  it('conflicts in the place that both changed alone, and nothing else is set', () => {
    const theirs = newBody('The harbour reopened today.\n\nFerries sail again.\n');
    const merged = merge(
      { body: theirs },
      { headline: 'New', body: 'The harbour reopened late.\n\nFerries sail again.\n' },
    );
    expect(merged).toEqual({
      conflicts: [
        {
          field: 'body',
          base: 'The harbour reopened.\n',
          theirs: 'The harbour reopened today.\n',
          yours: 'The harbour reopened late.\n',
          line: { base: 1, theirs: 1, yours: 1 },
        },
      ],
    });
  });

  it('that newly mentions a citation which others removed is a conflict of the citation', () => {
    const body = 'The harbour reopened. [@report]\n\nFerries sail again.\n';
    expect(merge({ citations: [] }, { body })).toEqual({
      conflicts: [{ field: 'citations', base: report, theirs: null, yours: report }],
    });
    expect(merge({}, { body })).toEqual({ members: {}, body, fields: [] });
    expect(merge({ citations: [] }, { body: 'The harbour reopened.\n' })).toMatchObject({ fields: ['citations'] });
  });
});
