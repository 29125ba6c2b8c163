import { rankedPage, readRankedCursor, writeRankedCursor, type Match } from '../../src/search/relevance';

const match = (key: string, rank: number): Match => ({ key, rank });
/** Newest first. */
const matches = [match('e', 0.1), match('d', 0.5), match('c', 0.5), match('b', 0.9), match('a', 0.1)];
const isKey = (key: string): boolean => /^[a-z]$/.test(key);

describe('Ranked pages', () => {
  it('have the best first, and of equals the newer one', () => {
    const { page, next } = rankedPage(matches, 9);
    expect(page.map(({ key }) => key).join('')).toBe('bdcea');
    expect(next).toBeUndefined();
  });

  it('fit together though better and newer ones come, as long as the window is that of the cursor', () => {
    const first = rankedPage(matches, 2);
    const cursor = readRankedCursor(
      writeRankedCursor(first.next ?? { ...match('x', 1), oldest: 'x', newest: 'x' }),
      isKey,
    );
    expect(cursor).toEqual({ key: 'd', rank: 0.5, oldest: 'a', newest: 'e' });
    expect(
      rankedPage(matches, 9, cursor)
        .page.map(({ key }) => key)
        .join(''),
    ).toBe('cea');
  });

  it.each([
    '',
    'x',
    Buffer.from('[1,"a","b"]').toString('base64url'),
    Buffer.from('["1","a","b","c"]').toString('base64url'),
    Buffer.from('[1,"a","b","?"]').toString('base64url'),
  ])('refuse the cursor %j', (cursor) =>
    expect(() => readRankedCursor(cursor, isKey)).toThrow(expect.objectContaining({ code: 'validation-failed' })),
  );
});
