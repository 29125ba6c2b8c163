// What each citation was cited for: the sentences that mention it. Kept when a citation is added or confirmed, so that a
// sentence that changed later can be told from the one that its source was read for.
import type { Body } from '../text/body';
import { readBlocks } from '../text/mentions';
import { citedIn } from './checks/reading';

/** By citation key, the sentences that mention it, in the order of the text: without markers, white space folded. */
export type Claims = Readonly<Record<string, readonly string[]>>;

/** The sentences of the body that mention the keys; a key that it does not mention has no entry. */
export function claimsOf(body: Body, keys: Iterable<string>): Claims {
  const wanted = new Set(keys);
  if (wanted.size === 0) return {};
  const claims = new Map<string, Set<string>>();
  for (const reading of readBlocks(body)) addClaims(claims, citedIn(reading), wanted);
  return Object.fromEntries(Array.from(claims, ([key, sentences]) => [key, Array.from(sentences)]));
}

function addClaims(claims: Map<string, Set<string>>, cited: ReturnType<typeof citedIn>, wanted: ReadonlySet<string>) {
  for (const { key, words } of cited) {
    if (!wanted.has(key)) continue;
    const sentences = claims.get(key) ?? new Set();
    claims.set(key, sentences.add(words));
  }
}

/** A sentence as one key's claim; offsets are of the key's marker, in UTF-16 units within the block. */
export interface CitedSentence {
  readonly key: string;
  readonly words: string;
  readonly block: number;
  readonly start: number;
  readonly end: number;
}

/** Every mention with the words of its sentence, in the order of the text. */
export function citedSentences(body: Body): readonly CitedSentence[] {
  return readBlocks(body).flatMap((reading, block) => citedIn(reading).map((cited) => ({ ...cited, block })));
}
