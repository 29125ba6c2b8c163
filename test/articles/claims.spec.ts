import { claimsOf } from '../../src/articles/claims';
import { newBody } from '../../src/text/body';

const claims = (text: string, ...keys: string[]): unknown => claimsOf(newBody(text), keys);

describe('the claims of a citation', () => {
  it('are the sentences that mention it, without markers', () => {
    const text =
      'The lock leaks [@a; @b]. Nobody\nsays [@a][@b] so  aloud. [@c] It\nwas built in 1902.\n\nIt leaks again.[@a]\n';
    expect(claims(text, 'a', 'b', 'c')).toEqual({
      a: ['The lock leaks.', 'Nobody says so aloud.', 'It leaks again.'],
      b: ['The lock leaks.', 'Nobody says so aloud.'],
      c: ['Nobody says so aloud.'],
    });
  });

  it('are told of the keys asked for, where they are mentioned', () => {
    expect(claims('One [@a]. Two [@b].', 'b', 'x')).toEqual({ b: ['Two.'] });
  });

  it('are told once where two sentences read alike', () => {
    expect(claims('Dry [@a]. Dry [@a].', 'a')).toEqual({ a: ['Dry.'] });
  });

  it('are none in code', () => {
    expect(claims('Write `[@a]`.\n\n    [@a]\n', 'a')).toEqual({});
  });

  it('are kept for a key that a plain object has too', () => {
    expect(claims('Dry [@__proto__] and [@constructor].', '__proto__', 'constructor')).toEqual(
      Object.fromEntries(['__proto__', 'constructor'].map((key) => [key, ['Dry and.']])),
    );
  });
});
