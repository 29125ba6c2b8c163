import { originOf } from '../../src/http/origin-of';

const asked = (headers: Record<string, string>) => originOf({ headers, protocol: 'http' });

describe('The origin under which a client reached the server', () => {
  it.each([
    ['desk.example', 'http://desk.example'],
    ['desk.example:8080', 'http://desk.example:8080'],
    ['127.0.0.1:3000', 'http://127.0.0.1:3000'],
    ['[::1]:3000', 'http://[::1]:3000'],
  ])('is that of the host that it named: %s', (host, origin) => {
    expect(asked({ host })).toBe(origin);
  });

  it('has the scheme that a proxy in front says that it had', () => {
    expect(asked({ host: 'desk.example', 'x-forwarded-proto': 'https' })).toBe('https://desk.example');
    expect(asked({ host: 'desk.example', 'x-forwarded-proto': 'gopher' })).toBe('http://desk.example');
  });

  it.each(['', 'a>; rel="next', 'a b', 'a/b', 'a"', 'a,b', '[::1', 'a:123456'])('is not told of %j', (host) => {
    expect(asked({ host })).toBe('');
  });
});
