// What becomes of an editor's Markdown on its way to readers' browsers.
import { printCitations } from '../../src/articles/numbering';
import { bodyAsHtml } from '../../src/stories/body-html';
import { wordingIn } from '../../src/stories/wording';
import { hostile } from './hostile.fixture';
import { dangers, parsed } from './parsed';
import { aStory, survey, tideGauge } from './story.fixture';
import { fc } from '../setup/chance';

const html = (body: string, members: object = {}): string =>
  bodyAsHtml(aStory({ body, ...members }), wordingIn('en')).trimEnd();
const one = (id = ' id="citation-1"'): string => `<a href="#source-1"${id} role="doc-noteref">[1]</a>`;

describe('Whatever an editor pastes', () => {
  it.each(hostile)('%s: nothing of it runs, loads or disguises', (_what, markdown) => {
    for (const text of [markdown, `Before ${markdown} after`, `- item\n\n  ${markdown}\n\n[@gauge]`, `> ${markdown}`])
      expect(dangers(html(text))).toEqual([]);
  });

  it('stays harmless however the pieces are put together', () => {
    const pieces = fc.constantFrom(
      ...hostile.flatMap(([, markdown]) => markdown.match(/<[^>]*>?|[^<]+/g) ?? []),
      ...[
        '[@gauge]',
        '[@nobody; @survey]',
        '[',
        ']',
        '(',
        ')',
        '`',
        '```',
        '\n',
        '\n\n',
        '    ',
        '> ',
        '- ',
        '|',
        '"',
        "'",
        '\\',
      ],
      ...[
        '<!--',
        '-->',
        '<![CDATA[',
        ']]>',
        '&lt;',
        '&#60;',
        '\u0000',
        '\uFDD0',
        '\uFDD1',
        '![](media:quay)',
        '| - |',
        '=',
        '<',
        '>',
      ],
    );
    const text = fc.array(fc.oneof({ weight: 4, arbitrary: pieces }, fc.string()), { maxLength: 14 });
    fc.assert(
      fc.property(text, (parts) => dangers(html(parts.join(''))).length === 0),
      { numRuns: 3_000 },
    );
  }, 60_000);

  it('keeps its words where markup that may not stay goes', () => {
    expect(html('Before <font onclick="x()">the *words*</font> after')).toBe('<p>Before the <em>words</em> after</p>');
    expect(html('[Home](/) and [top](#source-1)')).toBe('<p>Home and top</p>');
  });
});

