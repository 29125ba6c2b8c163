// A story's Markdown with its citations printed, made once for all the outputs that carry it. Pure.
import { numbersOf, printCitations } from '../articles/numbering';
import type { Story } from '../articles/story';

const printed = new WeakMap<Story, string>();

/** `[1][3]` for `[@a; @c]`; all else as it was written. */
export function printedBody(story: Story): string {
  const text = printed.get(story) ?? printCitations(story.body, numbersOf(story.sources));
  printed.set(story, text);
  return text;
}
