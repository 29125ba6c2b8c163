import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { allChecks, runChecks } from '../../../src/articles/checks/all-checks';
import { articleWith, cited, codesIn, findingsIn } from './article';

describe('headline and text', () => {
  it('are there', () => {
    expect(codesIn({ headline: ' \u00a0' })).toEqual(['headline-missing']);
    expect(codesIn({ text: '', citations: [] })).toEqual(['body-empty']);
    expect(codesIn({ text: ' \n\n', citations: [] })).toEqual(['body-empty']);
  });
});

describe('the dateline', () => {
  const datelineCodes = (text: string, language = 'en', date: string | null = null): readonly string[] =>
    codesIn({ language, dateline: { place: 'Urk', date, text }, sourceHeading: null });

  it.each([
    ['Urk, Tuesday, 24 November 2026.', 'en'],
    ['URK, Tue., Nov. 24, 2026 —', 'en'],
    ['Urk, dinsdag 24 november 2026', 'nl'],
    ['Urk, di 24 november 2026', 'nl'],
    ['Urk, Dienstag, den 24. November 2026', 'de'],
    ['Urk, mardi 24 novembre 2026', 'fr'],
    ['Urk, martes, 24 de noviembre de 2026', 'es'],
    ['Urk, martedì 24 novembre 2026', 'it'],
    ['Urk, terça-feira, 24 de novembro de 2026', 'pt'],
    ['Urk, tirsdag den 24. november 2026', 'da'],
    ['Urk, tisdag 24 november 2026', 'sv'],
    ['Urk, tirsdag 24. november 2026', 'nb'],
    ['Urk, tiistai 24. marraskuuta 2026', 'fi'],
    ['Urk, wtorek, 24 listopada 2026', 'pl'],
    ['Sun City, Tuesday, 24 November 2026', 'en'],
    ['Sun City, 24 November 2026', 'en'],
    ['Urk, 24 November 2026', 'en'],
    ['Urk', 'en'],
  ])('agrees with itself: %s', (text, language) => {
    expect(datelineCodes(text, language, '2026-11-24')).toEqual([]);
  });

  it.each([
    ['Urk, Monday, 24 November 2026.', 'en'],
    ['URK, Mon., Nov. 24, 2026 —', 'en'],
    ['Urk, maandag 24 november 2026', 'nl'],
    ['Urk, ma 24 november 2026', 'nl'],
    ['Urk, Montag, den 24. November 2026', 'de'],
    ['Urk, lundi 24 novembre 2026', 'fr'],
    ['Urk, lunes, 24 de noviembre de 2026', 'es'],
    ['Urk, lunedì 24 novembre 2026', 'it'],
    ['Urk, segunda-feira, 24 de novembro de 2026', 'pt'],
    ['Urk, mandag den 24. november 2026', 'da'],
    ['Urk, måndag 24 november 2026', 'sv'],
    ['Urk, mandag 24. november 2026', 'nb'],
    ['Urk, maanantai 24. marraskuuta 2026', 'fi'],
    ['Urk, poniedziałek, 24 listopada 2026', 'pl'],
    ['Urk, Monday, 24 November', 'en'],
    ['Urk, Monday', 'en'],
  ])('names a weekday that is not that of its date: %s', (text, language) => {
    expect(datelineCodes(text, language, '2026-11-24')).toEqual(['dateline-weekday-mismatch']);
  });

  it('prints the day of its date', () => {
    const dateline = { place: 'Urk', date: '2026-11-25', text: 'Urk, Tuesday, 24 November 2026.' };
    expect(findingsIn({ dateline })).toEqual([
      {
        code: 'dateline-weekday-mismatch',
        severity: 'error',
        message: 'The dateline prints 24 November 2026, but its date is 2026-11-25: make them the same day.',
        where: { member: 'dateline', line: 1, column: 15, quote: '24 November 2026' },
      },
    ]);
  });

  it('says which day it was', () => {
    const [finding] = findingsIn({ dateline: { date: '2026-11-24', text: 'Urk, Monday, 24 November 2026.' } });
    expect(finding?.message).toContain('2026-11-24 is a Tuesday');
    expect(finding?.where).toEqual({ member: 'dateline', line: 1, column: 6, quote: 'Monday' });
  });
});

