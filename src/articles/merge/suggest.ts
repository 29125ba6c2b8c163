// What two edits of the same lines could become: both, where they changed different words.
import { mergeLines } from './line-merge';

const token = /[\p{L}\p{M}\p{N}_]+|\s+|[^\p{L}\p{M}\p{N}_\s]/gu;
/** Longer places, in UTF-16 units, are for people to read anyway. */
const longest = 4_000;

/** A text with the changed words of both, or undefined where both changed the same words. Only ever a suggestion. */
export function suggest(base: string, ours: string, theirs: string): string | undefined {
  if (Math.max(base.length, ours.length, theirs.length) > longest) return undefined;
  const split = (text: string) => text.match(token) ?? [];
  return mergeLines({ base: split(base), ours: split(ours), theirs: split(theirs) })?.join('');
}
