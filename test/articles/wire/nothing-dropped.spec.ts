import { clustersIn } from '../../../src/text/mentions';
import { parseWire, type WireArticle } from '../../../src/articles/wire/parse-wire';
import { growth } from '../../setup/growth';
import { fc } from '../../setup/chance';

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

/** Every string and number of a value, members of members included. */
const textsOf = (value: unknown): string[] =>
  typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [String(value)];

const said = (article: WireArticle): Set<string> => new Set(wordsOf(textsOf(article).join('\n')));

function missing(text: string, article: WireArticle): string[] {
  const words = said(article);
  // Zeros that pad a number are no word of their own: an entry `01.` is the citation `1`.
  return wordsOf(text).filter((word) => !words.has(word) && !words.has(word.replace(/^0+(?=\d)/, '')));
}

const word = fc.constantFrom(
  'quay',
  'Port',
  'ferry',
  'U.S.',
  'Zürich',
  '港口',
  'Prins',
  'the',
  'of',
  '€18',
  '3.12%',
  'G20',
  "isn't",
  '2025',
  '[sic]',
  '[1990]',
  '[1]',
  '[3]',
  '[1][3]',
  '[2, 4]',
  '[0]',
  '`a[1]`',
  '[@x]',
  '[x](https://a.example)',
  'and/or',
  '—',
  '–',
  '#',
  '**bold**',
  'May',
  'Monday,',
);
const phrase = fc.array(word, { minLength: 1, maxLength: 6 }).map((words) => words.join(' '));
const sentence = fc.array(word, { minLength: 5, maxLength: 40 }).map((words) => `${words.join(' ')}.`);
const date = fc.constantFrom(
  '2025-01-26',
  '26 January 2025',
  'Jan 26, 2025',
  '26.01.2025',
  '3/4/2025',
  'Sunday, 26 January 2025',
  '2025年1月26日',
  '26 de enero de 2025',
);
const dateLine = fc
  .tuple(date, fc.constantFrom('', ' general', ' | World news', ' 14:30 port'))
  .map(([day, rest]) => day + rest);
const dateline = fc
  .tuple(
    fc.constantFrom('Delft, ', 'DELFT (Agency) — ', 'DELFT, Jan 26 - ', ''),
    date,
    fc.constantFrom('.\n', '. ', ' — '),
  )
  .map((parts) => parts.join(''));
const address = fc.constantFrom(
  'https://a.example/b?c=d&e',
  '<https://b.example/>',
  '(https://c.example/x_(y)).',
  'https://doi.org/10.5555/a.b',
  'doi:10.5555/x',
  'https://',
  'www.d.example',
  'https://[',
  'https://a b',
);
const entry = fc
  .tuple(
    fc.constantFrom('1. ', '[2] ', '3) ', '- ', '', '99. ', '  '),
    fc.array(
      fc.oneof(
        phrase,
        date,
        address,
        fc.constantFrom(
          '“Title of it”',
          '(accessed 3 March 2025)',
          'Okafor, A. (2025).',
          '[T](https://l.example)',
          '\n  ',
        ),
      ),
      { maxLength: 5 },
    ),
  )
  .map(([number, parts]) => number + parts.join(', '));
const heading = fc.constantFrom('Sources', 'Bronnen:', '## Quellen', '**Fuentes**', 'Sources: Port Office');
const tags = fc.constantFrom('AI model US market', '#AI #quays', 'a, b; c', 'Tags: a | b', 'Keywords: x', 'x\ny');

const part = fc.oneof(
  phrase,
  sentence,
  dateLine,
  dateline,
  entry,
  heading,
  tags,
  fc.constantFrom('```', '> quoted', '---', '    indented'),
);
const article = fc
  .tuple(
    phrase,
    fc.boolean(),
    fc.option(dateLine, { nil: '' }),
    fc.option(dateline, { nil: '' }),
    fc.array(fc.oneof(phrase, sentence), { maxLength: 6 }),
    fc.option(heading, { nil: '' }),
    fc.array(entry, { maxLength: 4 }),
    fc.option(tags, { nil: '' }),
  )
  .map(([title, twice, line, opening, prose, list, entries, closing]) =>
    [
      title,
      twice ? title.toUpperCase() : '',
      line,
      opening + (prose[0] ?? ''),
      ...prose.slice(1),
      list,
      entries.join('\n'),
      closing,
    ].join('\n\n'),
  );

describe('of a wire article', () => {
  it('every word is found again', () => {
    fc.assert(
      fc.property(article, (text) => expect(missing(text, parseWire(text))).toEqual([])),
      { numRuns: 75 },
    );
  });

  it('every word is found again, in whatever order its parts come', () => {
    const parts = fc.tuple(fc.array(part, { maxLength: 10 }), fc.constantFrom('\n', '\n\n', '\r\n', '\r', '\n\n\n'));
    fc.assert(
      fc.property(parts, ([all, end]) => expect(missing(all.join(end), parseWire(all.join(end)))).toEqual([])),
      { numRuns: 75 },
    );
  });

  it('every word is found again, even of no article at all', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom(...'[]()#`\\*-.,:;!|123 \n\n\t"“”'),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 300,
    });
    fc.assert(
      fc.property(text, (any) => expect(missing(any, parseWire(any))).toEqual([])),
      { numRuns: 75 },
    );
  });

  it('every number that the text cites is a citation, and the body mentions no other', () => {
    fc.assert(
      fc.property(article, (text) => {
        const { body, citations } = parseWire(text);
        const cited = new Set(clustersIn(body).flatMap(({ brackets }) => brackets.flatMap(({ keys }) => keys)));
        const keys = citations.map(({ key }) => key);
        expect(new Set(keys).size).toBe(keys.length);
        for (const key of cited) expect([...keys, 'x']).toContain(key);
      }),
      { numRuns: 75 },
    );
  });

  it('a body without marks is verbatim', () => {
    const plain = fc.array(
      fc
        .array(fc.constantFrom('quay', 'Port', '*ferry*', 'a  b', '<b>', '&amp;', 'x_y'), {
          minLength: 3,
          maxLength: 12,
        })
        .map((words) => `${words.join(' ')}.`),
      { minLength: 1, maxLength: 5 },
    );
    fc.assert(
      fc.property(plain, (paragraphs) => {
        const body = paragraphs.join('\n\n');
        expect(parseWire(`Quay opens\n\n2025-01-26\n\n${body}`).body).toBe(body);
      }),
    );
  });
});

describe('a text of 128 KiB made to be slow', () => {
  const size = 1 << 17;
  it.each([
    'a',
    ' ',
    '\n',
    '[',
    '[1]',
    '[1,',
    '`',
    '` `` ',
    '“',
    '1. x\n\n',
    '- x\n',
    'x\n\n',
    'Sources\n',
    '#a ',
    '\\',
    'DELFT (',
    '26 January ',
    'A. ',
    '[x](',
    'https://',
    '```\n',
    '— ',
    'title\n',
  ])('%j is read in time', (piece) => {
    const heads = [
      '',
      'T\n\n2025-01-26 a\n\nDelft, 26 January 2025. ',
      'T\n\nText [1].\n\nSources\n\n',
      'T\n\nText [1].\n\nSources\n\n1. ',
      'Sources: ',
      'T\n\nx.\n\nTags: ',
    ];
    for (const head of heads) {
      const parsed = (bytes: number) => {
        const text = head + piece.repeat(Math.ceil(bytes / piece.length));
        return () => parseWire(text);
      };
      expect(growth(parsed, size)).toBeLessThan(4);
    }
  });
});
