import { plainText } from '../../src/text/plain-text';
import { newBody } from '../../src/text/body';
import { growth } from '../setup/growth';

const plain = (text: string): string => plainText(newBody(text));

describe('What a body says', () => {
  it.each([
    ['The level rose [@gauge], they said [@a; @b][@c].\n', 'The level rose, they said.'],
    ['Rose [@gauge]then fell.', 'Rose then fell.'],
    ['## The *quay* and the **harbour**\n', 'The quay and the harbour'],
    ['See [the report](https://quay.example/r_(1).pdf "Report") now.', 'See the report now.'],
    ['See [the report][r].\n\n[r]: https://quay.example/r\n', 'See the report.'],
    ['[![The quay](media:quay)](https://quay.example)\n', 'The quay'],
    ['- one\n- two\n\n> quoted\n> more\n', 'one\ntwo\nquoted\nmore'],
    ['12. twelfth\n', '12. twelfth'],
    ['| a | b |\n| --- | :-: |\n| c | d |\n', 'a b c d'],
    ['Title\n=====\n\n***\n\nText\n', 'Title\nText'],
    ['```js\nlet [@a] = 1;\n```\n', 'let [@a] = 1;'],
    ['A `[@a]` span, snake_case and 5 * 3.', 'A [@a] span, snake_case and 5 * 3.'],
    ['\\*no emphasis\\* &amp; <b>bold</b><!-- gone -->.', '*no emphasis* & bold .'],
    ['He said [sic] in [1990].', 'He said [sic] in [1990].'],
    ['<https://quay.example/a>', 'https://quay.example/a'],
    ['a\uFDD0b\uFDD1c', 'abc'],
    ['', ''],
  ])('of %j is %j', (text, said) => {
    expect(plain(text)).toBe(said);
  });

  it.each(['[', '](', '<a "', '<!--', '*', '_', '> ', '# ', '`', '- ', '|-', '&amp', '\\', '[a](b', '!['])(
    'is read in time where a megabyte of %j stands for it',
    (piece) => {
      const read = (size: number) => {
        const text = piece.repeat(Math.ceil(size / piece.length));
        return () => plain(text);
      };
      expect(growth(read, 2 ** 20)).toBeLessThan(4);
    },
  );
});
