// Claims whose words changed while the source they rest on did not: what an auditor looks at first.
import type { Body } from '../text/body';
import { citedSentences } from '../articles/claims';
import type { Citation } from '../articles/content';
import { commonOrder } from '../text/common-order';

export interface ChangedClaim {
  /** The citation's key. */
  readonly key: string;
  /** The sentence before and after, its markers left out. */
  readonly from: string;
  readonly to: string;
}

export interface CitedBody {
  readonly body: Body;
  readonly citations: readonly Citation[];
}

/** Each citation that both have alike, with the sentences that mention it and read otherwise now. */
export function changedClaims(from: CitedBody, to: CitedBody): readonly ChangedClaim[] {
  const before = claimsBeside(from.body, to.body);
  const after = claimsBeside(to.body, from.body);
  const old = new Map(from.citations.map((citation) => [citation.key, JSON.stringify(citation)]));
  return to.citations
    .filter((citation) => old.get(citation.key) === JSON.stringify(citation))
    .flatMap(({ key }) => rewritten(before.get(key) ?? [], after.get(key) ?? []).map((pair) => ({ key, ...pair })));
}

/** By key, the sentences of the blocks that `other` does not have alike. */
function claimsBeside(body: Body, other: Body): ReadonlyMap<string, readonly string[]> {
  const alike = new Map(other.map(({ id, text }) => [id, text]));
  const changed = body.map(({ id, text }) => alike.get(id) !== text);
  const claims = new Map<string, string[]>();
  for (const { key, words, block } of citedSentences(body)) {
    const sentences = claims.get(key) ?? [];
    if (changed[block] && sentences.at(-1) !== words) sentences.push(words);
    claims.set(key, sentences);
  }
  return claims;
}

/** Sentences between the same neighbours, pair by pair; a mention that came or went is no changed claim. */
function rewritten(before: readonly string[], after: readonly string[]): { from: string; to: string }[] {
  const pairs: { from: string; to: string }[] = [];
  let [at, index] = [0, 0];
  for (const [start, end] of [...commonOrder(before, after), [before.length, after.length] as const]) {
    const came = after.slice(index, end);
    before.slice(at, start).forEach((sentence, step) => {
      const now = came[step];
      if (now !== undefined) pairs.push({ from: sentence, to: now });
    });
    [at, index] = [start + 1, end + 1];
  }
  return pairs;
}