describe('a medium', () => {
  const photo = { key: 'photo', url: 'https://media.example/1.jpg', alt: 'The dike at dawn', credit: 'A. Visser' };

  it('that the text shows is the article’s', () => {
    const text = 'Sound [@1].\n\n![](media:photo) ![](media:map)\n';
    const found = findingsIn({ text, media: [photo] });
    expect(found.map(({ code, where }) => ({ code, ...where }))).toEqual([
      { code: 'media-unknown', member: 'body', line: 3, column: 18, quote: '![](media:map)', key: 'map' },
    ]);
  });

  it('has an alternative text and a credit', () => {
    expect(codesIn({ media: [{ ...photo, alt: ' ' }] })).toEqual(['media-without-alt']);
    expect(codesIn({ media: [{ ...photo, credit: undefined }] })).toEqual(['media-without-credit']);
  });
});

describe('the verdict', () => {
  const flawed = articleWith({
    text: 'Sound [@2].\n\nAsked [@x].\n',
    citations: [cited('1'), cited('2', null)],
    sourceHeading: 'Quellen',
    dateline: { date: '2026-11-24', text: 'Urk, Monday' },
  });

  it('puts errors first, each kind by its place', () => {
    expect(runChecks(flawed).findings.map(({ code }) => code)).toEqual([
      'dateline-weekday-mismatch',
      'citation-unresolved',
      'citation-unknown',
      'citation-unused',
      'language-mismatch',
    ]);
  });

  it('is publishable when no error is left', () => {
    expect(runChecks(flawed).publishable).toBe(false);
    expect(runChecks(articleWith({ sourceHeading: 'Quellen' })).publishable).toBe(true);
  });

  it('follows the severities of the newsroom', () => {
    const severities = {
      'citation-unresolved': 'warning',
      'citation-unknown': 'off',
      'dateline-weekday-mismatch': 'advice',
    } as const;
    const { publishable, findings } = runChecks(flawed, { severities });
    expect(publishable).toBe(true);
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['citation-unresolved', 'warning'],
      ['citation-unused', 'warning'],
      ['language-mismatch', 'warning'],
      ['dateline-weekday-mismatch', 'advice'],
    ]);
  });
});

describe('a check with very many findings', () => {
  const many = (count: number): ReturnType<typeof runChecks> =>
    runChecks(articleWith({ text: `Sound [@1].\n${'[@x] '.repeat(count)}\n` }));

  it('tells the first 200 one by one, and at the next how many more there are', () => {
    const { findings, publishable } = many(1000);
    expect(findings).toHaveLength(201);
    expect(findings.at(-1)).toMatchObject({
      code: 'citation-unknown',
      severity: 'error',
      message: 'From here on there are 800 more findings of this kind.',
      where: { line: 2, column: 1001, quote: '[@x]' },
    });
    expect(publishable).toBe(false);
  });

  it('tells all of them where none would be spared', () => {
    expect(many(200).findings).toHaveLength(200);
    expect(many(201).findings.at(-1)?.message).toContain('no citation has that key');
  });
});

describe('docs/checks.md', () => {
  const root = path.resolve(__dirname, '../../..');
  const rows = readFileSync(path.join(root, 'docs/checks.md'), 'utf8').matchAll(
    /^\| `([a-z-]+)` \| (\w+) \| (.+) \| (.+) \|$/gm,
  );

  it('lists every check with its severity, and no other', () => {
    const listed = Array.from(rows, ([, code, severity]) => `${String(code)}: ${String(severity)}`);
    expect(listed.sort()).toEqual(allChecks.map(({ code, severity }) => `${code}: ${severity}`).sort());
  });

  it('is written for checks that are a file each, named by their code', () => {
    const files = readdirSync(path.join(root, 'src/articles/checks')).map((file) => file.replace(/\.ts$/, ''));
    expect(allChecks.map(({ code }) => code).filter((code) => !files.includes(code))).toEqual([]);
  });
});
