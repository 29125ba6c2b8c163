import { folded } from '../../src/search/folded';

describe('A text in which words are looked for', () => {
  it('has small letters, and of those with marks the ones that word stems have', () => {
    expect(folded('Häuser am FLUẞ, à Besançon; ÉTÉ, mañana, ΟΔΟΣ')).toBe(
      'hauser am flus, a besancon; ete, manana, οδοσ',
    );
  });

  it('has every character where it was, as long as it was', () => {
    const moved: string[] = [];
    for (let code = 0; code <= 0x10ffff; code += 1) {
      const character = String.fromCodePoint(code);
      if (folded(character).length !== character.length) moved.push(code.toString(16));
    }
    expect(moved).toEqual([]);
  });
});
