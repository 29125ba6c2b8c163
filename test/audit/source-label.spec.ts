import { addressOf, sourceLabel } from '../../src/audit/page/source-label';

const labelOf = (source: Record<string, unknown> | null, more = {}) => sourceLabel({ key: 'k', source, ...more });

describe('A source on the page', () => {
  it('is told by author, title, container, publisher and date, as far as it has them', () => {
    const author = [{ given: 'Mira', family: 'Holt' }, { literal: 'Harbour board' }];
    const issued = { 'date-parts': [[2026, 3]] };
    expect(labelOf({ author, title: 'Survey', 'container-title': 'Reports', publisher: 'Board', issued })).toBe(
      'Mira Holt, Harbour board. Survey. Reports. Board. 2026-03',
    );
    expect(labelOf({ title: 'Survey', issued: { raw: 'spring 2026' } })).toBe('Survey. spring 2026');
    expect(labelOf({ URL: 'https://a.example/x' })).toBe('https://a.example/x');
    expect(labelOf({ author: [null], title: 3, issued: 'x' })).toBe('A source without a title');
  });

  it('that is not there, or confidential, is told as that', () => {
    expect(labelOf(null)).toBe('Unresolved: no source');
    expect(labelOf(null, { confidential: { description: 'a harbour pilot' } })).toBe('Confidential: a harbour pilot');
  });

  it('is led to only over http and https', () => {
    expect(addressOf({ source: { URL: 'https://a.example/x' } })).toBe('https://a.example/x');
    for (const URL of ['javascript:alert(1)', 'data:text/html,x', 'x', 3, undefined]) {
      expect(addressOf({ source: { URL } })).toBeUndefined();
    }
  });
});
