import { cited, codesIn, findingsIn, report } from './article';

describe('an article in order', () => {
  it('has no findings', () => {
    expect(findingsIn({})).toEqual([]);
  });
});

describe('a cited entry without source', () => {
  it('is found once, at its first mention, with the words that lead to it', () => {
    const text = '## Water\n\nOne thing is dry. The polder stood 2 metres deep [@2][@1], they say [@2].\n';
    expect(findingsIn({ text, citations: [cited('1'), cited('2', null)] })).toEqual([
      {
        code: 'citation-unresolved',
        severity: 'error',
        message: 'The text cites [2], but the source list has no entry for it: add its source or remove the marker.',
        where: {
          member: 'body',
          line: 3,
          column: 50,
          quote: '[@2]',
          context: 'The polder stood 2 metres deep [@2]',
          key: '2',
        },
      },
    ]);
  });

  it('is no hindrance while the text does not mention it', () => {
    expect(codesIn({ citations: [cited('1'), cited('2', null)] })).toEqual(['citation-unused']);
  });

  it.each([
    ['Dry land. The sluice held. [@2]', 'The sluice held. [@2]'],
    ['Line one.\r\n[@2] opens line two [@1]', '[@2]'],
    ['First line\nthen more [@2]', 'then more [@2]'],
    [`${'word '.repeat(60)}end [@2]`, `… ${'word '.repeat(31)}end [@2]`],
    ['Troops of the U.S. Army came [@2]', 'Troops of the U.S. Army came [@2]'],
    ['[@2] alone', '[@2]'],
  ])('is led to by the words of its sentence, on one line: %j', (text, context) => {
    const finding = findingsIn({ text, citations: [cited('1'), cited('2', null)] })[0];
    expect(finding?.where.context).toBe(context);
    expect(text.split(/\r?\n/)[(finding?.where.line ?? 0) - 1]?.slice((finding?.where.column ?? 0) - 1)).toMatch(
      /^\[@2\]/,
    );
  });
});

describe('a mention of a key that no citation has', () => {
  it('is found each time', () => {
    const found = findingsIn({ text: 'Sound [@1].\n\nAsked [@x]; and [@1; @x].\n' });
    expect(found.map(({ code, where }) => [code, where.line, where.column, where.quote, where.context])).toEqual([
      ['citation-unknown', 3, 7, '[@x]', 'Asked [@x]'],
      ['citation-unknown', 3, 17, '[@1; @x]', 'Asked [@x]; and [@1; @x]'],
    ]);
  });

  it('is none in code', () => {
    expect(codesIn({ text: 'Sound [@1]. Write `[@x]`.\n\n    [@y]\n' })).toEqual([]);
  });
});

describe('a source list', () => {
  it('is empty when there are citations and none has a source', () => {
    const found = findingsIn({ citations: [cited('1', null)] });
    expect(found.map(({ code }) => code)).toEqual(['citation-unresolved', 'source-list-empty']);
    expect(found[1]?.where).toEqual({ member: 'citations', quote: 'Sources' });
  });

  it('is not missed where nothing is cited', () => {
    expect(codesIn({ text: 'Nothing cited.', citations: [] })).toEqual([]);
  });

  it('is missing each whole number below its highest', () => {
    const citations = ['1', '3', '4', '6', '7'].map((key) => cited(key));
    const found = findingsIn({ text: 'All [@1; @3; @4; @6; @7].', citations });
    expect(found.map(({ code, severity, where }) => [code, severity, where])).toEqual([
      ['label-gap', 'warning', { member: 'citations', key: '2' }],
      ['label-gap', 'warning', { member: 'citations', key: '5' }],
    ]);
    expect(found[0]?.message).toContain('no 2');
  });

  it('is not asked for numbers where labels are words', () => {
    expect(codesIn({ citations: [{ key: '1', label: 'Survey 2024', source: report }] })).toEqual([]);
  });

  it('is headed in the language of the article', () => {
    expect(codesIn({ sourceHeading: 'Bronnen' })).toEqual(['language-mismatch']);
    expect(codesIn({ sourceHeading: 'Bronnen', language: 'nl-BE' })).toEqual([]);
    expect(codesIn({ sourceHeading: 'Kilder', language: 'nb' })).toEqual([]);
    expect(codesIn({ sourceHeading: 'Further reading at home' })).toEqual([]);
  });

  it('names no source twice', () => {
    const citations = [cited('1', report), cited('2', { ...report })];
    const found = findingsIn({ text: 'Sound [@1] and dry [@2].', citations });
    expect(found.map(({ code, where }) => [code, where.key])).toEqual([['duplicate-source', '2']]);
  });

  it('says when a web page was read, unless its wording is held', () => {
    const page = { type: 'webpage', title: 'Levels', URL: 'https://water.example/levels' };
    const date = { 'date-parts': [[2026, 11, 3]] };
    const at = '2026-11-03T08:00:00.000Z';
    expect(codesIn({ citations: [cited('1', page)] })).toEqual(['web-source-without-access-date']);
    expect(codesIn({ citations: [cited('1', { ...page, accessed: date })] })).toEqual([]);
    expect(codesIn({ citations: [{ ...cited('1', page), capture: { url: page.URL, at } }] })).toEqual([]);
    expect(codesIn({ citations: [cited('1', { ...page, DOI: '10.5555/1' })] })).toEqual([]);
  });
});
