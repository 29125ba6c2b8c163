// A feed as JSON Feed 1.1. What that has no member for (sources, notes, what is gone) is in an extension of ours, `_stet`. Pure.
// @see https://www.jsonfeed.org/version/1.1/
import { feedAddress, feedTitle, homeAddress, nextAddress, type Feed } from './feed';
import type { FeedEntry } from './feed-entry';
import { withoutGaps } from './without-gaps';

export function feedAsJson(feed: Feed): Buffer {
  const members = withoutGaps({
    version: 'https://jsonfeed.org/version/1.1',
    title: feedTitle(feed),
    home_page_url: homeAddress(feed),
    feed_url: feedAddress(feed, 'json'),
    next_url: nextAddress(feed, 'json'),
    authors: [{ name: feed.newsroom }],
  });
  const gone = { gone: feed.gone };
  return Buffer.from(JSON.stringify({ ...members, items: feed.entries.map(item), _stet: gone }), 'utf8');
}

function item({ story, id, url, title, html, published, updated }: FeedEntry): object {
  const { version, headline, category, corrections, retraction, sources } = story;
  const own = { version, headline, category, sources, corrections, retraction };
  return {
    ...withoutGaps({
      id,
      url,
      title,
      summary: story.standfirst,
      date_published: published,
      date_modified: updated,
      authors: story.byline.map((name) => ({ name })),
      tags: story.tags,
      language: story.language,
    }),
    content_html: html,
    _stet: own,
  };
}
