// Feeds of every kind of story: well-formed, by the rules of their specifications, and the same stories when read back.
import { feedAsAtom } from '../../src/stories/feed-atom';
import { feedEntry } from '../../src/stories/feed-entry';
import { feedAsJson } from '../../src/stories/feed-json';
import { feedAsRss } from '../../src/stories/feed-rss';
import { FeedShelf } from '../../src/stories/feed-shelf';
import { correctionsAsAtom } from '../../src/stories/corrections-atom';
import type { Feed } from '../../src/stories/feed';
import { storyAddress } from '../../src/stories/story-address';
import { storyAsJson } from '../../src/stories/story-json';
import type { StoryDto } from '../../src/stories/story.dto';
import type { Story } from '../../src/articles/story';
import { element, textElement, xmlBytes, xmlDocument } from '../../src/stories/xml';
import { corpusKinds } from './corpus.fixture';
import { kinds } from './kinds.fixture';
import { child, children, read, textOf } from './read-xml';
import { faultsOfAtom, faultsOfJsonFeed, faultsOfRss } from './feed-rules';
import { fc } from '../setup/chance';

const served = (story: Story): StoryDto => JSON.parse(storyAsJson(story).bytes.toString('utf8')) as StoryDto;
/** What XML 1.0 can hold of it (section 2.2). */
const clean = (text: string): string => text.replace(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '');

const stories = [...kinds, ...corpusKinds].map(([, story], nth) => ({
  ...story,
  id: `019ac000-0000-7000-8000-0000000000${10 + nth}`,
  slug: `story-${nth}`,
}));
const feed: Feed = {
  newsroom: 'main',
  site: 'https://news.example',
  filter: { tag: 'a & "b"', limit: 9 },
  entries: stories.map((story) => feedEntry(served(story), storyAddress(story))),
  gone: [{ id: 'urn:uuid:019ac000-0000-7000-8000-000000000099', at: '2026-11-27T09:00:00.000Z' }],
  next: 'abc',
};
const empty: Feed = { ...feed, filter: {}, entries: [], gone: [], next: null };

/** What every format has of a story: its HTML holds text, sources, times and corrections. */
function expectHtml(html: string, story: Story): void {
  const text = html
    .replace(/<[^>]*>/g, '')
    .replace(/&(lt|gt|amp|quot);/g, (_, name: string) => ({ lt: '<', gt: '>', amp: '&', quot: '"' })[name] ?? '');
  const { html: body } = served(story);
  expect(clean(html)).toContain(
    clean(body)
      .trimEnd()
      .replaceAll('href="#', `href="${storyAddress(story)}#`),
  );
  for (const { note, at } of story.corrections)
    expect([html.includes(`datetime="${at}"`), text.includes(note)]).toEqual([true, true]);
  for (const { source } of story.sources) if (source) expect(text).toContain(source['title']);
  if (story.retraction) expect(text).toContain(story.retraction.notice);
}

const titleOf = ({ retraction, headline, language }: Story): string =>
  clean(retraction ? `${language === 'en' ? 'Retracted' : ''}: ${headline}` : headline);

describe('Atom', () => {
  it('is as RFC 4287, 5005 and 6721 want it', () => {
    expect(faultsOfAtom(read(feedAsAtom(feed)))).toEqual([]);
    expect(faultsOfAtom(read(feedAsAtom(empty)))).toEqual([]);
  });

  it('has each story with its times, authors, subjects, sources and text', () => {
    const entries = children(read(feedAsAtom(feed)), 'entry');
    expect(entries).toHaveLength(stories.length);
    stories.forEach((story, nth) => {
      const entry = entries[nth];
      const { id, publishedAt, updatedAt, byline, category, tags, language } = story;
      expect(['id', 'title', 'published', 'updated'].map((name) => textOf(child(entry, name)))).toEqual([
        `urn:uuid:${id}`,
        titleOf(story),
        publishedAt,
        updatedAt,
      ]);
      expect(entry?.attributes['xml:lang']).toBe(language);
      expect(children(entry, 'author').map((author) => textOf(child(author, 'name')))).toEqual(byline);
      expect(children(entry, 'category').map(({ attributes }) => attributes['term'])).toEqual([
        ...(category ? [category] : []),
        ...tags,
      ]);
      const related = children(entry, 'link').filter(({ attributes }) => attributes['rel'] === 'related');
      expect(related.map(({ attributes }) => attributes['href'])).toEqual(
        story.sources.flatMap(({ source }) => source?.['URL'] ?? []),
      );
      expectHtml(textOf(child(entry, 'content')), story);
    });
  });

  it('tells what is gone by name and time alone, and where the next page is', () => {
    const root = read(feedAsAtom(feed));
    expect(children(root, 'at:deleted-entry').map(({ attributes }) => attributes)).toEqual([
      { ref: 'urn:uuid:019ac000-0000-7000-8000-000000000099', when: '2026-11-27T09:00:00.000Z' },
    ]);
    const links = children(root, 'link').map(({ attributes: { rel, href } }) => [rel, href]);
    expect(links.slice(0, 2)).toEqual([
      ['self', 'https://news.example/v1/main/feed.atom?tag=a+%26+%22b%22&limit=9'],
      ['next', 'https://news.example/v1/main/feed.atom?tag=a+%26+%22b%22&limit=9&cursor=abc'],
    ]);
    expect(textOf(child(root, 'updated'))).toBe('2026-11-27T09:00:00.000Z');
  });
});

