// A story as JSON, with the members of the contract and no others. Pure.
import type { Rendition } from '../event-store/stored-event';
import type { Story } from '../articles/story';
import { bodyAsHtml } from './body-html';
import { printedBody } from './printed-body';
import { wordingIn } from './wording';

/** `body` is the Markdown and `html` the same text as HTML, both with printed citations. */
export function storyAsJson(story: Story): Rendition {
  return { mediaType: 'application/json', bytes: Buffer.from(JSON.stringify(members(story)), 'utf8') };
}

function members(story: Story): object {
  const { id, slug, version, headline, standfirst, language, category, tags, byline, dateline } = story;
  const { corrections, publishedAt, updatedAt, retraction } = story;
  const body = printedBody(story);
  const html = bodyAsHtml(story, wordingIn(language));
  const sources = story.sources.map(({ number, key, source }) => ({ number, key, source }));
  const what = { id, slug, version, headline, standfirst, body, html, language, category, tags, byline, dateline };
  return { ...what, sources, corrections, publishedAt, updatedAt, retraction };
}
