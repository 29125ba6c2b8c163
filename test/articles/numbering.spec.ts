import type { Body } from '../../src/text/body';
import type { Citation } from '../../src/articles/content';
import { numberSources, numbersOf, printCitations, storySources } from '../../src/articles/numbering';

const bodyOf = (...texts: string[]): Body => texts.map((text, id) => ({ id, text }));
const citation = (key: string, more: Partial<Citation> = {}): Citation => ({ key, source: { title: key }, ...more });

describe('printed numbers', () => {
  it('follow the order of first mention, not of the source list', () => {
    const body = bodyOf('Later [@c].\n\n', 'Then [@a; @c].\n');
    expect([...numberSources(body, [citation('a'), citation('b'), citation('c')])]).toEqual([
      ['c', 1],
      ['a', 2],
    ]);
  });

  it('are not given to unknown keys, and are given to a citation without source', () => {
    const body = bodyOf('So [@x] and [@a].');
    expect([...numberSources(body, [citation('a', { source: null })])]).toEqual([['a', 1]]);
  });

  it('are not given to a mention in code', () => {
    expect(numberSources(bodyOf('Write `[@a]`.'), [citation('a')]).size).toBe(0);
  });
});

describe('a printed text', () => {
  const numbers = new Map([
    ['a', 1],
    ['b', 3],
  ]);

  it.each([
    ['Sound [@a].', 'Sound [1].'],
    ['Sound [@a; @b] and [@a][@b].', 'Sound [1][3] and [1][3].'],
    ['A waived one [@x; @b].', 'A waived one [?][3].'],
    ['`[@a]` \\[@a] [@a](u) [@a][t] [sic] [1990]\r\n', '`[@a]` \\[@a] [@a](u) [@a][t] [sic] [1990]\r\n'],
    ['', ''],
  ])('has %j as %j', (text, printed) => {
    expect(printCitations(text, numbers)).toBe(printed);
    expect(printCitations(bodyOf(text), numbers)).toBe(printed);
  });
});

describe('the source list of a story', () => {
  it('names each mentioned source once, by number, with what is known of the place', () => {
    const citations = [
      citation('unused'),
      citation('a', { locator: 'p. 4', quote: 'sound', note: 'staff only' }),
      citation('b'),
    ];
    const sources = storySources({ body: bodyOf('So [@b], [@a] and [@b].'), citations });
    expect(sources).toEqual([
      { number: 1, key: 'b', source: { title: 'b' } },
      { number: 2, key: 'a', source: { title: 'a' }, locator: 'p. 4', quote: 'sound' },
    ]);
    expect(numbersOf(sources).get('a')).toBe(2);
  });

  it('come with the archived copy of a source that is named, and of no other', () => {
    const capture = { url: 'https://archive.example/1' };
    const citations = [citation('a', { capture }), citation('b', { capture, source: null })];
    const sources = storySources({ body: bodyOf('So [@a] and [@b].'), citations });
    expect(sources.map((source) => source.capture)).toEqual([capture, undefined]);
  });
});