describe('RSS', () => {
  it('is as RSS 2.0 and the Best Practices Profile want it', () => {
    expect(faultsOfRss(read(feedAsRss(feed)))).toEqual([]);
    expect(faultsOfRss(read(feedAsRss(empty)))).toEqual([]);
  });

  it('has each story with its time, authors, subjects and text', () => {
    const items = children(child(read(feedAsRss(feed)), 'channel'), 'item');
    stories.forEach((story, nth) => {
      const item = items[nth];
      expect([textOf(child(item, 'title')), textOf(child(item, 'guid')), textOf(child(item, 'link'))]).toEqual([
        titleOf(story),
        `urn:uuid:${story.id}`,
        storyAddress(story),
      ]);
      expect(new Date(textOf(child(item, 'pubDate'))).toISOString()).toBe(story.publishedAt);
      expect(children(item, 'dc:creator').map(textOf)).toEqual(story.byline);
      expectHtml(textOf(child(item, 'content:encoded')), story);
    });
  });
});

describe('JSON Feed', () => {
  it('is as version 1.1 wants it', () => {
    expect(faultsOfJsonFeed(JSON.parse(feedAsJson(feed).toString()))).toEqual([]);
    expect(faultsOfJsonFeed(JSON.parse(feedAsJson(empty).toString()))).toEqual([]);
  });

  it('has each story, and in its extension what has no member', () => {
    const { items, _stet, next_url } = JSON.parse(feedAsJson(feed).toString());
    stories.forEach((story, nth) => {
      const { headline, sources, corrections, retraction, version, category } = served(story);
      expect(items[nth]).toMatchObject({
        id: `urn:uuid:${story.id}`,
        url: storyAddress(story),
        date_published: story.publishedAt,
        date_modified: story.updatedAt,
        language: story.language,
      });
      expect(items[nth]._stet).toEqual({ version, headline, category, sources, corrections, retraction });
      expectHtml(items[nth].content_html, story);
    });
    expect(_stet.gone).toEqual(feed.gone);
    expect(next_url).toBe('https://news.example/v1/main/feed.json?tag=a+%26+%22b%22&limit=9&cursor=abc');
  });
});

describe('The corrections as Atom', () => {
  const at = '2026-11-25T08:00:00.000Z';
  const entry = {
    id: 'urn:uuid:1',
    url: 'https://news.example/v1/main/stories/a',
    headline: 'Quay & <b>',
    language: 'nl',
    kind: 'correction',
    note: 'Forty.\n\nNot <fifty>.',
    at,
  };
  const bytes = correctionsAsAtom({
    newsroom: 'main',
    urn: 'urn:uuid:0',
    address: 'https://news.example/v1/main',
    entries: [entry, { ...entry, id: 'urn:uuid:2', kind: 'retraction', language: 'en' }],
  });

  it('are as RFC 4287 wants them, each note with its kind, time and story', () => {
    const root = read(bytes);
    expect(faultsOfAtom(root)).toEqual([]);
    const [first, second] = children(root, 'entry');
    expect(['title', 'content', 'updated'].map((name) => textOf(child(first, name)))).toEqual([
      'Correctie: Quay & <b>',
      entry.note,
      at,
    ]);
    expect([textOf(child(second, 'title')), child(second, 'link')?.attributes['href']]).toEqual([
      'Retracted: Quay & <b>',
      `${entry.url}#retraction`,
    ]);
  });
});

describe('A feed at hand', () => {
  const move = (position: number) => ({ position, modifiedAt: new Date('2026-11-25T08:00:00Z') });

  it('is used until a story moves', () => {
    const shelf = new FeedShelf();
    const put = shelf.put('a', Buffer.from('1'), move(3));
    expect(shelf.get('a', move(3))).toEqual(put);
    expect(shelf.get('a', move(4))).toBeUndefined();
    expect(shelf.get('b', move(3))).toBeUndefined();
  });

  it('that changes twice within a second is dated later, and one that did not change as before', () => {
    const shelf = new FeedShelf();
    const first = shelf.put('a', Buffer.from('1'), move(3));
    expect(shelf.put('a', Buffer.from('2'), move(4)).lastModified).toBe(first.lastModified + 1_000);
    expect(shelf.put('a', Buffer.from('2'), move(5)).lastModified).toBe(first.lastModified + 1_000);
  });
});

describe('XML', () => {
  it('gives back every text as it was, but for what it cannot hold', () => {
    const traps = fc.constantFrom('&lt;b&gt;', ']]>', '&amp;amp;', '&#60;', '');
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), traps, (some, trap) => {
        const document = xmlDocument();
        const text = `x${some}${trap}x`;
        textElement(element(document, 'r', { a: text }), 't', text);
        const root = read(xmlBytes(document));
        // A parser makes one line end of CR and CR LF, and a space of white space in an attribute (sections 2.11 and 3.3.3).
        const held = clean(text).replace(/\r\n?/g, '\n');
        expect(textOf(child(root, 't'))).toBe(held);
        expect(root.attributes['a']?.replace(/\s/g, ' ')).toBe(held.replace(/\s/g, ' '));
      }),
      { numRuns: 20 },
    );
  });
});
