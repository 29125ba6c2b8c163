import { readRankedCursor, writeRankedCursor } from '../../src/search/relevance';

const isKey = (key: string): boolean => /^[a-z]$/.test(key);

describe('The cursor of a ranked page', () => {
  it('is read as it was written', () => {
    const cursor = { key: 'd', rank: 0.06079271, oldest: 'a', newest: 'e' };
    expect(readRankedCursor(writeRankedCursor(cursor), isKey)).toEqual(cursor);
  });

  it.each([
    '',
    'x',
    Buffer.from('[1,"a","b"]').toString('base64url'),
    Buffer.from('["1","a","b","c"]').toString('base64url'),
    Buffer.from('[1,"a","b","?"]').toString('base64url'),
    ...['-1', '1e300', '1e-300', '1e999'].map((rank) => Buffer.from(`[${rank},"a","b","c"]`).toString('base64url')),
  ])('is refused where it is %j', (cursor) =>
    expect(() => readRankedCursor(cursor, isKey)).toThrow(expect.objectContaining({ code: 'validation-failed' })),
  );
});
