// A source was read for a sentence: where that sentence says something else now, somebody has to look again. A mention that
// only came or went is no change, nor are other punctuation, white space, capitals at the start and markers beside it.
import { placeIn } from '../../text/text-place';
import { whereMarked, type Check, type CheckedArticle, type Found } from './check';
import { citedIn, perBlock } from './reading';
import { folded, likeliestPairs, shownChange } from './wording';

export const citationStale = {
  code: 'citation-stale',
  severity: 'warning',
  find: (article) => {
    const { claims, citations } = article;
    const keys = Object.keys(claims).filter((key) => Boolean(citations.get(key)?.source));
    if (keys.length === 0) return [];
    const mentions = new Map<string, Mention[]>(keys.map((key) => [key, []]));
    for (const mention of mentionsIn(article.content.body)) mentions.get(mention.key)?.push(mention);
    return keys.flatMap((key) => staleOf(article, claims[key] ?? [], mentions.get(key) ?? []));
  },
} as const satisfies Check;

/** A sentence with what it says whatever its clothes. */
interface Said {
  readonly words: string;
  readonly fold: string;
}

const saidOf = (words: string): Said => ({ words, fold: folded(words) });

const mentionsIn = perBlock((reading) =>
  citedIn(reading).map(({ key, words, start, end }) => ({ key, start, end, said: saidOf(words) })),
);

type Mention = ReturnType<typeof mentionsIn>[number];

const read = new WeakMap<readonly string[], readonly Said[]>();

/** The list stays the same for as long as nothing else is claimed, and is read once. */
function claimsSaid(claimed: readonly string[]): readonly Said[] {
  const known = read.get(claimed);
  if (known) return known;
  const said = claimed.map(saidOf);
  read.set(claimed, said);
  return said;
}

/** A sentence that was claimed and is gone, beside one that came in: of two alike the first counts. */
function staleOf(
  { content }: CheckedArticle,
  claimed: readonly string[],
  mentions: readonly Mention[],
): readonly Found[] {
  const claims = claimsSaid(claimed);
  const before = new Set(claims.map(({ fold }) => fold));
  const now = new Map<string, Mention>();
  for (const mention of mentions) if (!now.has(mention.said.fold)) now.set(mention.said.fold, mention);
  const gone = claims.filter(({ fold }) => !now.has(fold));
  const came = Array.from(now.values()).filter(({ said }) => !before.has(said.fold));
  const mentionOf = new Map(came.map((mention) => [mention.said, mention]));
  const pairs = likeliestPairs(gone, Array.from(mentionOf.keys()), 0);
  return pairs.flatMap(([old, said]) => {
    const mention = mentionOf.get(said);
    if (!mention) return [];
    return [foundAt(content, old, mention)];
  });
}

/** A sentence that stays stale from edit to edit, at the same place, is told as before. */
function foundAt(content: CheckedArticle['content'], old: Said, mention: Mention): Found {
  const told = toldOf(old, mention);
  const { line, column } = placeIn(content.body, mention.block, mention.start);
  const { found } = told;
  if (found?.where.line === line && found.where.column === column) return found;
  return (told.found = { message: told.message, where: whereMarked(content, mention, mention.key) });
}

interface Told {
  /** What the sentence read when its source was cited. */
  readonly from: string;
  readonly message: string;
  /** Where it was told last. */
  found?: Found;
}

const tellings = new WeakMap<Mention, Told>();

function toldOf(old: Said, mention: Mention): Told {
  const known = tellings.get(mention);
  if (known?.from === old.words) return known;
  const { key, said } = mention;
  const [from, to] = shownChange(old.words, said.words);
  const message = `The sentence that rests on [@${key}] read “${from}” when its source was cited, and reads “${to}” now: confirm that the source still holds it.`;
  const told = { from: old.words, message };
  tellings.set(mention, told);
  return told;
}
