import { headingText, languageOfHeading, sourceHeadingFor } from '../../src/articles/language';

describe('the heading of a source list', () => {
  it.each([
    ['Bronnen', 'nl'],
    ['Quellen', 'de'],
    ['Fuentes', 'es'],
    ['Fonti', 'it'],
    ['Kilder', 'da'],
    ['Kilder', 'nb'],
    ['Källor', 'sv'],
    ['Lähteet', 'fi'],
    ['Źródła', 'pl'],
    ['Fontes', 'pt'],
    ['Sources', 'fr'],
    ['Sources', 'en'],
    ['Kaynaklar', 'tr'],
    ['Источники', 'ru'],
    ['来源', 'zh'],
    ['参考资料', 'zh'],
    ['出典', 'ja'],
    ['المصادر', 'ar'],
  ])('%s is right in %s', (heading, language) => {
    expect(languageOfHeading(heading)).toContain(language);
  });

  it.each(['## Bronnen', '**Bronnen:**', 'BRONNEN :', '  bronnen  ', 'Bronnen：', '__Bronnen__', 'Bronnen\u00a0'])(
    '%j is Bronnen',
    (heading) => {
      expect(languageOfHeading(heading)).toEqual(['nl']);
      expect(headingText(heading).toLowerCase()).toBe('bronnen');
    },
  );

  it('is composed or decomposed Unicode alike', () => {
    expect(languageOfHeading('Ka\u0308llor')).toEqual(['sv']);
  });

  it.each(['', 'Bronnen van water', 'constructor', '__proto__', 'x'.repeat(1000)])('%j is none', (heading) => {
    expect(languageOfHeading(heading)).toBeUndefined();
  });

  it('that outputs print is right in its own language', () => {
    for (const language of [
      'en',
      'nl',
      'de',
      'fr',
      'es',
      'it',
      'pt',
      'da',
      'nb',
      'sv',
      'fi',
      'pl',
      'tr',
      'ru',
      'zh',
      'ja',
      'ar',
    ]) {
      expect(languageOfHeading(sourceHeadingFor(language))).toContain(language);
    }
    expect(sourceHeadingFor('nl-BE')).toBe('Bronnen');
    expect(sourceHeadingFor('zh-Hant-TW')).toBe('資料來源');
    expect(sourceHeadingFor('tlh')).toBe('Sources');
    expect(sourceHeadingFor('constructor')).toBe('Sources');
  });
});
