import { checkIdToken } from '../../src/audit/page/id-token';
import { challengeOf, randomText } from '../../src/audit/page/pkce';
import { holderOf, readableNewsrooms } from '../../src/audit/page/token';

const expected = { issuer: 'https://login.example', clientId: 'stet-audit', nonce: 'n', now: 1000 };
const good = { iss: expected.issuer, aud: 'stet-audit', nonce: 'n', exp: 1300 };
const tokenOf = (claims: object) => `e30.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`;

describe('An ID token', () => {
  it('signs in whom the provider signed in for this page and this request', () => {
    expect(() => checkIdToken(tokenOf(good), expected)).not.toThrow();
    expect(() => checkIdToken(tokenOf({ ...good, aud: ['other', 'stet-audit'], azp: 'stet-audit' }), expected)).not.toThrow(); // prettier-ignore
  });

  it.each([
    [{ iss: 'https://evil.example' }, 'it is of another issuer'],
    [{ aud: 'other' }, 'it is for another client'],
    [{ aud: ['other', 'stet-audit'], azp: 'other' }, 'it was made for another client'],
    [{ nonce: 'm' }, 'it answers another request'],
    [{ nonce: undefined }, 'it answers another request'],
    [{ exp: 900 }, 'it has expired'],
    [{ exp: undefined }, 'it has expired'],
  ])('is refused with %j', (claims, why) => {
    expect(() => checkIdToken(tokenOf({ ...good, ...claims }), expected)).toThrow(why);
  });

  it('is refused when it is none', () => {
    for (const token of ['', 'a.b', 'a.b.c', tokenOf([]), tokenOf(good).replace('.', '')]) {
      expect(() => checkIdToken(token, expected)).toThrow('cannot be used');
    }
  });
});

describe('A code’s proof', () => {
  it('is the one of RFC 7636, appendix B', async () => {
    const challenge = await challengeOf('dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk');
    expect(challenge).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  it('is as long as a verifier has to be, and another one each time', () => {
    const texts = Array.from({ length: 50 }, randomText);
    expect(texts.every((text) => /^[\w-]{43}$/.test(text))).toBe(true);
    expect(new Set(texts).size).toBe(50);
  });
});

describe('A token’s holder', () => {
  it('is named as the token names them, in any script', () => {
    expect(holderOf(tokenOf({ sub: 'i', name: 'Íris Ōno' }))).toEqual({ name: 'Íris Ōno', newsrooms: {} });
    expect(holderOf(tokenOf({ name: 'Iris' }))).toBeUndefined();
    expect(holderOf('hunter2')).toBeUndefined();
  });

  it('may read the history of newsrooms where they are auditor, editor or of standards', () => {
    const newsrooms = {
      a: ['auditor'],
      b: ['reporter'],
      c: ['editor'],
      d: ['standards'],
      e: ['admin', 'importer'],
      f: 1,
    };
    expect(readableNewsrooms(holderOf(tokenOf({ sub: 'i', newsrooms })) ?? { name: '', newsrooms: {} })).toEqual([
      'a',
      'c',
      'd',
    ]);
  });
});
