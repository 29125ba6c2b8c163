// The body as a list of blocks: joined, they give the editor's text back byte for byte.
import { splitBlocks } from './markdown-blocks';

/** One Markdown block with its own trailing white space. Never changed in place: the same object is the same text. */
export interface Block {
  /** Small integer, unique within the article, given in order of creation; survives edits of the block's text. */
  readonly id: number;
  readonly text: string;
}

export type Body = readonly Block[];

/** The text, byte for byte as it was sent. */
export const bodyText = (body: Body): string => body.map((block) => block.text).join('');

/** A first draft's body: ids 1, 2, 3 … */
export const newBody = (text: string): Body =>
  splitBlocks(text).map((block, index) => ({ id: index + 1, text: block }));
