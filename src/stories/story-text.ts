// A story's text as somebody would read it out: from its HTML, so that every output says the same words. Pure.
import type { Story } from '../articles/story';
import { countWords } from '../text/words';
import { bodyAsHtml } from './body-html';
import { wordingIn } from './wording';

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  nbsp: '\u00A0',
};

/** Without figures; blocks set off by a blank line, items and rows by a line's end. */
export function storyText(story: Story): string {
  return bodyAsHtml(story, wordingIn(story.language))
    .replace(/\s*<figure>.*?<\/figure>\s*/gs, '\n\n')
    .replace(/<(?:br|hr)(?: \/)?>|<\/(?:li|dt|dd|tr|caption)>/g, '\n')
    .replace(/<\/(?:p|h[2-6]|pre|blockquote|ul|ol|dl|table)>/g, '\n\n')
    .replace(/<\/(?:td|th)>/g, '\t')
    .replace(/<[^>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, name: string) => entities[name] ?? '')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

export interface Extent {
  /** Unicode characters, spaces and line ends included. */
  readonly charCount: number;
  readonly wordCount: number;
}

export const extentOf = (text: string): Extent => ({ charCount: [...text].length, wordCount: countWords(text) });
