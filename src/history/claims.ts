// Claims whose words changed while the source they rest on did not: what an auditor looks at first.
import type { Body } from '../text/body';
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

const mention = String.raw`@[\p{L}\p{N}_][\p{L}\p{N}_.:-]*`;
const cluster = String.raw`\[${mention}(?:\s*;\s*${mention})*\](?!\(|\[(?!@))`;
const clusters = new RegExp(cluster, 'gu');
const mentions = new RegExp(mention, 'gu');
/** A sentence ends at its stop, with closing quotes and the markers that follow it at once, or at the block's end. */
const sentences = new RegExp(
  String.raw`[^]*?(?:[.!?…]["'”’»)]*(?:\s*${cluster})*(?=\s|$)|[。！？][」』”]*(?:\s*${cluster})*|$)`,
  'gu',
);

/** Each citation that both have alike, with the sentences that mention it and read otherwise now. */
export function changedClaims(from: CitedBody, to: CitedBody): readonly ChangedClaim[] {
  const before = citedSentences(from.body, to.body);
  const after = citedSentences(to.body, from.body);
  const old = new Map(from.citations.map((citation) => [citation.key, JSON.stringify(citation)]));
  return to.citations
    .filter((citation) => old.get(citation.key) === JSON.stringify(citation))
    .flatMap(({ key }) => rewritten(before.get(key) ?? [], after.get(key) ?? []).map((pair) => ({ key, ...pair })));
}

/** By key, the sentences of the blocks that `other` does not have alike. */
function citedSentences(body: Body, other: Body): Map<string, string[]> {
  const alike = new Map(other.map(({ id, text }) => [id, text]));
  const cited = new Map<string, string[]>();
  for (const { id, text } of body) {
    if (alike.get(id) === text) continue;
    for (const sentence of text.match(sentences) ?? []) note(cited, sentence);
  }
  return cited;
}

function note(cited: Map<string, string[]>, sentence: string): void {
  const keys = (sentence.match(clusters) ?? []).flatMap((found) => found.match(mentions) ?? []);
  const words = sentence
    .replace(clusters, '')
    .replace(/\s+/g, ' ')
    .replace(/ (?=[.,;:!?…])/g, '')
    .trim();
  for (const key of new Set(keys)) cited.set(key.slice(1), [...(cited.get(key.slice(1)) ?? []), words]);
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
