// Which words are meant by a quote, a line, or both.
import { blank } from '../../src/articles/article';
import type { ArticleContent } from '../../src/articles/content';
import { anchorAt, type Pointed } from '../../src/desk/comment-quote';
import { blocksOf, passageAt } from '../../src/desk/comment-spans';
import { newBody } from '../../src/text/body';

const content = (text: string): ArticleContent => ({
  ...blank,
  headline: 'Crane falls',
  language: 'en',
  citations: [],
  body: newBody(text),
});

function words(text: string, pointed: Pointed): unknown {
  const anchor = anchorAt(content(text), pointed);
  return anchor && [anchor.quote, passageAt(blocksOf(content(text), anchor.member), anchor.spans)];
}

describe('A comment is made on', () => {
  it('the whole line, without white space at its ends, whatever ends it', () => {
    expect(words('One.\r\n\r\n  Two. \rThree.', { line: 3 })).toEqual(['Two.', { words: 'Two.', line: 3, column: 3 }]);
    expect(words('One.\r\n\r\n  Two. \rThree.', { line: 4 })).toEqual([
      'Three.',
      { words: 'Three.', line: 4, column: 1 },
    ]);
  });

  it('words taken literally, not as a pattern', () => {
    expect(words('Up 4.5% (a*b) [x].\n', { quote: '(a*b) [x].' })).toEqual([
      '(a*b) [x].',
      { words: '(a*b) [x].', line: 1, column: 9 },
    ]);
    expect(() => words('Up 405% here.\n', { quote: '4.5%' })).toThrow('do not stand');
  });

  it('words that a line break or two blocks divide', () => {
    expect(words('- one\n- two\n', { quote: 'one - two' })).toEqual([
      'one\n- two',
      { words: 'one\n- two', line: 1, column: 3 },
    ]);
  });

  it('nothing but the article where nothing is pointed at', () => {
    expect(words('One.\n', {})).toBeUndefined();
  });

  it('no line of an empty body', () => {
    expect(() => words('', { line: 1 })).toThrow('blank');
    expect(() => words('', { line: 2 })).toThrow('1 line');
  });
});
