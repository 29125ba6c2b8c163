// The sample article is read from ../shared/articles, where that folder exists; the fixtures are the project's own.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { checkSource } from '../../../src/articles/csl';
import { clustersIn } from '../../../src/text/mentions';
import { parseWire, type WireArticle } from '../../../src/articles/wire/parse-wire';

const fixture = (name: string): string => readFileSync(join('test/fixtures', `wire-${name}.txt`), 'utf8');
const keysOf = ({ citations }: WireArticle): string[] => citations.map(({ key }) => key);
const headingsOf = ({ body }: WireArticle): string[] => body.match(/^## .*$/gm) ?? [];

const paragraph = 'The quay was rebuilt over two winters, and the port paid for all of it.';

/** A wire article with the given parts between a title and a paragraph. */
const wire = (...parts: string[]): WireArticle => parseWire(['Quay opens', ...parts].join('\n\n'));

describe('an article in the form of the sample', () => {
  const article = parseWire(fixture('english-dutch-heading'), 'en');

  it('has its title once, in the case of the first', () => {
    expect(article.headline).toBe('Ferry line to the outer islands returns after nine years');
    expect(article.body).not.toMatch(/ferry line to the outer/i);
  });

  it('has category, dateline and language as members, and out of the body', () => {
    expect(article).toMatchObject({ category: 'transport', language: 'en', meta: null });
    expect(article.dateline).toEqual({
      place: 'Rotterdam',
      date: '2025-03-14',
      text: 'Rotterdam, Friday, 14 March 2025.',
    });
    expect(article.body).toMatch(/^A ferry will sail/);
  });

  it('has its sections as headings, and a quoted line as a paragraph', () => {
    expect(headingsOf(article)).toEqual(['## A slow return', '## What it costs']);
    expect(article.body).toContain('\n\n“It is dear.”\n\n');
  });

  it('has markers as citations, neighbours as one cluster, and other brackets as text', () => {
    expect(article.body).toContain('vessels [@1; @3], and');
    expect(article.body).toContain('yet [@1; @3].');
    expect(article.body).toContain('Islanders [sic] kept a list of boats since [1990], and of berths in [12345].');
    expect(article.citations).toEqual(['1', '2', '3', '5'].map((key) => ({ key, label: key, source: null })));
  });

  it('has the line below the empty source list as one tag', () => {
    expect(article).toMatchObject({ sourceHeading: 'Bronnen', tags: ['ferries island transport'] });
    expect(article.body.endsWith('yet [@1; @3].\n')).toBe(true);
  });
});

describe('a filled source list', () => {
  it('gives each number its source, as far as the entry says', () => {
    const article = parseWire(fixture('german-filled-list'), 'de');
    expect(article).toMatchObject({
      sourceHeading: 'Quellen',
      category: 'Wirtschaft',
      tags: ['Wasser', 'Stadtwerke', 'Bau'],
    });
    expect(article.dateline).toEqual({ place: 'KASSEL', date: '2025-02-26', text: 'KASSEL (Nordpost) —' });
    expect(article.citations.map(({ source }) => source)).toEqual([
      {
        type: 'webpage',
        title: 'Zweites Becken geplant',
        publisher: 'Nordpost',
        URL: 'https://nordpost.example/becken',
        issued: { 'date-parts': [[2025, 2, 24]] },
      },
      {
        type: 'webpage',
        title: 'Haushaltsplan 2025',
        publisher: 'Stadt Kassel',
        URL: 'https://stadt-kassel.example/haushalt?jahr=2025',
        accessed: { 'date-parts': [[2025, 2, 25]] },
      },
      {
        type: 'webpage',
        title: 'Trockene Sommer am Fluss',
        publisher: 'Verlag Aue',
        author: [{ family: 'Weber', given: 'A.' }],
        URL: 'https://doi.org/10.5555/Aue.2024.7',
        DOI: '10.5555/Aue.2024.7',
        issued: { 'date-parts': [[2024]] },
      },
      { type: 'webpage', URL: 'https://wetter.example/archiv' },
    ]);
  });

  it('without numbers counts by place', () => {
    const article = parseWire(fixture('spanish-unnumbered'), 'es');
    expect(article).toMatchObject({ sourceHeading: 'Fuentes', tags: ['mercados', 'Sevilla'], category: 'cultura' });
    expect(article.dateline).toEqual({
      place: 'Sevilla',
      date: '2025-03-14',
      text: 'Sevilla, viernes, 14 de marzo de 2025.',
    });
    expect(article.body).toMatch(/^El mercado viejo reabre hoy \[@1\]\./);
    expect(article.citations[0]?.source).toMatchObject({ title: 'Vuelve el mercado', publisher: 'Diario del Sur' });
    expect(article.citations[1]?.source).toEqual({ type: 'document', title: 'Ayuntamiento de Sevilla' });
  });

  it('keeps entries that nothing cites, and numbers that no entry has', () => {
    const { citations } = wire('One [7].', paragraph, 'Sources', '2. Port Office');
    expect(citations).toEqual([
      { key: '2', label: '2', source: { type: 'document', title: 'Port Office' } },
      { key: '7', label: '7', source: null },
    ]);
  });

  it.each([
    '1. A quay\n2. B pier',
    '[1] A quay\n[2] B pier',
    '1) A quay\n2) B pier',
    '(1) A quay\n(2) B pier',
    '1 - A quay\n2 – B pier',
    '[1]: A quay\n\n[2]: B pier',
    '- A quay\n- B pier',
    '1. A quay\n1. B pier',
    'A quay\nB pier',
    '1.\tA\n   quay\n2.\tB\n   pier',
    '01. A quay\n02. B pier',
  ])('may be printed as %j', (list) => {
    const { citations } = wire(`${paragraph} [1][2]`, 'Sources', list);
    expect(citations.map(({ key, source }) => [key, source?.['title']])).toEqual([
      ['1', 'A quay'],
      ['2', 'B pier'],
    ]);
  });

  it('keeps two entries of one number, and what stands above the first', () => {
    const { citations } = wire(paragraph, 'Sources:', 'Read in March', '2. A quay\n2. B pier\n3. C mole');
    expect(citations.map(({ key, label, source }) => [key, label, source?.['title']])).toEqual([
      ['1', '1', 'Read in March'],
      ['2', '2', 'A quay'],
      ['3', '3', 'C mole'],
      ['4', '2', 'B pier'],
    ]);
  });

  it('of more entries than markers can count is kept as it is printed', () => {
    const { citations } = wire(
      paragraph,
      'Sources',
      Array.from({ length: 1001 }, () => 'https://port.example').join('\n'),
    );
    expect(citations).toHaveLength(1001);
    expect(citations[0]?.source).toEqual({ type: 'document', title: 'https://port.example' });
  });

  it('has entries without words as unresolved', () => {
    expect(wire(paragraph, 'Sources', '1.\n2. —').citations.map(({ source }) => source)).toEqual([null, null]);
  });

  it('keeps as a note the entry whose words no member can hold', () => {
    const [first, second] = wire(paragraph, 'Sources', '1. Port Office, 3 March 2025\n2. Port Office').citations;
    expect(first?.note).toBe('Port Office, 3 March 2025');
    expect(second?.note).toBeUndefined();
  });

  it('is valid CSL-JSON', () => {
    for (const name of readdirSync('test/fixtures').filter((file) => file.startsWith('wire-'))) {
      for (const { source } of parseWire(readFileSync(join('test/fixtures', name), 'utf8')).citations) {
        expect(source && checkSource(source)).toEqual(source && []);
      }
    }
  });
});

describe('the heading of the source list', () => {
  it.each([
    'Sources',
    'Bronnen',
    'Quellen:',
    'FUENTES',
    '## Fonti',
    '**Kilder:**',
    'Källor',
    'Lähteet',
    'Źródła',
    'Referências',
    'Références',
    'Kaynaklar',
    'Источники',
    '来源',
    '出典：',
    'المصادر',
  ])('%s is known', (heading) => {
    const article = wire(`${paragraph} [1]`, heading, '1. Port Office');
    expect(article.sourceHeading).toBe(heading.replace(/[#*:：\s]/g, ''));
    expect(article.citations[0]?.source).toEqual({ type: 'document', title: 'Port Office' });
    expect(article.body).toBe(`${paragraph} [@1]\n`);
  });

  it('is the lowest one, and none that prose follows', () => {
    expect(
      wire(paragraph, 'Sources', `The river has two. ${paragraph} [1]. ${paragraph}`, 'Sources', '1. Port')
        .sourceHeading,
    ).toBe('Sources');
    const article = wire(paragraph, 'Sources', `The river has two [1]. ${paragraph}`, 'Names', paragraph);
    expect(article.sourceHeading).toBeNull();
    expect(headingsOf(article)).toEqual(['## Sources', '## Names']);
  });

  it('may be a tag, below another', () => {
    expect(wire(paragraph, 'Bronnen', '', 'sources')).toMatchObject({ sourceHeading: 'Bronnen', tags: ['sources'] });
  });

  it('may stand in one line with its only entry', () => {
    const article = wire(paragraph, 'Source: Port Office');
    expect(article).toMatchObject({ sourceHeading: 'Source', body: `${paragraph}\n` });
    expect(article.citations.map(({ source }) => source?.['title'])).toEqual(['Port Office']);
  });
});

describe('title', () => {
  it.each([
    ['alone', `Quay opens\n\n${paragraph}`],
    ['with one line below', `Quay opens\n${paragraph}`],
    ['twice', `Quay opens\n\nQUAY  OPENS\n\n${paragraph}`],
    ['twice without a blank line', `Quay opens\nQuay opens\n${paragraph}`],
    ['on both sides of the date', `Quay opens\n2025-01-26\nQuay opens\n\n${paragraph}`],
    ['as a Markdown heading', `# Quay opens\n\n${paragraph}`],
    ['indented by no-break spaces', `\ufeff\n\u00a0Quay opens\u00a0\n\n${paragraph}`],
  ])('%s is the headline, once', (_, text) => {
    expect(parseWire(text)).toMatchObject({ headline: 'Quay opens', body: paragraph });
  });

  it('may be wrapped, and may be a sentence', () => {
    expect(parseWire(`Quay opens after two\nwinters of work\n\n2025-01-26 port\n\n${paragraph}`).headline).toBe(
      'Quay opens after two winters of work',
    );
    expect(parseWire(`The quay is open.\n\n${paragraph}`).headline).toBe('The quay is open.');
  });

  it('that is missing is not made from the text', () => {
    expect(parseWire(paragraph)).toMatchObject({ headline: '', body: paragraph });
    expect(parseWire(`2025-01-26 port\n\n${paragraph}`)).toMatchObject({
      headline: '',
      category: 'port',
      body: paragraph,
    });
    expect(parseWire(`Delft, Sunday, 26 January 2025.\n${paragraph}`)).toMatchObject({
      headline: '',
      body: paragraph,
      dateline: { place: 'Delft' },
    });
    expect(parseWire(`The quay [1] was rebuilt\n\n${paragraph}`).headline).toBe('');
    expect(parseWire('')).toEqual({
      headline: '',
      body: '',
      dateline: null,
      category: null,
      tags: [],
      citations: [],
      sourceHeading: null,
      meta: null,
    });
  });

  it('may be all there is', () => {
    expect(parseWire('Quay opens\n')).toMatchObject({ headline: 'Quay opens', body: '' });
  });
});

describe('the line with date and category', () => {
  it.each([
    ['2025-01-26 general', '2025-01-26', null, 'general'],
    ['2025-01-26', '2025-01-26', null, null],
    ['2025-01-26 | World news', '2025-01-26', null, 'World news'],
    ['World | 2025-01-26', '2025-01-26', null, 'World'],
    ['26.01.2025 Politik', '2025-01-26', '26.01.2025', 'Politik'],
    ['26 January 2025', '2025-01-26', '26 January 2025', null],
    ['Sunday, January 26, 2025 – Business', '2025-01-26', 'Sunday, January 26, 2025', 'Business'],
    ['26 januari 2025, binnenland', '2025-01-26', '26 januari 2025', 'binnenland'],
    ['dimanche 26 janvier 2025', '2025-01-26', 'dimanche 26 janvier 2025', null],
    ['26 января 2025', '2025-01-26', '26 января 2025', null],
    ['2025年1月26日 国际', '2025-01-26', '2025年1月26日', '国际'],
    ['13/01/2025', '2025-01-13', '13/01/2025', null],
  ])('%s', (line, date, text, category) => {
    expect(wire(line, paragraph)).toMatchObject({
      dateline: { place: null, date, text },
      category,
      body: paragraph,
      meta: null,
    });
  });

  it('says no date where its figures can be read in two ways, unless the language does', () => {
    const text = `Quay opens\n\n03/04/2025 port\n\n${paragraph}`;
    expect(parseWire(text).dateline).toEqual({ place: null, date: null, text: '03/04/2025' });
    expect(parseWire(text, 'en').dateline?.date).toBeNull();
    expect(parseWire(text, 'en-US').dateline?.date).toBe('2025-03-04');
    expect(parseWire(text, 'fr').dateline?.date).toBe('2025-04-03');
  });

  it('is kept whole where the dateline says another day, and where it has a time', () => {
    const article = wire('2025-01-27 port', 'Delft, Sunday, 26 January 2025.', paragraph);
    expect(article).toMatchObject({
      dateline: { date: '2025-01-26' },
      category: 'port',
      meta: { dateLine: '2025-01-27 port' },
    });
    expect(wire('2025-01-27 14:30 CET port', paragraph)).toMatchObject({
      dateline: { date: '2025-01-27' },
      category: 'port',
      meta: { dateLine: '2025-01-27 14:30 CET port' },
    });
  });

  it.each([
    '26 January 2025 was a cold day in Delft.',
    '2025-02-30 general',
    'In 2025 the quay was rebuilt',
    '26 January 2025 marks a change in the port',
    '1234-56-78',
  ])('is not %j', (line) => {
    const article = wire(line, paragraph);
    expect(article).toMatchObject({ dateline: null, category: null });
    expect(article.body).toContain(line);
  });
});

describe('a dateline', () => {
  it.each([
    ['Delft, Sunday, 26 January 2025.\n', 'Delft', '2025-01-26'],
    ['Delft, 26 January 2025\n', 'Delft', '2025-01-26'],
    ['Den Haag, zondag 26 januari 2025.\n\n', 'Den Haag', '2025-01-26'],
    ['Sunday, 26 January 2025. ', null, '2025-01-26'],
    ['Delft, Sunday, 26 January 2025. ', 'Delft', '2025-01-26'],
    ['DELFT, Jan 26 - ', 'DELFT', '2025-01-26'],
    ['DELFT, Jan. 26 (Quaypress) — ', 'DELFT', '2025-01-26'],
    ['DELFT, Dec 31 - ', 'DELFT', '2024-12-31'],
    ['DELFT (Agency) — ', 'DELFT', '2025-01-27'],
    ['DELFT (Agency) -- ', 'DELFT', '2025-01-27'],
    ['Delft (Reuters) - ', 'Delft', '2025-01-27'],
    ['DELFT — ', 'DELFT', '2025-01-27'],
    ['DELFT—', 'DELFT', '2025-01-27'],
    ['WASHINGTON, D.C. (AP) — ', 'WASHINGTON, D.C.', '2025-01-27'],
    ['Madrid, 26 ene (EFE).- ', 'Madrid', '2025-01-26'],
    ['(ANSA) - ROMA, 26 GEN - ', 'ROMA', '2025-01-26'],
    ['San Sebastián de los Reyes, 26 de enero de 2025. ', 'San Sebastián de los Reyes', '2025-01-26'],
    ['北京, 2025年1月26日 — ', '北京', '2025-01-26'],
  ])('%j moves out of the body', (text, place, date) => {
    const article = wire('2025-01-27', `${text}${paragraph}`);
    expect(article.dateline).toEqual({ place, date, text: text.trim() });
    expect(article.body).toBe(paragraph);
  });

  it('without a year says a date only beside a line that has one', () => {
    expect(wire(`DELFT, Jan 26 - ${paragraph}`).dateline).toEqual({
      place: 'DELFT',
      date: null,
      text: 'DELFT, Jan 26 -',
    });
    expect(wire('2025-03-01', `DELFT, Feb 29 - ${paragraph}`).dateline?.date).toBeNull();
  });

  it.each([
    'The treaty was signed in Paris, 26 January 2025. It held.',
    'In Delft, on 26 January 2025, the quay opened.',
    'NASA — the space agency — said so.',
    'Wait — this is new.',
    'Prins (harbour master) — the one who built it — left.',
    'COVID-19 is back.',
    'Monday, 26 January 2025, was a cold day.',
    'Delft, the old town, 26 January 2025, saw rain.',
  ])('is not %j', (text) => {
    expect(wire(text)).toMatchObject({ dateline: null, body: text });
  });
});

describe('section headings', () => {
  it.each([
    '- One item',
    '1. One item',
    '> quoted',
    '“All of it”',
    'See https://quay.example',
    'One sentence.',
    'A list:',
    'By Joke Prins',
    'Not at all …',
    'x'.repeat(120),
  ])('%j is none', (line) => {
    expect(wire(paragraph, line, paragraph).body).toBe(`${paragraph}\n\n${line}\n\n${paragraph}`);
  });

  it('stand above a paragraph: not above each other, nor at the end', () => {
    expect(headingsOf(wire(paragraph, 'One', 'Two', paragraph, 'Three'))).toEqual(['## Two']);
  });

  it('that are Markdown already stay as they are, and code is no heading', () => {
    expect(wire(paragraph, '### Costs [1]', paragraph).body).toContain('\n### Costs [@1]\n');
    expect(wire(paragraph, '```\nab\n\ncd\n\nef\n```').body).toContain('```\nab\n\ncd\n\nef\n```');
  });

  it('may cite, and are in any script', () => {
    expect(headingsOf(wire(paragraph, 'Costs [1]', paragraph, '费用', paragraph))).toEqual([
      '## Costs [@1]',
      '## 费用',
    ]);
  });
});

describe('markers', () => {
  it.each([
    ['a [1].', 'a [@1].'],
    ['a[1], b [22] c[333]', 'a[@1], b [@22] c[@333]'],
    ['a [1][3][1]', 'a [@1; @3; @1]'],
    ['a [1] [3]', 'a [@1] [@3]'],
    ['a [1, 3] b [1,3][5]', 'a [@1; @3] b [@1; @3; @5]'],
    ['[1] a', '[@1] a'],
    ['[1]: a', '[@1]\\: a'],
    ['a [1](see b)', 'a [@1]\\(see b)'],
    ['a [1][sic]', 'a [@1]\\[sic]'],
    ['a [1][@x]', 'a [@1][@x]'],
    ['a [1][2](https://b.example)', 'a [@1] [2](https://b.example)'],
    ['a [01]', 'a [@01]'],
    ['`un`closed ` [1]', '`un`closed ` [@1]'],
  ])('%j becomes %j', (text, body) => {
    const article = wire(`${paragraph}\n${text}`);
    expect(article.body).toBe(`${paragraph}\n${body}`);
    const read = clustersIn(article.body).flatMap(({ brackets }) => brackets.flatMap(({ keys }) => keys));
    expect(new Set(read)).toEqual(new Set([...keysOf(article), ...(body.includes('@x') ? ['x'] : [])]));
  });

  it.each([
    '[sic]',
    '[1990]',
    '[12345]',
    '[]',
    '[1-3]',
    '[1a]',
    '[-1]',
    '[0, 1]',
    '[1](https://b.example)',
    '\\[1]',
    '`a[1]`',
    '``a ` [1]``',
    '[^1]',
    '[ 1 ]',
    '[１]',
    '[@1]',
    '[@x; @y]',
  ])('%s is none and stays', (text) =>
    expect(wire(`${paragraph}\n${text}`)).toMatchObject({ body: `${paragraph}\n${text}`, citations: [] }),
  );

  it('in code stay, and in an indented paragraph do not', () => {
    expect(wire(paragraph, '```\na[1]\n```').citations).toEqual([]);
    expect(wire(paragraph, '    a[1]\n    b[2]').citations).toEqual([]);
    expect(wire(paragraph, `    Indented [1] as in print.\nAnd so on.`).body).toBe(
      `${paragraph}\n\nIndented [@1] as in print.\nAnd so on.`,
    );
  });
});

describe('closing tags', () => {
  const tagsOf = (line: string): readonly string[] => wire(paragraph, 'Sources', '1. Port Office', line).tags;

  it.each([
    ['AI, US market, quays', ['AI', 'US market', 'quays']],
    ['AI; US market', ['AI', 'US market']],
    ['AI | US market', ['AI', 'US market']],
    ['#AI #US-market #quays2025', ['AI', 'US-market', 'quays2025']],
    ['AI # US market', ['AI', 'US market']],
    ['AI\nUS market', ['AI', 'US market']],
    ['AI model US market', ['AI model US market']],
    ['G20, COVID-19, U.S. market', ['G20', 'COVID-19', 'U.S. market']],
    ['quay, quay', ['quay']],
    ['人工智能，市场', ['人工智能', '市场']],
  ])('%j', (line, tags) => {
    expect(tagsOf(line)).toEqual(tags);
  });

  it.each([
    'Port Office 2025',
    'https://port.example',
    'www.port.example',
    'Port Office: quays',
    'Quays (opened)',
    '“Quays”',
    'Port Office. Quays',
    'Quays – Port Office',
    '2. Quays',
  ])('%j is an entry instead', (line) => {
    const article = wire(paragraph, 'Sources', line);
    expect(article.tags).toEqual([]);
    expect(article.citations).toHaveLength(1);
  });

  it('may be labelled; the label is kept', () => {
    expect(wire(paragraph, 'Sources', '1. A', 'Tags: AI, quays')).toMatchObject({
      tags: ['AI', 'quays'],
      meta: { tagsLabel: 'Tags:' },
    });
  });

  it('are set off by a blank line from the heading too', () => {
    expect(wire(paragraph, 'Sources\nPort Office')).toMatchObject({
      tags: [],
      citations: [{ source: { title: 'Port Office' } }],
    });
  });

  it('stand without a source list only where nothing else could', () => {
    expect(wire(paragraph, '#AI #quays')).toMatchObject({ tags: ['AI', 'quays'], body: `${paragraph}\n` });
    expect(wire(paragraph, paragraph, '\n\nAI quays')).toMatchObject({ tags: ['AI quays'] });
    expect(wire(paragraph, 'Joke Prins')).toMatchObject({ tags: [], body: `${paragraph}\n\nJoke Prins` });
  });
});

describe('line ends', () => {
  it('may be CRLF, CR or LF, with a byte order mark or not', () => {
    const text = fixture('crlf-no-date-line');
    const article = parseWire(text);
    expect(text).toContain('\r\n');
    expect(article.body).toBe(
      'The old pier is closed [@1].\nIt opens in June.\n\n## Why it closed\n\nTwo beams broke [@1] [@2].\n',
    );
    expect(article.citations.map(({ source }) => source)).toEqual([
      { type: 'webpage', title: 'Notice of closure', publisher: 'Pier Office', URL: 'https://pier.example/notice' },
      { type: 'webpage', URL: 'https://news.example/pier', accessed: { 'date-parts': [[2025, 3, 3]] } },
    ]);
    for (const end of ['\n', '\r']) expect(parseWire(`\ufeff${text.replaceAll('\r\n', end)}`)).toEqual(article);
  });

  it('end the body as they ended the text', () => {
    expect(parseWire(fixture('bare')).body).toMatch(/They got it\.\n$/);
    expect(parseWire(fixture('bare').trimEnd()).body).toMatch(/They got it\.$/);
  });
});

const folder = resolve('../shared/articles');
(existsSync(folder) ? describe : describe.skip)('the sample in ../shared/articles', () => {
  it('is read as the contract says', () => {
    const [name = ''] = readdirSync(folder).filter((file) => file.endsWith('.txt'));
    const article = parseWire(readFileSync(join(folder, name), 'utf8'), 'en');
    expect(article.citations).toEqual(['1', '3', '4', '6', '7'].map((key) => ({ key, label: key, source: null })));
    expect(article).toMatchObject({
      category: 'general',
      sourceHeading: 'Bronnen',
      tags: ['AI model US market'],
      meta: null,
    });
    expect(article.dateline).toMatchObject({ place: 'Beijing', date: '2025-01-26' });
    expect(headingsOf(article)).toHaveLength(4);
    expect(article.body).toContain('[@1; @3]');
    expect(article.body).toContain('[@1; @7]');
    expect(article.body.toLowerCase()).not.toContain(article.headline.toLowerCase());
  });
});
