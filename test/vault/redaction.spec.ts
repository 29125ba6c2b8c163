import { Redaction } from '../../src/vault/redaction';
import { redactedText } from '../../src/vault/redacted-text';
import { textsWithheld } from '../../src/vault/withheld-versions';

const quote = 'The minister’s wife, Anna Ohlsén, paid 12.500 euros';
const redaction = new Redaction([quote]);

describe('words that are withheld', () => {
  it.each([
    ['as they are', `So it is. ${quote} in cash.`],
    ['with markup in them', "So it is. The **minister's** wife, _Anna Ohl_sén, paid 12.500 euros in cash."],
    [
      'with a link in them',
      'So it is. The [minister\'s](https://a.example/x_(y) "who") wife, Anna Ohlsén, paid 12.500 euros in cash.',
    ],
    [
      'with citations in them',
      "So it is. The minister's wife [@a; @b], Anna Ohlsén [1][3], paid 12.500 euros in cash.",
    ],
    ['broken into lines', "So it is. The minister's\nwife, Anna\r\n> Ohlsén, paid\n12.500 euros in cash."],
    ['with entities', 'So it is. The minister&rsquo;s wife, Anna Ohls&eacute;n, paid 12.500&nbsp;euros in cash.'],
    ['decomposed and in capitals', "So it is. THE MINISTER'S WIFE, ANNA OHLSE\u0301N, PAID 12.500 EUROS in cash."],
    ['with invisible characters', 'So it is. The min\u00ADister’s wife, An\u200Bna Ohlsén, paid 12.500 euros in cash.'],
  ])('are taken out %s', (_, text) => {
    expect(redaction.text(text)).toBe('So it is. [withheld] in cash.');
  });

  it('leave a page well-formed, and take along what its tags carried', () => {
    const page = `<p title="a">So: <a href="https://anna.example">The <b>minister&#8217;s</b></a> wife,<br><img alt="Anna" src="x"></p>\n<p>Anna Ohlsén, paid 12.500 euros</p>`;
    expect(redaction.text(page)).toBe(
      '<p title="a">So: <a href="https://anna.example">[withheld]<b></b></a></p><p></p>',
    );
  });

  it('are found in attributes, addresses, feeds within feeds and scripts', () => {
    const short = new Redaction(['Anna “the fox” Ohlsén']);
    const said = 'Anna “the fox” Ohlsén';
    expect(short.text(`<meta content="${said}">`)).toBe('<meta content="[withheld]">');
    expect(short.text('[x](https://a.example/anna-the-fox-ohlsén)')).toBe('[x](https://a.example/[withheld])');
    expect(
      short.text('&lt;p&gt;Anna &amp;ldquo;the &lt;i&gt;fox&lt;/i&gt;&amp;rdquo; Ohls&amp;eacute;n&lt;/p&gt;'),
    ).toBe('&lt;p&gt;[withheld]&lt;i&gt;&lt;/i&gt;&lt;/p&gt;');
    expect(short.text('<script>{"a":"Anna \\u201cthe\\nfox\\u201d Ohls\\u00e9n"}</script>')).toBe(
      '<script>{"a":"[withheld]"}</script>',
    );
  });

  it('are no more than they are: other words stay byte for byte', () => {
    const text = 'The minister’s husband, Anna Ohlson, paid 12500 euros. <b>&eacute;</b> [@a](x)';
    expect(redaction.text(text)).toBe(text);
    expect(new Redaction(['12.5 percent']).text('125 percent')).toBe('125 percent');
  });

  it('are found by paragraphs too, and never across a mark', () => {
    const two = new Redaction(['He took the money home.\n\nThen he went to the casino.']);
    expect(two.text('Then he went to the casino.')).toBe('[withheld].');
    expect(redaction.text(redaction.text(`A ${quote} b`))).toBe('A [withheld] b');
    expect(new Redaction(['ab withheld cd']).text('ab [withheld] cd')).toBe('ab [withheld] cd');
  });

  it('are taken out of a text in pieces, each piece keeping its own', () => {
    const pieces = ['First. The minister’s\n\n', 'wife, Anna Ohlsén,\n\n', 'paid 12.500 euros in all.\n'];
    expect(redaction.pieces(pieces)).toEqual(['First. [withheld]', '', ' in all.\n']);
  });

  it('are known in an excerpt by what of them was cut off', () => {
    expect(redaction.excerpt('Anna Ohlsén, paid')).toBe('[withheld]');
    expect(redaction.excerpt('… Ohlsén, paid 12.500 euros in cash')).toBe('… [withheld] in cash');
    expect(redaction.excerpt('It was the minister’s wife, Anna')).toBe('It was [withheld]');
    expect(redaction.excerpt('paid in cash')).toBe('paid in cash');
  });
});

