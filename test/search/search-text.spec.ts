import { configurationOf, searchQuery, searchText } from '../../src/search/search-text';

describe('The configuration of a text', () => {
  it.each([
    ['de', 'german'],
    ['de-AT', 'german'],
    ['EN-gb', 'english'],
    ['nn', 'norwegian'],
    ['zh-Hant', 'simple'],
    ['constructor', 'simple'],
  ])('in %s is %s', (language, configuration) => {
    expect(configurationOf(language)).toBe(configuration);
  });
});

describe('Text without spaces between words', () => {
  it('is divided into pairs of characters, each character last', () => {
    expect(searchText('北京市 said').split(/\s+/).filter(Boolean)).toEqual(['北京', '京市', 'said', '北', '京', '市']);
  });

  it('is asked for by the same pairs as a phrase, also where it is excluded or quoted', () => {
    expect(searchQuery('北京市')).toBe('"北京 京市"');
    expect(searchQuery('-北京市')).toBe('-"北京 京市"');
    expect(searchQuery('税')).toBe('"税"');
    expect(searchQuery('"mayor 北京市"')).toBe('"mayor  北京 京市 "');
  });

  it('leaves other text and the syntax of queries alone', () => {
    expect(searchText('Der Pegel stieg.')).toBe('Der Pegel stieg.');
    expect(searchQuery('"high water" or tide -surge')).toBe('"high water" or tide -surge');
  });
});

describe('A text too long to be searched', () => {
  it('keeps its beginning in order and of the rest each new word once', () => {
    const text = searchText(`${'river quay '.repeat(50_000)} needle ${'x'.repeat(5_000)} thread needle`);
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(200_000);
    expect(text.endsWith(' needle thread')).toBe(true);
  });

  it('is cut where even its words are too many', () => {
    const words = Array.from({ length: 200_000 }, (_, nth) => `w${nth}`).join(' ');
    expect(Buffer.byteLength(searchText(words))).toBeLessThanOrEqual(200_000);
    expect(Buffer.byteLength(searchText('x'.repeat(2 ** 20)))).toBeLessThanOrEqual(200_000);
  });
});
