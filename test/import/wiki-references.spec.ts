import { WikiReferences } from '../../src/import/wiki-references';
import { growth } from '../setup/growth';
import { WikiPageReader } from '../../src/import/wiki-page';

const cited = (wikitext: string) => new WikiReferences('en').cited(wikitext);

describe('References of a wiki', () => {
  it('become citations with markers, a named one used again the same', () => {
    const { text, citations } = cited(
      'It opened.<ref name="log">{{cite news|title=Log of the lock|url=https://locks.example/log|work=Lock News|date=2020-03-01|last=Okafor|first=Ada}}</ref> It shut.<ref name=log />', // prettier-ignore
    );
    expect(text).toBe('It opened. [@log] It shut. [@log]');
    expect(citations).toEqual([
      {
        key: 'log',
        source: {
          type: 'article-newspaper',
          title: 'Log of the lock',
          URL: 'https://locks.example/log',
          'container-title': 'Lock News',
          issued: { 'date-parts': [[2020, 3, 1]] },
          author: [{ family: 'Okafor', given: 'Ada' }],
        },
      },
    ]);
  });

  it('that follow each other are one cluster, and one wording is one citation', () => {
    const { text, citations } = cited(
      'Boats wait.<ref>Keeper, by telephone</ref><ref>[https://a.example/x The log]</ref> Again.<ref>Keeper, by telephone</ref>', // prettier-ignore
    );
    const [first, second] = citations.map(({ key }) => key);
    expect(text).toBe(`Boats wait. [@${first}][@${second}] Again. [@${first}]`);
    expect(citations).toHaveLength(2);
    expect(citations[1]?.source).toMatchObject({ URL: 'https://a.example/x' });
  });

  it('may be defined in the list, before or after they are used', () => {
    const { text, citations } = cited('It opened.<ref name="a b"/>\n<references>\n<ref name="a b">Keeper of the lock, 2020</ref>\n</references>'); // prettier-ignore
    expect(text).toContain('It opened. [@a-b]');
    expect(citations).toMatchObject([{ key: 'a-b', source: expect.anything() }]);
  });

  it('without a source are unresolved, and none in comments or nowiki', () => {
    const { text, citations } = cited('One.<ref name="x"/> <!-- <ref>no</ref> --> <nowiki><ref>no</ref></nowiki>');
    expect(citations).toEqual([{ key: 'x', source: null }]);
    expect(text).toContain('<!-- <ref>no</ref> -->');
  });

  it('keep their keys from revision to revision of a page', () => {
    const reader = new WikiPageReader({ title: 'Lock', categories: ['Category'] });
    const keys = (text: string) => reader.read(text).citations.map(({ key }) => key);
    const [b] = keys('B.<ref>The keeper, in 2020</ref>');
    expect(keys('A.<ref>The keeper, in the year 2020</ref> B.<ref>The keeper, in 2020</ref>')[1]).toBe(b);
  });

  it.each([
    '<ref',
    '<ref>',
    '<!--',
    '<ref name="',
    '{{reflist',
    '[[a|',
    '<references>',
    '[[Category:',
    "''",
    '[http://a ',
  ])('are read in time that grows with the text: %s', (piece) => {
    const read = (size: number) => () => new WikiPageReader({ title: 'x', categories: ['Category'] }).read(piece.repeat(size)); // prettier-ignore
    expect(growth(read, 4_000)).toBeLessThan(4);
  });
});

describe('Wikitext', () => {
  const page = (text: string) =>
    new WikiPageReader({ title: 'Lock', categories: ['Category', 'Kategorie'] }).read(text);

  it('is Markdown: headings, emphasis, lists and links; categories are tags', () => {
    expect(
      page(
        "'''The lock''' is ''shut''.\n\n== Since when ==\n* [[Friday]]\n** [[Lock (canal)|the lock]]\n# [https://a.example the log]\n[[Kategorie:Water]]\n[[Category:Boats|x]]\n", // prettier-ignore
      ),
    ).toMatchObject({
      body: '**The lock** is *shut*.\n\n## Since when\n- Friday\n   - the lock\n1. [the log](https://a.example)\n',
      members: { tags: ['Water', 'Boats'] },
    });
  });

  it('loses the place of the source list, and its heading where nothing else stands below it', () => {
    expect(page('It opened.\n\n== Sources ==\n{{reflist}}\n')).toMatchObject({
      body: 'It opened.\n',
      members: { sourceHeading: 'Sources' },
    });
    expect(page('It opened.\n\n== Sources ==\nSee also.\n<references />\n').body).toContain('## Sources\nSee also.');
  });

  it('keeps templates, tables and pictures as they are', () => {
    const kept = '{{Infobox|a=[[b]]}}\n\n{| class="x"\n| a\n|}\n\n[[File:a.jpg|thumb|A lock]]\n';
    expect(page(kept).body).toContain('{| class="x"\n| a\n|}\n\n[[File:a.jpg|thumb|A lock]]');
  });
});