describe('Citations in HTML', () => {
  it('link to the numbered list; the first mention is where the way back leads', () => {
    expect(html('A [@gauge] b [@gauge].')).toBe(`<p>A ${one()} b ${one('')}.</p>`);
  });

  it('print a cluster one after the other, and an unknown key as a question mark', () => {
    const { text } = parsed(html('A [@survey; @gauge][@nobody].'));
    expect(text).toBe('A [2][1][?].');
  });

  it.each([
    ['a code span', '`[@gauge]`', '<code>[@gauge]</code>'],
    ['a fence', '```\n[@gauge]\n```', '[@gauge]'],
    ['indented code', 'x\n\n    [@gauge]', '[@gauge]'],
  ])('leave %s alone', (_where, markdown, expected) => {
    expect(html(markdown)).toContain(expected);
  });

  it('leave ordinary links of the same look alone', () => {
    expect(html('[@gauge](https://a.example)')).toBe('<p><a href="https://a.example" rel="noopener">@gauge</a></p>');
    expect(html('\\[@gauge]')).toBe('<p>[@gauge]</p>');
  });

  it('are printed, not linked, within a link and within an attribute', () => {
    expect(html('[see [@gauge]](https://a.example)')).toBe(
      '<p><a href="https://a.example" rel="noopener">see [1]</a></p>',
    );
    expect(html('![the level [@gauge]](https://a.example/x.png)')).toContain('alt="the level [1]"');
    expect(html('<https://a.example/?[@gauge]>')).not.toContain('FDD0');
  });

  it('do not change how the text around them reads', () => {
    expect(html('He said **"no"**[@gauge] and **yes[@gauge]**.')).toBe(
      `<p>He said <strong>&quot;no&quot;</strong>${one()} and <strong>yes${one('')}</strong>.</p>`.replaceAll(
        '&quot;',
        '"',
      ),
    );
  });

  it('are the very ones that the printed Markdown has, in any text', () => {
    const piece = fc.constantFrom(
      ...[
        '[@gauge]',
        '[@survey; @gauge]',
        '[@x]',
        '`',
        '``',
        '```\n',
        '\n',
        '\n\n',
        '    ',
        '- ',
        '> ',
        '1. ',
        '\\',
        '[a',
        '](',
        ')',
      ],
      ...[
        'word',
        ' ',
        '*',
        '**',
        '_',
        '~',
        '# ',
        '| a | b |\n| - | - |\n',
        '[x]: y',
        '"',
        '<b>',
        '</b>',
        '<i title="',
        '">',
      ],
    );
    const numbers = new Map([
      ['gauge', 1],
      ['survey', 2],
    ]);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 16 }), (parts) => {
        const body = parts.join('');
        const left = (text: string): number => (text.match(/\[@/g) ?? []).length;
        // Each cluster that Markdown prints is printed in HTML: as many are left over in both, unless markup swallowed them.
        return left(html(body, { sources: [tideGauge, survey] })) <= left(printCitations(body, numbers));
      }),
      { numRuns: 2_000 },
    );
  }, 60_000);
});

describe('Headings', () => {
  it.each([
    ['# A\n\n## B\n\n### C', ['h2', 'h2', 'h3']],
    ['### A\n\n### B\n\n## C\n\n##### D\n\n### E', ['h2', 'h2', 'h2', 'h3', 'h3']],
    ['<h1>A</h1>\n\n<h4>B</h4>\n\n###### C', ['h2', 'h3', 'h4']],
  ])('stand below the headline and leave no level out: %j', (markdown, expected) => {
    const names = parsed(html(markdown)).elements.map(({ name }) => name);
    expect(names.filter((name) => /^h\d/.test(name))).toEqual(expected);
  });

  it('without words are left out', () => {
    expect(html('##\n\nText')).not.toContain('<h2');
  });
});

describe('Pictures', () => {
  it('alone in a paragraph are figures with caption and credit', () => {
    expect(html('![](media:quay)')).toBe(
      '<figure><img src="https://pictures.example/quay.jpg" alt="A brick quay with a long crack" loading="lazy" />' +
        '<figcaption>The crack on Monday <small>Jo Lindqvist</small></figcaption></figure>',
    );
  });

  it('within a line stay in it, and words of the text win over those of the medium', () => {
    expect(html('See ![the crack](media:quay) here')).toBe(
      '<p>See <img src="https://pictures.example/quay.jpg" alt="the crack" loading="lazy" /> here</p>',
    );
  });

  it('of a medium that is not there leave their words', () => {
    expect(html('![A map](media:nowhere)')).toBe('<p>A map</p>');
    expect(html('See ![a map](media:nowhere) here')).toBe('<p>See a map here</p>');
  });

  it('cannot be made to run by what is written of the medium', () => {
    const media = [
      {
        key: 'quay',
        url: 'javascript:alert(1)',
        alt: '"><script>',
        caption: '<script>x</script>',
        credit: '<b onclick=x>',
      },
    ];
    expect(dangers(html('![](media:quay) and\n\n![](media:quay)', { media }))).toEqual([]);
  });
});

describe('Tables', () => {
  it('can be scrolled by keyboard and keep how their columns are aligned', () => {
    const table = html('| a | b |\n| --- | ---: |\n| 1 | 2 |');
    expect(table).toContain('<div class="wide" role="group" aria-label="Table" tabindex="0"><table>');
    expect(table).toContain('<td data-align="right">2</td>');
  });
});
