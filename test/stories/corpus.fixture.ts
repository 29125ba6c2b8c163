// The texts of ../shared/corpus as stories of every kind: with the sources, corrections and retractions of our own ones.
import type { Story } from '../../src/articles/story';
import { corpusStories } from '../corpus';
import { kinds } from './kinds.fixture';

/** Names and stories; none without the corpus. */
export const corpusKinds = corpusStories().map(({ slug, revisions }, nth): readonly [string, Story] => {
  const [name, story] = kinds[nth % kinds.length] ?? ['', undefined];
  if (!story) throw new Error('There is no kind of story.');
  const body = story.body && (revisions.at(-1)?.text ?? '');
  return [`${slug} as ${name}`, { ...story, headline: slug, body }];
});
