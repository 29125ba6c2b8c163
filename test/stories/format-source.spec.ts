import { sourceAddress, sourceAsHtml, sourceAsText } from '../../src/stories/format-source';
import { wordingIn } from '../../src/stories/wording';
import { survey, tideGauge } from './story.fixture';
import { parsed } from './parsed';

const en = wordingIn('en');

describe('A source as one line', () => {
  it('says who, what, where, when and when it was looked at', () => {
    expect(sourceAsText(tideGauge.source, en)).toBe(
      'Mare Hoekstra, Harbour Office. Water levels at the lock, hourly. Port of Oudehaven. 3 November 2026. Accessed 20 November 2026.',
    );
    expect(sourceAsText(survey.source, en)).toBe(
      'T. Oyelaran. Settling of brick quays. Quay & Lock, 12(3), 41-58. May 2026. DOI 10.5555/quay.2026.003.',
    );
  });

  it('speaks the language of the story', () => {
    expect(sourceAsText(tideGauge.source, wordingIn('nl'))).toContain(
      '3 november 2026. Geraadpleegd 20 november 2026.',
    );
    expect(sourceAsText(null, wordingIn('de'))).toBe('Quelle nicht angegeben.');
    expect(sourceAsText(null, wordingIn('not a tag!'))).toBe('Source not given.');
  });

  it.each([
    [{ title: 'Only a title' }, 'Only a title.'],
    [{ title: 'Is it?' }, 'Is it?'],
    [
      { title: 'T', author: [{ family: 'Berg', given: 'An', 'non-dropping-particle': 'van den' }] },
      'An van den Berg. T.',
    ],
    [{ title: 'T', editor: [{ literal: 'The desk' }] }, 'The desk. T.'],
    [{ title: 'T', issued: { raw: 'autumn 1987' } }, 'T. autumn 1987.'],
    [{ title: 'T', issued: { 'date-parts': [['2026', '2', '31']] } }, 'T. February 2026.'],
    [{ title: 'T', issued: { 'date-parts': [[2026, 13]] } }, 'T. 2026.'],
    [{ title: 'T', issued: { 'date-parts': 'x' }, author: 'A. Name', publisher: ['x'] }, 'T.'],
    [{}, 'Source not given.'],
    [{ URL: 'ftp://files.example/x' }, 'Source not given.'],
  ])('%j reads %j', (source, line) => {
    expect(sourceAsText(source, en)).toBe(line);
  });

  it('links only to the web, and shows the address where there is no title', () => {
    expect(sourceAsHtml({ title: 'T', URL: 'https://a.example/?a=1&b="' }, en)).toBe(
      '<a href="https://a.example/?a=1&amp;b=%22" rel="noopener">T</a>.',
    );
    expect(sourceAsHtml({ URL: 'https://a.example/x' }, en)).toContain('>https://a.example/x</a>.');
    for (const URL of [
      'javascript:alert(1)',
      ' JAVASCRIPT:x',
      'data:text/html,x',
      'https:alert(1)',
      '//a.example',
      'https://',
    ])
      expect(sourceAsHtml({ title: 'T', URL }, en)).toBe('T.');
    expect(sourceAddress({ URL: 'https://a.example/x' })).toBe('https://a.example/x');
  });

  it('cannot carry markup of its own', () => {
    const evil = '<img src=x onerror=alert(1)>"';
    const source = {
      title: evil,
      publisher: evil,
      DOI: evil,
      issued: { raw: evil },
      author: [{ literal: evil }],
      page: evil,
    };
    expect(parsed(sourceAsHtml(source, en)).elements.map(({ name }) => name)).toEqual(['a']);
  });
});
