import { runChecks } from '../../../src/articles/checks/all-checks';
import type { Finding } from '../../../src/articles/finding';
import { articleWith } from './article';

type Given = Parameters<typeof articleWith>[0];

function left(given: Given, stands: string, field = 'body'): readonly Finding[] {
  const notCarried = [{ version: 2, field, stands, corrected: 'The dike broke in 1953.\n' }];
  return runChecks(articleWith(given), { notCarried }).findings.filter(({ code }) => code === 'correction-not-carried');
}

describe('a correction that could not be merged', () => {
  it('blocks as long as the working copy stands as it was', () => {
    expect(left({ text: 'Calm.\n\nThe dike broke in 1954.\nSo it was [@1].\n' }, 'The dike broke in 1954.\n')).toEqual([
      {
        code: 'correction-not-carried',
        severity: 'error',
        message:
          'Version 2 corrected this in the story to “The dike broke in 1953.”, but here it still stands as it was: correct it here too.',
        where: { member: 'body', line: 3, column: 1, quote: 'The dike broke in 1954.' },
      },
    ]);
  });

  it.each([
    ['the lines at the start', 'One.\nTwo.\nThree [@1].\n', 'One.\nTwo.\n'],
    ['the lines at the end, without a line end', 'One [@1].\nTwo.', 'Two.\n'],
    ['lines that end otherwise', 'One [@1].\r\nTwo.\r\n', 'One [@1].\nTwo.\n'],
  ])('is found as %s', (_, text, stands) => {
    expect(left({ text }, stands)).toHaveLength(1);
  });

  it.each([
    ['where the line reads otherwise now', 'The dike broke in 1953 [@1].\n', 'The dike broke in 1954.\n'],
    ['where it is a part of a line only', 'They say: Two.\n', 'Two.\n'],
    ['where nothing stood there', 'One [@1].\n\nTwo.\n', ''],
    ['where white space stood there', 'One [@1].\n\nTwo.\n', '\n'],
  ])('is no finding %s', (_, text, stands) => {
    expect(left({ text }, stands)).toEqual([]);
  });

  it('is found in every member', () => {
    expect(left({ headline: 'Dike of 1954' }, 'Dike of 1954', 'headline').map(({ where }) => where)).toEqual([
      { member: 'headline', line: 1, column: 1, quote: 'Dike of 1954' },
    ]);
    expect(left({ headline: 'Dike of 1953' }, 'Dike of 1954', 'headline')).toEqual([]);
    expect(left({ byline: ['Ana', 'Bo'] }, 'Bo', 'byline')).toHaveLength(1);
    expect(left({ dateline: { place: 'Urk' } }, '{"place":"Urk"}', 'dateline')).toHaveLength(1);
    expect(left({}, 'x', 'nothing')).toEqual([]);
  });
});
