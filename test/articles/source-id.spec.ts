import { citationKeyFor } from '../../src/articles/source-entry';
import { sourceId } from '../../src/articles/source-id';
import type { Source } from '../../src/articles/content';
import { fc } from '../setup/chance';

const page = (URL: string): string => sourceId({ type: 'webpage', URL });

describe('the id of a source', () => {
  it('is a UUID of version 5, and never changes', () => {
    expect(page('https://harbour.example/tides')).toMatch(
      /^[0-9a-f]{8}-[0-9a-f]{4}-5[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/,
    );
    expect(page('https://harbour.example/tides')).toBe('2bd4f30c-3f92-55ea-b18d-45ae0696662a');
    expect(sourceId({ type: 'book', title: 'Tides' })).toBe('1c533cd3-4bee-5cfa-908f-15817cbb907d');
  });

  it.each([
    'http://harbour.example/tides',
    'https://HARBOUR.example/tides/',
    'https://www.harbour.example:443/tides#quay',
    'https://harbour.example/tides?utm_source=x&fbclid=y',
    ' https://harbour.example./tides? ',
  ])('%j is the same page as https://harbour.example/tides', (url) => {
    expect(page(url)).toBe(page('https://harbour.example/tides'));
  });

  it.each([
    'https://harbour.example/Tides',
    'https://harbour.example/tides?page=2',
    'https://harbour.example:8443/tides',
    'https://port.example/tides',
  ])('%j is another page', (url) => expect(page(url)).not.toBe(page('https://harbour.example/tides')));

  it('does not depend on the order of parameters, nor on how the rest of the item reads', () => {
    expect(page('https://a.example/?b=2&a=1')).toBe(page('https://a.example/?a=1&b=2'));
    expect(sourceId({ type: 'report', title: 'T', URL: 'https://a.example/x' })).toBe(page('https://a.example/x'));
  });

  it('is its DOI, however written, before its URL', () => {
    const one = sourceId({ type: 'article-journal', DOI: '10.5555/AbC.1', URL: 'https://a.example' });
    for (const DOI of ['https://doi.org/10.5555/abc.1', 'doi:10.5555/ABC.1', 'http://dx.doi.org/10.5555/abc%2e1']) {
      expect(sourceId({ type: 'article-journal', DOI })).toBe(one);
    }
    expect(page('https://doi.org/10.5555/abc.1')).toBe(one);
  });

  it('is title, first author and year where it has neither', () => {
    const book: Source = {
      type: 'book',
      title: 'Tides  of the Quay',
      author: [{ family: 'Okafor' }],
      issued: { 'date-parts': [[2025, 3]] },
    };
    expect(sourceId({ ...book, type: 'report', title: 'tides of the ＱＵＡＹ', issued: { raw: 'March 2025' } })).toBe(
      sourceId(book),
    );
    expect(sourceId({ ...book, issued: { 'date-parts': [[2024]] } })).not.toBe(sourceId(book));
    expect(sourceId({ ...book, author: [{ literal: 'Ito' }] })).not.toBe(sourceId(book));
  });

  it('tells sources without a title apart, and does not see the id of the item', () => {
    expect(sourceId({ type: 'interview', note: 'a' })).not.toBe(sourceId({ type: 'interview', note: 'b' }));
    expect(sourceId({ note: 'a', type: 'interview', id: 'x' })).toBe(sourceId({ type: 'interview', note: 'a' }));
  });

  it('is given to whatever a source says', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom('type', 'title', 'URL', 'DOI', 'author', 'issued', 'note'), fc.jsonValue()),
        (source) => {
          expect(sourceId(source as Source)).toHaveLength(36);
          expect(sourceId(JSON.parse(JSON.stringify(source)) as Source)).toBe(sourceId(source as Source));
        },
      ),
    );
  });

  it('is the same for a URL with tracking, a fragment and another scheme', () => {
    fc.assert(
      fc.property(fc.webUrl({ withQueryParameters: true }), fc.string(), (url, word) => {
        const other = new URL(url.replace(/^https?/, 'http'));
        other.searchParams.append('utm_campaign', word);
        other.hash = word;
        expect(page(other.href)).toBe(page(url));
      }),
    );
  });
});

describe('the key that a source makes', () => {
  it.each<[Source, string]>([
    [{ author: [{ family: 'Okafor' }], issued: { 'date-parts': [[2025]] } }, 'okafor2025'],
    [{ author: [{ literal: 'Harbour Board of the North' }] }, 'harbour-board-of-the-north'],
    [{ publisher: 'De Kustkrant', issued: { raw: '3 May 2024' } }, 'de-kustkrant2024'],
    [{ URL: 'https://www.harbour.example/x' }, 'harbour'],
    [{ URL: 'https://news.bbc.co.uk/x' }, 'bbc'],
    [{ title: '港口 重新' }, '港口'],
    [{ title: '2024 in review' }, 's2024'],
    [{ title: '—' }, 'source'],
    [{}, 'source'],
  ])('of %j is %s', (source, key) => {
    expect(citationKeyFor(source, new Set())).toBe(key);
  });

  it('takes a letter after a year and a number after a word, when it is taken', () => {
    const dated: Source = { publisher: 'Ito', issued: { 'date-parts': [[2025]] } };
    expect(citationKeyFor(dated, new Set(['ito2025']))).toBe('ito2025b');
    expect(citationKeyFor(dated, new Set(['ito2025', 'ito2025b']))).toBe('ito2025c');
    expect(citationKeyFor({ title: 'Ito' }, new Set(['ito']))).toBe('ito-2');
  });

  it('follows the grammar of keys and is free, whatever the source', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 40 }), (titles) => {
        const taken = new Set<string>();
        for (const title of titles) {
          const key = citationKeyFor({ title, issued: { raw: '2025' } }, taken);
          expect(key).toMatch(/^[\p{L}\p{N}_][\p{L}\p{N}_.:-]{0,199}$/u);
          expect(taken.has(key)).toBe(false);
          taken.add(key);
        }
      }),
    );
  });
});
