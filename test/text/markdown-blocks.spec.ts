import { splitBlocks } from '../../src/text/markdown-blocks';
import { corpusStories, describeWithCorpus } from '../corpus';
import { texts } from './texts';
import { fc } from '../setup/chance';

describe('blocks of a text', () => {
  it('are the text, byte for byte, when joined', () => {
    fc.assert(
      fc.property(texts, (text) => splitBlocks(text).join('') === text),
      { numRuns: 200 },
    );
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => splitBlocks(text).join('') === text));
  });

  it('are never empty, and the empty text has none', () => {
    expect(splitBlocks('')).toEqual([]);
    fc.assert(fc.property(texts, (text) => splitBlocks(text).every((block) => block !== '')));
  });

  it('are the same when cutting begins at any of them', () => {
    const restarts = (text: string) => {
      const blocks = splitBlocks(text);
      return blocks.every((_, from) => {
        const rest = blocks.slice(from);
        return JSON.stringify(splitBlocks(rest.join(''))) === JSON.stringify(rest);
      });
    };
    fc.assert(fc.property(texts, restarts), { numRuns: 150 });
  });

  it.each([
    ['headings and paragraphs', ['# One\n', 'Text\nmore text.\n\n', 'Next.\n']],
    ['a setext heading with its line', ['Title\n---\n\n', 'Text']],
    ['each list item with its own lines', ['- one\n  more\n', '- two\n', '  1. three\n', '  2. four\n\n', 'Text\n']],
    ['a number that only opens a line of a paragraph', ['It happened in\n1990. Nobody saw.\n']],
    ['each quote line', ['> one\n', '> two\n\n', 'Text\n']],
    ['a fence whole, its blank lines included', ['Text\n', '```js\n# no heading\n\n- no item\n```\n\n', 'Text\n']],
    ['a longer fence around a shorter', ['````\n```\n````\n', 'Text']],
    ['an unclosed fence to the end', ['```\na\n\n'].map((text) => `${text}b\n`)],
    ['a fence in a list item', ['- ```\n  - code\n  ```\n', '- next\n']],
    ['a table', ['| a | b |\n|---|---|\n| 1 | 2 |\n\n', 'Text\n']],
    ['a comment with blank lines', ['<!-- one\n\ntwo -->\n', 'Text\n']],
    ['preformatted HTML with blank lines', ['<pre>\n\n# no\n</PRE>\n', 'Text\n']],
    ['leading blank lines of the text', ['\n \n', 'Text\n']],
    ['CRLF and CR', ['# One\r\n', 'Text\r\n\r\n', 'Old\r\r', '- Mac\r', '- lines']],
    ['a byte order mark before a heading', ['\uFEFF# One\n', 'Text']],
    ['thematic breaks', ['***\n', '---\n', 'Text']],
  ])('keep apart %s', (_name, blocks) => {
    expect(splitBlocks(blocks.join(''))).toEqual(blocks);
  });
});

describeWithCorpus('blocks of real texts (../shared/corpus)', () => {
  it('are the texts, byte for byte, when joined', () => {
    for (const { revisions } of corpusStories()) {
      for (const { text } of revisions) expect(splitBlocks(text).join('') === text).toBe(true);
    }
  });
});
