import { beginning, hasAll, passageAbout } from '../../src/search/passages';

const filler = (words: number): string => 'Nothing of note was seen that day. '.repeat(words / 7);

describe('Of a long text', () => {
  it('the piece about the word is cut out, at spaces', () => {
    const passage = passageAbout(`${filler(140)}Then the ferries sailed. ${filler(140)}`, ['ferri']) ?? '';
    expect(passage).toMatch(/^(?:\w+\.? )+Then the ferries sailed\. (?:\w+\.? ?)+$/);
    expect(passage.length).toBeLessThan(320);
  });

  it('first comes what has most of the words, and another piece has those that are not in it', () => {
    const text = `The ferry rests. ${filler(70)}The ferry left the harbour. ${filler(70)}A whale sang. ${filler(70)}`;
    expect(passageAbout(text, ['ferri', 'harbour', 'whale'])).toMatch(
      /The ferry left the harbour\..* … .*A whale sang/,
    );
  });

  it('letters with marks are those without', () => {
    expect(passageAbout(`${filler(70)}Zwei Häuser brannten. ${filler(70)}`, ['haus'])).toContain('Zwei Häuser');
  });

  it('a word is none within another one', () => {
    expect(passageAbout(`${filler(70)}unferried ${filler(70)}`, ['ferri'])).toBeUndefined();
  });

  it('no piece is found where no word stands, and a short text is given whole', () => {
    expect(passageAbout(filler(140), ['ferri'])).toBeUndefined();
    expect(passageAbout('Short.', ['ferri'])).toBe('Short.');
  });

  it('what means something in patterns is a letter like others, and no character is cut in half', () => {
    const text = `${filler(70)}c++ and 🚢 a.b ${'🚢'.repeat(200)}`;
    const passage = passageAbout(text, ['a.b', 'c++']);
    expect(passage).toContain('c++ and 🚢 a.b');
    expect(passage).not.toMatch(/\p{Surrogate}/u);
  });

  it('is told whether all words stand in it, in whichever form', () => {
    expect(hasAll('Ferries left the harbour', ['ferri', 'harbour'])).toBe(true);
    expect(hasAll('Ferries left the harbour', ['ferri', 'whale'])).toBe(false);
  });

  it('an empty word is found nowhere', () => {
    expect(passageAbout(`${filler(140)}ferry`, [''])).toBeUndefined();
  });

  it('the beginning ends at a space, and a short text is all beginning', () => {
    const start = beginning(filler(140));
    expect(filler(140).startsWith(`${start} `)).toBe(true);
    expect(start.length).toBeGreaterThan(200);
    expect(beginning('Short.')).toBe('Short.');
  });
});
