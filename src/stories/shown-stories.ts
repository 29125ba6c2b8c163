// What is shown of stories in which words were found. One that nobody may read any more has no row.
import type { Asked } from '../newsroom-rows';
import { stems, type Given, type Words } from '../search/found-words';
import { markedTexts, type FoundText } from '../search/marked-texts';

/** Between `markStart` and `markEnd` what PostgreSQL found. */
export interface ShownStory {
  /** The story as lists have it. */
  readonly item: object;
  readonly headline: string;
  readonly text: string;
}

/** By story. */
export async function shownStories(
  rows: Asked,
  { newsroom, stories, words }: { newsroom: string; stories: readonly string[]; words: Words },
): Promise<ReadonlyMap<string, ShownStory>> {
  const values: unknown[] = [newsroom, stories];
  const given: Given = (value) => `$${values.push(value)}`;
  const found = await rows.query<(FoundText & { id: string; item: object; headline: string })[]>(
    `
select w.story_id as id, w.item, w.configuration, w.headline, w.text, ${stems(words, given)} as stems
  from story_words w
 where w.newsroom_id = $1
   and w.story_id = any ($2)`,
    values,
  );
  const texts = found.flatMap((row) => [
    { ...row, text: row.headline },
    { ...row, beside: row.headline },
  ]);
  const marked = await markedTexts(rows, words, texts);
  const excerpts = (nth: number) => ({ headline: marked[2 * nth] ?? '', text: marked[2 * nth + 1] ?? '' });
  return new Map(found.map(({ id, item }, nth) => [id, { item, ...excerpts(nth) }]));
}
