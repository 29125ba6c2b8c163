// What is shown of stories in which words were found.
import type { Asked } from '../newsroom-rows';
import { stems, type Given, type Words } from '../search/found-words';
import { inHalves } from '../search/in-halves';
import { markedTexts, type FoundText } from '../search/marked-texts';
import { snippetFrom } from '../search/snippet';
import type { StoryCursor } from './story-cursor';

/** A story's row as `shownColumns` selects it. */
export interface FoundStory extends StoryCursor, FoundText {
  /** The story as lists have it. */
  readonly item: object;
  readonly headline: string;
}

/** Of a row `w` of words. */
export const shownColumns = (words: Words, given: Given): string =>
  `w.item, w.configuration, w.headline, w.text, ${stems(words, given)} as stems`;

/** Each as lists have it, with the text about the words. */
export const shownStories = (rows: Asked, words: Words, stories: readonly FoundStory[]): Promise<readonly object[]> =>
  inHalves(stories, async (some) => {
    const texts = some.flatMap((story) => [
      { ...story, text: story.headline },
      { ...story, beside: story.headline },
    ]);
    const marked = await markedTexts(rows, words, texts);
    const snippet = (nth: number): object => ({
      headline: snippetFrom(marked[2 * nth] ?? '', words.runs),
      ...snippetFrom(marked[2 * nth + 1] ?? '', words.runs),
    });
    return some.map(({ item }, nth) => ({ ...item, snippet: snippet(nth) }));
  });
