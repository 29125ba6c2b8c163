// Blocks of the same id and text made one object while they are recent: a command and the read models that follow it fold
// the same events one after the other, and what was read of a block is kept with the object.
import type { Block } from './body';

/** Blocks of one generation; there are two, so that what is asked for stays. */
const most = 2_000;

let young = new Map<string, Block>();
let old = new Map<string, Block>();

/** The block of that id and text, the same object for each who asks shortly after another. */
export function recentBlock(id: number, text: string): Block {
  const known = young.get(text) ?? old.get(text);
  const block = known?.id === id ? known : { id, text };
  if (known === block && young.has(text)) return block;
  if (young.size >= most) [old, young] = [young, new Map<string, Block>()];
  young.set(text, block);
  return block;
}

/** Texts were erased. */
export function forgetRecentBlocks(): void {
  young = new Map();
  old = new Map();
}