describe('a JSON answer', () => {
  const of = 'b0000000-0000-4000-8000-000000000001';
  const other = 'b0000000-0000-4000-8000-000000000002';
  const none = new Redaction([]);
  const redactionOf = (article?: string) => (article === other ? none : redaction);
  const redact = (value: unknown) =>
    JSON.parse(redactedText(JSON.stringify(value), { mediaType: 'application/json', redactionOf })) as unknown;

  it('is redacted by the article that each of its objects is about', () => {
    const items = [
      { id: of, headline: quote },
      { id: other, headline: quote, contributors: [{ id: of, name: quote }] },
      { article: other, text: quote },
      { text: [quote], at: '2026-11-24T12:00:00.000Z' },
    ];
    expect(redact({ items })).toEqual({
      items: [
        { id: of, headline: '[withheld]' },
        items[1],
        items[2],
        { text: ['[withheld]'], at: '2026-11-24T12:00:00.000Z' },
      ],
    });
  });

  it('loses words that stand across two parts of a payload', () => {
    const [head, tail] = [quote.slice(0, 20), quote.slice(20)];
    expect(redact({ b1: `A. ${head}`, b2: `${tail} B.` })).toEqual({ b1: 'A. [withheld]', b2: ' B.' });
  });

  it('is the very same text where nothing is withheld', () => {
    const text = '{ "a": 1.0, "b": "\\u0041" }';
    expect(redactedText(text, { mediaType: 'application/json', redactionOf })).toBe(text);
  });
});

describe('whole texts that are withheld', () => {
  const texts = new Redaction([], undefined, ['Fire', 'The purser kept the tally.']);

  it('are taken out where they stand alone, short ones; longer ones wherever they stand', () => {
    expect(texts.text('Fire')).toBe('[withheld]');
    expect(texts.text('# Fire\n\nMisfired. Fire again.\n')).toBe('# [withheld]\n\nMisfired. Fire again.\n');
    expect(texts.text('<title>Correction: Fire</title>')).toBe('<title>Correction: [withheld]</title>');
    expect(texts.text('<h1>Fire</h1><p>No fire.</p>')).toBe('<h1>[withheld]</h1><p>No fire.</p>');
    expect(texts.text('So _the purser_ kept the tally, he says')).toBe('So _[withheld], he says');
  });

  it.each([
    ['staff', 'staff', ['It sails at one.']],
    ['public', 'staff', []],
    ['public', 'public', ['It sails at one.']],
  ] as const)(
    'go with a version withheld from %s for %s, unless a version says them that is not',
    (from, audience, taken) => {
      const versions = [
        { version: 1, revision: 1, texts: ['The ferry', 'It **sails** at noon.\n'] },
        { version: 2, revision: 3, texts: ['Ferry', 'It sails at one.', 'It sails at noon.'] },
      ];
      const withheld = [{ revision: 4, from, legal: false, versions: [2] }];
      expect(textsWithheld({ audience, withheld, versions })).toEqual(taken);
    },
  );
});
