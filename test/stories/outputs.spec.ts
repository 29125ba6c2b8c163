// The three outputs of one story, as whole documents.
import { storyAsHtml } from '../../src/stories/story-html';
import { storyAsJson } from '../../src/stories/story-json';
import { storyAsMarkdown } from '../../src/stories/story-markdown';
import { parsed } from './parsed';
import { aStory } from './story.fixture';

const html = (members: object = {}): string => storyAsHtml(aStory(members)).bytes.toString();
const markdown = (members: object = {}): string => storyAsMarkdown(aStory(members)).bytes.toString();
const json = (members: object = {}): Record<string, unknown> =>
  JSON.parse(storyAsJson(aStory(members)).bytes.toString()) as Record<string, unknown>;

const evil = '"><script>alert(1)</script>';
const corrections = [{ kind: 'correction', note: 'Forty, not fifty.', at: '2026-11-25T08:00:00.000Z' }];

describe('A story', () => {
  it('is the same bytes whenever it is made', () => {
    for (const render of [storyAsHtml, storyAsJson, storyAsMarkdown])
      expect(render(aStory()).bytes.equals(render(aStory()).bytes)).toBe(true);
    expect([storyAsHtml, storyAsJson, storyAsMarkdown].map((render) => render(aStory()).mediaType)).toEqual([
      'text/html',
      'application/json',
      'text/markdown',
    ]);
  });

  it('numbers its sources alike in all outputs', () => {
    expect(json()['body']).toContain('on Monday [1][2].');
    expect(markdown()).toContain('on Monday [1][2].');
    expect(parsed(String(json()['html'])).text).toContain('on Monday [1][2].');
    expect(markdown()).toMatch(
      /\n## Sources\n\n1\. Mare Hoekstra.*<https:.*>\n2\. T\. Oyelaran.*p\. 44\.\n3\. Source not given\.\n$/,
    );
  });

  it('as a page says its language, title, times, authors and numbered sources', () => {
    const { elements } = parsed(
      html({ corrections })
        .replace('<!doctype html>', '')
        .replace(/<style>.*<\/style>/, ''),
    );
    const named = (name: string) =>
      elements.filter((element) => element.name === name).map(({ attributes }) => attributes);
    expect(named('html')).toEqual([{ lang: 'en', dir: 'ltr' }]);
    expect(named('h1')).toHaveLength(1);
    expect(named('time').map(({ datetime }) => datetime)).toEqual([
      ...['2026-11-24T09:30:00.000Z', '2026-11-25T08:00:00.000Z'],
      ...['2026-11-03', '2026-11-20', '2026-05'],
    ]);
    expect(
      named('li')
        .filter(({ id }) => id)
        .map(({ id, value }) => [id, value]),
    ).toEqual([
      ['source-1', '1'],
      ['source-2', '2'],
      ['source-3', '3'],
    ]);
    expect(named('script')).toEqual([]);
  });

  it('cannot be broken out of by any of its members', () => {
    const page = html({
      ...{ headline: evil, standfirst: evil, language: evil, category: evil, tags: [evil], byline: [evil], body: evil },
      dateline: { text: evil },
      corrections: [{ kind: evil, note: evil, at: '2026-11-25T08:00:00.000Z' }],
      retraction: { notice: evil, at: '2026-11-25T08:00:00.000Z' },
    });
    expect(page).not.toContain('<script');
  });

  it('in Markdown keeps its headline and sources from being read as Markdown', () => {
    const text = markdown({
      headline: '*Not* [a](link) <b> snake_case\n# two',
      sources: [],
      body: 'x',
      standfirst: null,
    });
    expect(text.split('\n')[0]).toBe('# \\*Not\\* \\[a\\](link) \\<b> snake_case # two');
  });

  it('in Markdown keeps the indentation of its first line', () => {
    expect(markdown({ body: '\n\n    code first\n\n', sources: [], tags: [] })).toContain('\n\n    code first\n');
  });

  it('shows corrections with their times', () => {
    expect(html({ corrections })).toContain(
      '<time datetime="2026-11-25T08:00:00.000Z">25 November 2026 at 08:00 UTC</time>: Forty, not fifty.',
    );
    expect(markdown({ corrections })).toContain('## Corrections\n\n- 2026-11-25T08:00:00.000Z: Forty, not fifty.');
  });

  it('is written from right to left where its language is', () => {
    expect(html({ language: 'ar' })).toContain('<html lang="ar" dir="rtl">');
    expect(html({ language: 'az-Arab' })).toContain('dir="rtl"');
    expect(html({ language: 'he-Latn' })).toContain('dir="ltr"');
  });

  it('marks words that are not in its own language', () => {
    expect(html({ language: 'fi' })).toContain('<span lang="en">Published</span>');
    expect(html({ language: 'nl' })).toContain('Gepubliceerd <time');
  });

  it('makes its dateline of place and date where it has no words', () => {
    expect(html({ dateline: { place: 'Oudehaven', date: '2026-11-24' } })).toContain(
      '>Oudehaven, 24 November 2026</p>',
    );
  });
});
