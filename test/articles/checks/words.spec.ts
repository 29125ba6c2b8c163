import { runChecks } from '../../../src/articles/checks/all-checks';
import { articleWith, codesIn, findingsIn } from './article';
import { growth } from '../../setup/growth';

const quotesOf = (code: string, text: string): readonly (string | undefined)[] =>
  findingsIn({ text, citations: [{ key: '1', source: { title: 'Survey' } }] })
    .filter((finding) => finding.code === code)
    .map(({ where }) => where.quote);

describe('a figure', () => {
  it.each([
    ['It costs €4.5 million. Safe [@1].', '€4.5'],
    ['About 12 per cent stayed. Safe [@1].', '12 per cent'],
    ['Some 12,400 voted. Safe [@1].', '12,400'],
    ['Es kostet CHF 89 im Laden. Safe [@1].', 'CHF 89'],
    ["Es kamen 25'000 Leute. Safe [@1].", "25'000"],
    ['It grew by 12%. Then by 12% too [@1].', '12%'],
    ['It costs as follows:\n\n- €45 for the lock;\n\nSafe [@1].', '€45'],
    ['Er kwamen 3 miljoen liter. Safe [@1].', '3 miljoen'],
  ])('wants a source in its sentence: %s', (text, quote) => {
    expect(quotesOf('uncited-figure', text)).toEqual([quote]);
  });

  it.each([
    'It costs €4.5 million [@1].',
    'It costs €4.5 million. [@1]',
    'Of Dr. Visser’s 12% a part [@1].',
    'On 24 November 2026 some 12 of 30 members met at 14.30. Safe [@1].',
    'It costs €4.5 million [@1]. The €4.5 million is there.',
    'It costs €4.5 million, alas! in the end [@1].',
    'See p. 1,204 and art. 2.114 of the law. Safe [@1].',
    '## It costs €4.5 million\n\nSafe [@1].',
    'It costs as follows [@1]:\n\n- €4.5 million for the lock;\n- 12% for the rest.\n',
    '| lock | cost |\n| --- | --- |\n| old | £1,340,000 |\n\nSource: the board [@1].\n',
    'Read <https://lock.example/?cost=4,500,000>. Safe [@1].',
    'Of 9 Mio. Euro a part, 40 % [@1].',
    '`€4.5 million` is code. Safe [@1].'.replace('€4.5 million', '12'),
  ])('is let be: %s', (text) => {
    expect(quotesOf('uncited-figure', text)).toEqual([]);
  });
});

describe('a quotation', () => {
  it.each([
    ['“Nobody has to move for it,” she said. Safe [@1].', '“Nobody has to move for it,”'],
    ['"Nobody has to move for it," she said. Safe [@1].', '"Nobody has to move for it,"'],
    ['„Niemand muss dafür hier wegziehen“, sagte sie. Safe [@1].', '„Niemand muss dafür hier wegziehen“'],
    ['«Personne ne doit partir d’ici», dit-elle. Safe [@1].', '«Personne ne doit partir d’ici»'],
  ])('wants a source in its sentence: %s', (text, quote) => {
    expect(quotesOf('uncited-quote', text)).toEqual([quote]);
  });

  it.each([
    '“Nobody has to move for it,” she said [@1].',
    '“Nobody has to move for it,” she said. “Not one of them all.” [@1]',
    '> “Nobody has to move for it.”\n>\n> The mayor [@1]\n',
    '“Nobody has to move for it?” she asked, of Dr. Vis [@1].',
    '“Nobody has to move. Not one of them all.” [@1]',
    'The “lock of the century” opens. Safe [@1].',
    'It’s the mayor’s and the board’s own lock. Safe [@1].',
  ])('is let be: %s', (text) => {
    expect(quotesOf('uncited-quote', text)).toEqual([]);
  });
});

describe('a suspicious character', () => {
  it.each([
    ['Sound\u202e [@1].', '\u202e'],
    ['So\u2066und [@1].', '\u2066'],
    ['So\u200bund [@1].', '\u200b'],
    ['So\u200dund [@1].', '\u200d'],
    ['The word рaper [@1].', 'рaper'],
    ['Город Волгa [@1].', 'Волгa'],
    ['An icon \ue000 [@1].', '\ue000'],
    ['A lost letter \ufffd [@1].', '\ufffd'],
    ['A bell \u0007 [@1].', '\u0007'],
    ['Tags\u{e0041} [@1].', '\u{e0041}'],
  ])('is found: %j', (text, quote) => {
    expect(quotesOf('suspicious-characters', text)).toEqual([quote]);
  });

  it.each([
    'A family 👨‍👩‍👧 and a doctor 👩🏽‍⚕️ [@1].',
    'Scotland 🏴\u{e0067}\u{e0062}\u{e0073}\u{e0063}\u{e0074}\u{e007f} [@1].',
    'می\u200cخواهم [@1].',
    'क्\u200dष [@1].',
    'ภาษา\u200bไทย [@1].',
    '\u2067שלום\u2069 [@1].',
    'A resistor of 4 kΩ, 3 µm, TNFα and the Москва river, café [@1].',
    '\ufeffSound [@1].',
  ])('is none: %j', (text) => {
    expect(quotesOf('suspicious-characters', text)).toEqual([]);
  });

  it('is found in the headline too', () => {
    const [finding] = findingsIn({ headline: 'Dike\u202e sound' });
    expect(finding?.where).toEqual({ member: 'headline', line: 1, column: 5, quote: '\u202e' });
  });
});

describe('the checks', () => {
  it.each([
    '[@x]. ',
    '“a b c d e f” ',
    '12,400. ',
    '"',
    '“',
    '‘',
    'а',
    'aа ',
    '9',
    '.',
    '. ',
    '\u200b',
    '![](media:x)',
    'a. [@1] "',
    '«»',
  ])('read 64 KiB of %j in linear time', (unit) => {
    const checked = (size: number) => {
      const article = articleWith({ text: unit.repeat(Math.ceil(size / unit.length)) });
      return () => runChecks(article);
    };
    expect(growth(checked, 2 ** 16)).toBeLessThan(4);
  });

  it.each(['“a b c d e f” ', '12,400. ', 'Ana 12 [@1]. ', 'Ana ', '> “a b c d e f” 12%\n', '- 12%\n'])(
    'compare 64 KiB of %j with an earlier text in linear time',
    (unit) => {
      const checked = (size: number) => {
        const text = unit.repeat(Math.ceil(size / unit.length));
        const before = articleWith({ text: text.replaceAll('12', '13').replaceAll('a', 'o') });
        const notCarried = [{ version: 2, field: 'body', stands: `${text}x`, corrected: '' }];
        const claims = { '1': before.body.map((block) => block.text) };
        const article = articleWith({ text });
        return () => runChecks(article, { revised: { kind: 'update', before }, notCarried, claims });
      };
      expect(growth(checked, 2 ** 16)).toBeLessThan(4);
    },
  );

  it('find nothing to advise in a plain report', () => {
    expect(
      codesIn({ text: 'The council of Urk met on Tuesday and agreed on the lock [@1]. It opens in 2028.\n' }),
    ).toEqual([]);
  });
});
