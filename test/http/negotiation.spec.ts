import { negotiate } from '../../src/http/accept';
import { isNotModified, parseEntityTags } from '../../src/http/etag';
import { RateLimit } from '../../src/http/rate-limit';

describe('Negotiation', () => {
  const offers = ['application/json', 'text/html', 'text/markdown'];

  it.each([
    [undefined, 'application/json'],
    ['', 'application/json'],
    ['*/*', 'application/json'],
    ['text/*', 'text/html'],
    ['text/markdown', 'text/markdown'],
    ['TEXT/Markdown; charset=utf-8', 'text/markdown'],
    ['text/html;q=0.5, text/markdown;q=0.9', 'text/markdown'],
    ['text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8', 'text/html'],
    ['text/html;q=0, text/*', 'text/markdown'],
    ['application/json;q=0, */*;q=0.1', 'text/html'],
    ['nonsense, text/html', 'text/html'],
  ])('of %p gives %s', (accept, offer) => {
    expect(negotiate(accept, offers)).toBe(offer);
  });

  it.each(['image/png', 'text/html;q=0', '*/*;q=0', 'application/json;q=2'])('of %p finds nothing', (accept) => {
    expect(() => negotiate(accept, offers)).toThrow(
      expect.objectContaining({ code: 'not-acceptable', members: { offers } }),
    );
  });
});

describe('Entity tags', () => {
  it.each([
    ['"7"', [{ weak: false, opaque: '7' }]],
    ['W/"7-md"', [{ weak: true, opaque: '7-md' }]],
    [
      '"a", W/"b" ,"c"',
      [
        { weak: false, opaque: 'a' },
        { weak: true, opaque: 'b' },
        { weak: false, opaque: 'c' },
      ],
    ],
    [' * ', '*'],
  ])('are read from %s', (header, tags) => {
    expect(parseEntityTags(header)).toEqual(tags);
  });

  it.each(['', '"with, space"', '7', '"7', '7"', 'W/7', 'w/"7"', '"7" "8"', '"7", *'])(
    'are not read from %p',
    (header) => {
      expect(() => parseEntityTags(header)).toThrow(expect.objectContaining({ code: 'validation-failed' }));
    },
  );

  const lastModified = Date.parse('2026-11-24T10:00:00.750Z');
  it.each([
    [{ 'if-none-match': '"1"' }, true],
    [{ 'if-none-match': 'W/"1"' }, true],
    [{ 'if-none-match': '"0", "1"' }, true],
    [{ 'if-none-match': '*' }, true],
    [{ 'if-none-match': '"2"' }, false],
    [{ 'if-modified-since': 'Tue, 24 Nov 2026 10:00:00 GMT' }, true],
    [{ 'if-modified-since': 'Tue, 24 Nov 2026 09:59:59 GMT' }, false],
    [{ 'if-modified-since': 'yesterday' }, false],
    [{ 'if-none-match': '"2"', 'if-modified-since': 'Tue, 24 Nov 2026 11:00:00 GMT' }, false],
    [{}, false],
  ])('with %j the answer 304 is %p', (headers, unchanged) => {
    expect(isNotModified(headers, { etag: '"1"', lastModified })).toBe(unchanged);
  });
});

describe('The rate limit', () => {
  it('lets so many a second through from each, and again after a while', () => {
    const limit = new RateLimit(2);
    limit.take('ana', 0);
    limit.take('ana', 0);
    limit.take('ben', 0);
    expect(() => limit.take('ana', 400)).toThrow(
      expect.objectContaining({ code: 'rate-limited', members: { retryAfter: 1 } }),
    );
    expect(limit.take('ana', 500)).toBeUndefined();
  });

  it('is none unless set', () => {
    const limit = new RateLimit(undefined);
    for (let n = 0; n < 1000; n += 1) limit.take('ana', 0);
  });
});
