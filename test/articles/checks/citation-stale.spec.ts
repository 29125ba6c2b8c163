import { claimsOf } from '../../../src/articles/claims';
import { runChecks } from '../../../src/articles/checks/all-checks';
import type { Finding } from '../../../src/articles/finding';
import { newBody } from '../../../src/text/body';
import { articleWith, cited } from './article';

const citations = [cited('1'), cited('2')];

/** The findings for a text whose source was read for an earlier one. */
function stale(claimed: string, text: string, given = {}): readonly Finding[] {
  const claims = claimsOf(newBody(claimed), ['1', '2']);
  const { findings } = runChecks(articleWith({ text, citations, ...given }), { claims });
  return findings.filter(({ code }) => code === 'citation-stale');
}

describe('a citation', () => {
  it('is stale where its sentence says something else than when it was cited', () => {
    const found = stale('The lock is 12 metres wide [@1].', 'Dry.\n\nThe lock is 14 metres wide [@1].\n');
    expect(found).toEqual([
      {
        code: 'citation-stale',
        severity: 'warning',
        message:
          'The sentence that rests on [@1] read “The lock is 12 metres wide.” when its source was cited, and reads “The lock is 14 metres wide.” now: confirm that the source still holds it.',
        where: {
          member: 'body',
          line: 3,
          column: 28,
          quote: '[@1]',
          context: 'The lock is 14 metres wide [@1]',
          key: '1',
        },
      },
    ]);
  });

  it('is stale for each of its sentences that changed, beside the one most like it', () => {
    const found = stale('Wide is it 12 [@1]. Deep is it 3 [@1].', 'Deep is it 4 [@1]. Wide is it 13 [@1].');
    expect(found.map(({ message }) => message.match(/“.*?”/g))).toEqual([
      ['“Deep is it 3.”', '“Deep is it 4.”'],
      ['“Wide is it 12.”', '“Wide is it 13.”'],
    ]);
  });

  it.each([
    ['A mention added', 'It is wide [@1].', 'It is wide [@1]. It is deep [@1].'],
    ['A mention deleted', 'It is wide [@1]. It is deep [@1].', 'It is wide [@1].'],
    ['Every mention deleted', 'It is wide [@1].', 'It is wide.'],
    ['Punctuation', 'It is wide; the lock is “deep” [@1].', 'It is wide, the lock is "deep"! [@1]'],
    ['White space', 'It is wide and\ndeep [@1].', 'It  is wide\u00a0and deep [@1] .'],
    ['A capital at the start', 'the lock is wide [@1].', 'The lock is wide [@1].'],
    ['Another marker beside it', 'It is wide [@1].', 'It is wide [@2][@1].'],
    ['Emphasis', 'It is wide [@1].', 'It is **wide** [@1].'],
    ['Another sentence', 'It is 3 deep. It is wide [@1].', 'It is 4 deep. It is wide [@1].'],
    ['A place further down', 'It is wide [@1]. Dry.', 'Dry. It is wide [@1].'],
  ])('is none for it: %s', (_, claimed, text) => {
    expect(stale(claimed, text)).toEqual([]);
  });

  it.each([
    ['A decimal', 'It is 1.5 deep [@1].', 'It is 15 deep [@1].'],
    ['A range', 'It is 12-14 deep [@1].', 'It is 1214 deep [@1].'],
    ['A per cent sign', 'It grew by 5 [@1].', 'It grew by 5% [@1].'],
  ])('is stale for signs that quantities are made of: %s', (_, claimed, text) => {
    expect(stale(claimed, text)).toHaveLength(1);
  });

  it('is not stale without a source, which is told already, nor without claims', () => {
    expect(stale('It is 12 [@1].', 'It is 14 [@1].', { citations: [cited('1', null), cited('2')] })).toEqual([]);
    expect(stale('Dry.', 'It is 14 [@1].')).toEqual([]);
  });

  it('shows of a long sentence what differs', () => {
    const long = `${'and '.repeat(60)}then 12 metres ${'of it '.repeat(60)}[@1].`;
    const [finding] = stale(long, long.replace('12', '14'));
    expect(finding?.message).toContain('“… and and and and and then 12 metres of it');
    expect(finding?.message.length).toBeLessThan(500);
  });
});
