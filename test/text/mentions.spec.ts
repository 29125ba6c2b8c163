import MarkdownIt from 'markdown-it';
import { splitBlocks } from '../../src/text/markdown-blocks';
import { citationMentions, clustersIn, mediaMentions } from '../../src/text/mentions';
import { readCluster } from '../../src/text/mention-syntax';
import type { Body } from '../../src/text/body';
import { growth } from '../setup/growth';
import { fc } from '../setup/chance';

const bodyOf = (text: string): Body => splitBlocks(text).map((block, id) => ({ id, text: block }));
const keysIn = (text: string): string[] => citationMentions(bodyOf(text)).map(({ key }) => key);

/** What a whole Markdown parser says: the citations in its running text, by the same reading of one cluster. */
function keysByParser(text: string): string[] {
  const parser = new MarkdownIt('commonmark', { html: false, maxNesting: 100 }).disable([
    'entity',
    'html_inline',
    'html_block',
  ]);
  // Definitions are read, and not used: `[@name]` is a citation also where one is defined.
  parser.core.ruler.after('block', 'forget', (state) => void (state.env = {}));
  parser.inline.ruler.before('link', 'citation', (state, silent) => {
    const cluster = readCluster(state.src, state.pos);
    if (!cluster) return false;
    if (!silent) state.push('citation', '', 0).meta = { keys: cluster.brackets.flatMap(({ keys }) => keys) };
    state.pos = cluster.end;
    return true;
  });
  const inline = parser.parse(text, {}).flatMap(({ children }) => children ?? []);
  return inline.filter(({ type }) => type === 'citation').flatMap(({ meta }) => meta?.keys as string[]);
}

