// A story's text as somebody would read it out: from its HTML, so that every output says the same words. Pure.
import type { Story } from '../articles/story';
import { countWords } from '../text/words';
import { bodyAsHtml } from './body-html';
import { htmlText } from './html-text';
import { wordingIn } from './wording';

export const storyText = (story: Story): string => htmlText(bodyAsHtml(story, wordingIn(story.language)));

export interface Extent {
  /** Unicode characters, spaces and line ends included. */
  readonly charCount: number;
  readonly wordCount: number;
}

export const extentOf = (text: string): Extent => ({ charCount: [...text].length, wordCount: countWords(text) });
