// A feed as RSS 2.0, with its own address and pages by Atom's link. RSS has no word for what is gone: it is just not there. Pure.
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { feedAddress, feedTitle, feedTypes, feedUpdated, homeAddress, nextAddress, type Feed } from './feed';
import { atom } from './feed-atom';
import type { FeedEntry } from './feed-entry';
import { element, textElement, xmlBytes, xmlDocument } from './xml';

const modules = {
  'xmlns:atom': atom,
  'xmlns:content': 'http://purl.org/rss/1.0/modules/content/',
  'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
};

export function feedAsRss(feed: Feed): Buffer {
  const document = xmlDocument();
  const channel = element(element(document, 'rss', { version: '2.0', ...modules }), 'channel');
  textElement(channel, 'title', feedTitle(feed));
  textElement(channel, 'link', homeAddress(feed));
  textElement(channel, 'description', `Stories of ${feedTitle(feed)}`);
  textElement(channel, 'lastBuildDate', mailDate(feedUpdated(feed)));
  const type = feedTypes.rss;
  element(channel, 'atom:link', { rel: 'self', type, href: feedAddress(feed, 'rss') });
  const next = nextAddress(feed, 'rss');
  if (next) element(channel, 'atom:link', { rel: 'next', type, href: next });
  for (const entry of feed.entries) addItem(channel, entry);
  return xmlBytes(document);
}

function addItem(channel: XMLBuilder, { story, id, url, title, html, published }: FeedEntry): void {
  const item = element(channel, 'item', { 'xml:lang': story.language });
  textElement(item, 'title', title);
  textElement(item, 'link', url);
  textElement(item, 'guid', id, { isPermaLink: 'false' });
  textElement(item, 'pubDate', mailDate(published));
  for (const name of story.byline) textElement(item, 'dc:creator', name);
  for (const name of [story.category, ...story.tags]) textElement(item, 'category', name);
  textElement(item, 'description', story.retraction?.notice ?? story.standfirst);
  textElement(item, 'content:encoded', html);
}

/** RFC 822 with a year of four digits, as RSS wants it. */
const mailDate = (time: string): string => new Date(time).toUTCString().replace('GMT', '+0000');
