// A feed before it is Atom, RSS or JSON: its entries, what is gone, and where it is. Pure.
import { nameBasedUuid } from '../name-based-uuid';
import type { FeedEntry } from './feed-entry';
import { newsroomAddress, storyUrn } from './story-address';

/** What of a newsroom's stories a feed has. */
export interface FeedFilter {
  readonly tag?: string;
  readonly category?: string;
  readonly language?: string;
  readonly limit?: number;
  readonly cursor?: string;
}

/** A story that readers may not have any more. */
export interface Gone {
  readonly id: string;
  /** RFC 3339: since when. */
  readonly at: string;
}

export interface Feed {
  readonly newsroom: string;
  readonly site: string;
  readonly filter: FeedFilter;
  readonly entries: readonly FeedEntry[];
  readonly gone: readonly Gone[];
  /** `cursor` of the next page; null on the last one. */
  readonly next: string | null;
}

export type FeedFormat = 'atom' | 'json' | 'rss';

export const feedTypes: Readonly<Record<FeedFormat, string>> = {
  atom: 'application/atom+xml',
  json: 'application/feed+json',
  rss: 'application/rss+xml',
};

/** The address of the feed, of that page of it where a cursor is given. */
export function feedAddress(
  { newsroom, site, filter }: Omit<Feed, 'entries' | 'gone' | 'next'>,
  format: FeedFormat,
): string {
  const { tag, category, language, limit, cursor } = filter;
  const asked = { tag, category, language, limit: limit?.toString(), cursor };
  const given = Object.entries(asked).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const query = new URLSearchParams(given).toString();
  return `${newsroomAddress(site, newsroom)}/feed.${format}${query && `?${query}`}`;
}

export const nextAddress = (feed: Feed, format: FeedFormat): string | undefined =>
  feed.next === null ? undefined : feedAddress({ ...feed, filter: { ...feed.filter, cursor: feed.next } }, format);

/** The list of stories, for who wants more than a feed: the newsroom has no page of its own here. */
export const homeAddress = ({ newsroom, site }: Pick<Feed, 'newsroom' | 'site'>): string =>
  `${newsroomAddress(site, newsroom)}/stories`;

/** A name for ever, whatever the address: of all pages of a feed, and of all its formats. */
export function feedUrn({ newsroom, filter: { tag, category, language } }: Pick<Feed, 'newsroom' | 'filter'>): string {
  return storyUrn(nameBasedUuid('stet-feed/v1', newsroom, JSON.stringify([tag, category, language])));
}

export function feedTitle({
  newsroom,
  filter: { tag, category, language },
}: Pick<Feed, 'newsroom' | 'filter'>): string {
  return [newsroom, category, tag, language].filter(Boolean).join(' · ');
}

/** RFC 3339: of the last change in it. Of an empty feed there is none: the oldest time then. */
export const feedUpdated = ({ entries, gone }: Pick<Feed, 'entries' | 'gone'>): string =>
  [...entries.map(({ updated }) => updated), ...gone.map(({ at }) => at)].reduce(
    (last, one) => (one > last ? one : last),
    '1970-01-01T00:00:00.000Z',
  );
