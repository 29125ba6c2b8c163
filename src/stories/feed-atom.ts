// A feed as Atom (RFC 4287), with pages (RFC 5005) and a tombstone for each story that is gone (RFC 6721). Pure.
import type { XMLBuilder } from 'xmlbuilder2/lib/interfaces';
import { feedAddress, feedTitle, feedTypes, feedUpdated, feedUrn, homeAddress, nextAddress, type Feed } from './feed';
import type { FeedEntry } from './feed-entry';
import { element, textElement, xmlBytes, xmlDocument } from './xml';

export const atom = 'http://www.w3.org/2005/Atom';
const tombstones = 'http://purl.org/atompub/tombstones/1.0';

export function feedAsAtom(feed: Feed): Buffer {
  const document = xmlDocument();
  const root = element(document, 'feed', { xmlns: atom, 'xmlns:at': tombstones });
  textElement(root, 'id', feedUrn(feed));
  textElement(root, 'title', feedTitle(feed));
  textElement(root, 'updated', feedUpdated(feed));
  for (const [rel, href, type] of links(feed)) if (href) element(root, 'link', { rel, type, href });
  // Of entries without an author of their own.
  textElement(element(root, 'author'), 'name', feed.newsroom);
  for (const entry of feed.entries) addEntry(root, entry);
  for (const { id, at } of feed.gone) element(root, 'at:deleted-entry', { ref: id, when: at });
  return xmlBytes(document);
}

const links = (feed: Feed): readonly (readonly [rel: string, href: string | undefined, type: string])[] => [
  ['self', feedAddress(feed, 'atom'), feedTypes.atom],
  ['next', nextAddress(feed, 'atom'), feedTypes.atom],
  ['alternate', homeAddress(feed), 'application/json'],
  ['alternate', feedAddress(feed, 'json'), feedTypes.json],
  ['alternate', feedAddress(feed, 'rss'), feedTypes.rss],
];

function addEntry(root: XMLBuilder, entry: FeedEntry): void {
  const { story, url } = entry;
  const node = element(root, 'entry', { 'xml:lang': story.language, 'xml:base': url });
  textElement(node, 'id', entry.id);
  textElement(node, 'title', entry.title);
  textElement(node, 'updated', entry.updated);
  textElement(node, 'published', entry.published);
  element(node, 'link', { rel: 'alternate', type: 'text/html', href: url });
  for (const { url: href, title } of entry.related) element(node, 'link', { rel: 'related', href, title });
  for (const name of story.byline) textElement(element(node, 'author'), 'name', name);
  for (const term of [story.category, ...story.tags]) if (term) element(node, 'category', { term });
  textElement(node, 'summary', story.standfirst);
  textElement(node, 'content', entry.html, { type: 'html' });
}