describe('a citation in the text', () => {
  it.each([
    ['The council met [@1].', ['1']],
    ['Two say so [@jansen2024; @doe:2].', ['jansen2024', 'doe:2']],
    ['White space around the semicolon is free [@a ;@b;@c ; @d].', ['a', 'b', 'c', 'd']],
    ['Brackets side by side [@a][@b][@c].', ['a', 'b', 'c']],
    ['Keys of any script [@кључ] [@報告_2] [@éa.b:c-d].', ['кључ', '報告_2', 'éa.b:c-d']],
    ['## A heading has one [@h]\n', ['h']],
    ['- an item [@a]\n  - one below it [@b]\n\n    its second paragraph [@c]\n', ['a', 'b', 'c']],
    ['> quoted [@a]\n> on [@b]\n', ['a', 'b']],
    ['| town | votes |\n| --- | --- |\n| Urk | 12 [@t] |\n', ['t']],
    ['He wrote "it [sic][@a]" and left![@b]', ['a', 'b']],
    ['**Bold [@a]** and *so [@b]*', ['a', 'b']],
    ['A cluster over a line end [@a;\n@b].', ['a', 'b']],
    ['Two backslashes are one: \\\\[@a]', ['a']],
    ['A backtick ` alone [@a] is text', ['a']],
    ['Escaped \\`[@a]\\` is no code', ['a']],
    ['[@a]: he said so, at length, and is no definition', ['a']],
    ['In a link [see [@a]](https://example.org/x)', ['a']],
    ['[@a][@b](https://example.org) is a citation and a link', ['a']],
    ['[@a][@b][text] too', ['a']],
    ['[@a][text] then [@b]', ['b']],
    ['[@a] (in Dutch)', ['a']],
    ['[@a][@b; c] has a slip in its second bracket', ['a']],
    ['1990. Was a year\n    [@a] of lazy lines', ['a']],
    ['- item\n\n\n[@a] after the list', ['a']],
  ])('is read in %j', (text, keys) => {
    expect(keysIn(text)).toEqual(keys);
    expect(clustersIn(text).flatMap(({ brackets }) => brackets.flatMap((bracket) => bracket.keys))).toEqual(keys);
    expect(keysByParser(text)).toEqual(keys);
  });

  it.each([
    '[@name](https://example.org)',
    '[@name][text]',
    '[@name][]',
    '\\[@a]',
    '`[@a]`',
    '``a ` [@a]``',
    '`over a line\n[@a]`',
    '```\n[@a]\n```\n',
    '~~~ md\n[@a]\n\n[@b]\n~~~\n',
    '```\nnever closed\n\n[@a]',
    '    [@a]\n',
    '\t[@a]\n',
    'text\n\n    [@a]\n',
    '- item\n\n      [@a]\n',
    '- ```\n  [@a]\n  ```\n',
    '> ```\n> [@a]\n> ```\n',
    '[@a]: https://example.org/a\n',
    '[@a]: <https://example.org/a> "Title"\n[@b]: https://example.org/b\n',
    '![@x](media:photo)',
    '![an [@name](x) in it](y)',
    '[@]',
    '[@a; b]',
    '[@a @b]',
    '[@a;]',
    '[ @a]',
    '[@a ]',
    '[@-a]',
    '[a@b]',
    '@a',
    '[@a',
    '<https://example.org/[@a]>',
    '[text](https://example.org/[@a])',
    '[text](https://example.org "by [@a]")',
    '[1990] and [sic] and [1]',
  ])('is not in %j', (text) => {
    expect(keysIn(text)).toEqual([]);
    expect(clustersIn(text)).toEqual([]);
    expect(keysByParser(text)).toEqual([]);
  });

  it('says where its bracket stands in its block, and with which it is printed', () => {
    const body = bodyOf('First.\n\nThen [@a; @b][@c] and [@a].\n');
    expect(citationMentions(body).map(({ key, block, start, end }) => [key, block, start, end])).toEqual([
      ['a', 1, 5, 13],
      ['b', 1, 5, 13],
      ['c', 1, 13, 17],
      ['a', 1, 22, 26],
    ]);
    const [first, , third, fourth] = citationMentions(body);
    expect(third?.cluster).toBe(first?.cluster);
    expect(first?.cluster).toMatchObject({ start: 5, end: 17 });
    expect(fourth?.cluster).not.toBe(first?.cluster);
  });

  it('is found where a whole Markdown parser finds it', () => {
    const piece = fc.constantFrom(
      ...[
        '[@a]',
        '[@b; @c]',
        '[@d',
        ']',
        '[',
        '(',
        ')',
        '`',
        '``',
        '```',
        '~~~',
        '\\',
        '\n',
        '\n\n',
        '> ',
        '- ',
        '1. ',
        '  ',
        '    ',
        '\t',
      ],
      ...['# ', '---', '!', 'word', ' ', '[t](u)', '[t](', '<x:y>', '[@z]: u', '"', '* * *', '=', '\r\n'],
    );
    const text = fc.array(piece, { maxLength: 24 }).map((pieces) => pieces.join(''));
    fc.assert(
      fc.property(text, (source) => {
        expect(clustersIn(source).flatMap(({ brackets }) => brackets.flatMap(({ keys }) => keys))).toEqual(
          keysByParser(source),
        );
      }),
      { numRuns: 250 },
    );
  });

  it('is read once for as long as its block stays', () => {
    const [one, two] = bodyOf('One [@a].\n\nTwo [@b].\n');
    if (!one || !two) throw new Error('two blocks');
    const before = citationMentions([one, two]);
    const after = citationMentions([one, { ...two, text: 'Two [@c].\n' }]);
    expect(after[0]?.cluster).toBe(before[0]?.cluster);
    expect(after[1]?.key).toBe('c');
  });

  it('is read anew in a block whose surroundings make it code', () => {
    const block = { id: 1, text: '[@a]\n' };
    expect(citationMentions([block])).toHaveLength(1);
    expect(citationMentions([{ id: 0, text: '```\n' }, block])).toHaveLength(0);
  });

  it.each([
    '[',
    ']',
    '`',
    '``` ',
    '[@a',
    '[@a;',
    '[@a][',
    '[@a](',
    '[](',
    '[](<',
    '[](a "',
    "[](a '",
    '![',
    '\\',
    '> ',
    '- ',
    '*',
    '* ',
    '_',
    '#',
    '~',
    '\n',
    ' ',
    '\t',
    '<a:',
    '[a]: b\n',
    '- a\n',
    '>\n',
    '`\n``',
    '[@a][b',
  ])('is looked for in a mebibyte of %j in linear time', (unit) => {
    const text = (size: number) => unit.repeat(Math.ceil(size / unit.length));
    const hostile = [text, (size: number) => `[](${text(size)}x`, (size: number) => `${text(size)}[@a]`];
    for (const make of hostile) {
      const cut = (size: number) => {
        const made = make(size);
        return () => clustersIn(made);
      };
      expect(growth(cut, make === text ? 2 ** 20 : 2 ** 16)).toBeLessThan(4);
    }
  });
});

describe('a medium in the text', () => {
  it('is an image whose address begins with media:', () => {
    const body = bodyOf(
      '![](media:photo)\n\n`![](media:no)` ![A bridge](media:map "Title") \\![x](media:no) [x](media:no) ![](x.png)\n',
    );
    expect(mediaMentions(body)).toEqual([
      { key: 'photo', block: 0, start: 0, end: 16 },
      { key: 'map', block: 1, start: 16, end: 46 },
    ]);
  });
});
