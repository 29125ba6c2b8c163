// What search may find of a story: what readers may read of it now, as the events of its article say. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import { noneWithheld, withheldAfter } from '../vault/newsroom-withheld';
import { quotesFor, versionWithheld } from '../vault/withholding';
import { storyMove, type PublishedVersion, type StoryMove } from './published-version';

/** The events after which it may be another. What was erased is gone from the log and from what readers are served. */
export const findableAfter: ReadonlySet<string> = new Set([
  'article-published',
  'article-updated',
  'article-corrected',
  'article-retracted',
  'article-unpublished',
  'article-withheld',
  'withholding-released',
  'payload-erased',
]);

export interface FindableStory extends Pick<
  PublishedVersion,
  'newsroom_id' | 'story_id' | 'first_published_at' | 'language' | 'category' | 'tags'
> {
  /** Of the event that gave what readers are served. */
  readonly position: number;
  /** Words that are withheld from the public. */
  readonly withheld: readonly string[];
}

/** `events` of one article, all of those types up to now, in order; undefined where readers may not have the story. */
export function findableStory(events: readonly StoredEvent[]): FindableStory | undefined {
  const moves = events.flatMap((event) => storyMove(event) ?? []);
  const versions = moves.filter(isVersion);
  const [first, latest, last] = [versions[0], versions.at(-1), moves.at(-1)];
  if (!first || !latest || !last || last.status === 'unpublished') return undefined;
  const withheld = withheldAfter(noneWithheld, events).articles.get(latest.story_id) ?? [];
  if (versionWithheld('public', withheld, latest.version)) return undefined;
  const { newsroom_id, story_id, language, category, tags } = latest;
  const { first_published_at } = first;
  const what = { newsroom_id, story_id, first_published_at, language, category, tags };
  return { ...what, position: last.position, withheld: quotesFor('public', withheld) };
}

const isVersion = (move: StoryMove): move is PublishedVersion => move.status === 'published';
