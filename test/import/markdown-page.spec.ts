import { markdownPage } from '../../src/import/markdown-page';

describe('A Markdown page', () => {
  it('has its front matter as members, and what no member holds as the newsroom’s own', () => {
    const text = '---\ntitle: The lock\ncategories: [news, water]\nkeywords: boats, water\nauthors: [Ana, Ben]\nlang: nl\ndescription: Shut\nweight: 3\ndraft: true\n---\nBoats wait.\n'; // prettier-ignore
    expect(markdownPage(text, 'posts/lock-shut.md')).toEqual({
      members: {
        headline: 'The lock',
        category: 'news',
        tags: ['boats', 'water'],
        byline: ['Ana', 'Ben'],
        language: 'nl',
        standfirst: 'Shut',
        meta: { categories: ['news', 'water'], weight: 3, draft: true },
      },
      body: 'Boats wait.\n',
      citations: [],
      slug: 'lock-shut',
      unfinished: true,
    });
  });

  it.each([
    ['Number: 5\nTitle: This is it\nDate: 2013-07-06\n\n# Not this\n', 'This is it'],
    ['Words first.\n\n## A heading ##\n', 'A heading'],
    ['Nothing but words.\n', 'a-file'],
    ['---\ntitle: [broken\n---\n# In the text\n', 'In the text'],
  ])('names itself by a title, a heading, or its file: %j', (text, headline) => {
    const page = markdownPage(text, 'posts/a-file.md');
    expect([page.members.headline, page.body]).toEqual([headline, text]);
  });
});
