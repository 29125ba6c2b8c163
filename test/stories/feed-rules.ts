// The rules of the specifications of feeds, as far as feeds of stories can break them: what is wrong, in words.
import type { XmlElement } from '@rgrove/parse-xml';
import { isRfc3339 } from '../../src/http/formats';
import { children, textOf } from './read-xml';

const count = (node: XmlElement, name: string): number => children(node, name).length;
const isAddress = (text: unknown): boolean =>
  typeof text === 'string' && /^https?:\/\/[^\s<>"]+$/.test(text) && URL.canParse(text);

function exactlyOne(node: XmlElement, names: readonly string[]): string[] {
  return names
    .filter((name) => count(node, name) !== 1)
    .map((name) => `${node.name} has ${count(node, name)} of ${name}`);
}

/** RFC 4287 sections 4.1.1 and 4.1.2, 3.3 and 4.2; RFC 6721 section 3. */
export function faultsOfAtom(feed: XmlElement): string[] {
  const entries = children(feed, 'entry');
  const ids = entries.map((entry) => textOf(children(entry, 'id')[0]));
  return [
    ...(feed.attributes['xmlns'] === 'http://www.w3.org/2005/Atom' && feed.name === 'feed' ? [] : ['is no Atom feed']),
    ...exactlyOne(feed, ['id', 'title', 'updated']),
    ...(new Set(ids).size === ids.length ? [] : ['two entries of one id']),
    ...(count(feed, 'author') > 0 || entries.every((entry) => count(entry, 'author') > 0)
      ? []
      : ['an entry without author']),
    ...(children(feed, 'link').filter(({ attributes }) => attributes['rel'] === 'self').length === 1
      ? []
      : ['no link to itself']),
    ...[feed, ...entries].flatMap(faultsOfConstructs),
    ...entries.flatMap((entry) => [
      ...exactlyOne(entry, ['id', 'title', 'updated', 'content']),
      ...(count(entry, 'published') > 1 ? ['published twice'] : []),
    ]),
    ...children(feed, 'at:deleted-entry').flatMap(({ attributes: { ref = '', when } }) =>
      ids.includes(ref) || !isRfc3339(when) ? [`wrong tombstone ${ref}`] : [],
    ),
    ...children(feed).flatMap(({ name }) =>
      /^(?:id|title|updated|link|author|entry|at:deleted-entry)$/.test(name) ? [] : [`feed has ${name}`],
    ),
  ];
}

function faultsOfConstructs(node: XmlElement): string[] {
  const dates = ['updated', 'published'].flatMap((name) => children(node, name)).map(textOf);
  const alternates = children(node, 'link').filter(({ attributes }) => attributes['rel'] === 'alternate');
  const types = alternates.map(({ attributes }) => attributes['type']);
  return [
    ...dates.flatMap((date) => (isRfc3339(date) ? [] : [`no date: ${date}`])),
    ...children(node, 'id')
      .map(textOf)
      .flatMap((id) => (/^urn:uuid:[0-9a-f-]+$/.test(id) ? [] : [`no name: ${id}`])),
    ...children(node, 'link').flatMap(({ attributes: { href } }) => (isAddress(href) ? [] : [`no address: ${href}`])),
    ...(new Set(types).size === types.length ? [] : ['two alternates of one type']),
    ...children(node, 'author').flatMap((author) =>
      textOf(children(author, 'name')[0]) ? [] : ['an author without name'],
    ),
    ...children(node, 'category').flatMap(({ attributes: { term } }) => (term ? [] : ['a category without term'])),
    ...children(node, 'content').flatMap(({ attributes: { type = '' } }) =>
      ['html', 'text'].includes(type) ? [] : [`content of ${type}`],
    ),
  ];
}

const mailDate =
  /^(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \d{4} \d\d:\d\d:\d\d \+0000$/;

/** RSS 2.0.11, and of its Best Practices Profile the link to itself, guids that stay and one description. */
export function faultsOfRss(rss: XmlElement): string[] {
  const [channel] = children(rss, 'channel');
  if (rss.name !== 'rss' || rss.attributes['version'] !== '2.0' || !channel) return ['is no RSS 2.0'];
  const items = children(channel, 'item');
  const guids = items.map((item) => textOf(children(item, 'guid')[0]));
  const dates = [...children(channel, 'lastBuildDate'), ...items.flatMap((item) => children(item, 'pubDate'))].map(
    textOf,
  );
  return [
    ...exactlyOne(channel, ['title', 'link', 'description', 'lastBuildDate']),
    ...(children(channel, 'atom:link').some(({ attributes }) => attributes['rel'] === 'self')
      ? []
      : ['no link to itself']),
    ...(new Set(guids).size === guids.length ? [] : ['two items of one guid']),
    ...items.flatMap((item) => [
      ...exactlyOne(item, ['title', 'link', 'guid', 'pubDate', 'content:encoded']),
      ...(count(item, 'description') > 1 ? ['described twice'] : []),
    ]),
    ...items.flatMap((item) =>
      children(item, 'guid')[0]?.attributes['isPermaLink'] === 'false' ? [] : ['a guid that is taken for an address'],
    ),
    ...[channel, ...items].flatMap((node) => (isAddress(textOf(children(node, 'link')[0])) ? [] : ['no address'])),
    ...dates.flatMap((date) => (mailDate.test(date) ? [] : [`no date: ${date}`])),
  ];
}

/** https://www.jsonfeed.org/version/1.1/ */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- looks into whatever came
export function faultsOfJsonFeed(feed: any): string[] {
  const { version, title, home_page_url, feed_url, items, authors } = feed;
  const top = 'version title home_page_url feed_url next_url authors items _stet'.split(' ');
  const known = 'id url title summary content_html date_published date_modified authors tags language _stet'.split(' ');
  return [
    ...(version === 'https://jsonfeed.org/version/1.1' && typeof title === 'string' ? [] : ['is no JSON Feed 1.1']),
    ...([home_page_url, feed_url].every(isAddress) ? [] : ['no address']),
    ...(Array.isArray(items) && Array.isArray(authors) ? [] : ['no list']),
    ...Object.keys(feed).flatMap((name) => (top.includes(name) ? [] : [`feed has ${name}`])),
    ...items.flatMap((item: Record<string, unknown>) => [
      ...(typeof item['id'] === 'string' && typeof item['content_html'] === 'string'
        ? []
        : ['an item without id or content']),
      ...(isAddress(item['url']) && isRfc3339(item['date_published']) && isRfc3339(item['date_modified'])
        ? []
        : ['an item of no time or address']),
      ...Object.keys(item).flatMap((name) => (known.includes(name) ? [] : [`item has ${name}`])),
    ]),
  ];
}
