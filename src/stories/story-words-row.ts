// A story as the search over stories keeps it: the words that readers are served, without those that are withheld. Pure.
import { configurationOf, searchText } from '../search/search-text';
import { redactedJson } from '../vault/redacted-json';
import { Redaction } from '../vault/redaction';
import type { FindableStory } from './findable-story';
import { htmlText } from './html-text';
import { listed } from './story-item';
import type { StoryDto } from './story.dto';

/** With the columns' names of `story_words`. */
export interface StoryWordsRow extends Omit<FindableStory, 'withheld'> {
  readonly configuration: string;
  readonly headline: string;
  readonly text: string;
  readonly item: object;
  /** For `to_tsvector`, by weight. */
  readonly a: string;
  readonly b: string;
  readonly c: string;
  readonly d: string;
}

/** `served`: the JSON that readers are given; undefined where it is none. */
export function storyWordsRow({ withheld, ...found }: FindableStory, served: string): StoryWordsRow | undefined {
  const given = parsed(served);
  if (!given) return undefined;
  const story = redactedJson(given, () => new Redaction(withheld)) as StoryDto; // texts stay texts
  const headline = plain(story.headline);
  const standfirst = plain(story.standfirst ?? '');
  const body = plain(htmlText(story.html.replace(citations, (_, next: string) => (next === '' ? '' : ' '))));
  return {
    ...found,
    configuration: configurationOf(story.language),
    headline,
    text: [standfirst, body].filter(Boolean).join('\n').slice(0, shown),
    item: listed(story),
    a: searchText(headline.slice(0, beside)),
    b: searchText(standfirst.slice(0, beside)),
    c: searchText(body),
    d: searchText(besideText(story).slice(0, beside)),
  };
}

/** UTF-16 units of the text from which snippets are cut. */
const shown = 100_000;
/** UTF-16 units of all but the body: with it they have to find room in one vector. */
const beside = 10_000;

/** Printed numbers of sources, which are no words, with the space before them, and the letter that follows at once. */
const citations = /(?:(?<!\s)\s+)?(?:<a href="#source-\d+"[^>]*>\[\d+\]<\/a>)+(?=([\p{L}\p{N}]?))/gu;

/** What stands about the text: who wrote it, what it is about, and what was said of it later. */
const besideText = ({ byline, tags, dateline, corrections, retraction }: StoryDto): string =>
  [...byline, ...tags, dateline?.place, ...corrections.map(({ note }) => note), retraction?.notice]
    .filter(Boolean)
    .join('\n');

/** Noncharacters mark matches; one line a block. */
const plain = (text: string): string => text.replace(/[\uFDD0-\uFDEF]/g, '').replace(/[ \t]*\n\s*/g, '\n');

/** undefined where something else stands there, as of a version of which nothing is left. */
function parsed(served: string): StoryDto | undefined {
  try {
    return JSON.parse(served) as StoryDto; // as it was served
  } catch {
    return undefined;
  }
}
