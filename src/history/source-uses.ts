// What of an article rests on which source: in its working copy, in what is scheduled, in the versions that readers got. Pure.
import type { Article } from '../articles/article';
import { citedSentences } from '../articles/claims';
import type { ArticleContent, Citation } from '../articles/content';
import { sourceIdOf } from '../articles/source-id';
import { placeIn } from '../text/text-place';

export interface Passage {
  /** The sentence without markers, white space folded. */
  readonly text: string;
  /** From 1. */
  readonly line: number;
}

/** How one content rests on a source by one citation. */
export interface Reliance {
  readonly locator?: string;
  readonly quote?: string;
  readonly note?: string;
  /** The sentences that mention it, in the order of the text; none where the citation only stands in the list. */
  readonly passages: readonly Passage[];
}

export interface UseRow {
  readonly newsroom_id: string;
  readonly source_id: string;
  readonly article_id: string;
  readonly key: string;
  /** null: it has it not, or no more. */
  readonly working: Reliance | null;
  readonly pinned: Reliance | null;
  /** null: no version of this run; what the row has stays. */
  readonly published: Reliance | null;
  readonly first_version: number | null;
  readonly last_version: number | null;
}

/** An article before a run of its events, after each event that published a version, and after the run. */
export interface Passing {
  readonly newsroom: string;
  readonly before: Article | undefined;
  readonly versions: readonly Article[];
  readonly after: Article;
}

interface Use {
  readonly source: string;
  readonly key: string;
  readonly reliance: Reliance;
}

type Uses = ReadonlyMap<string, Use>;

interface Versions {
  readonly use: Use;
  readonly first: number;
  readonly last: number;
}

/** The rows that the run changed. Where all of a row is null and the table has no version of it, nothing is left of the use. */
export function changedUses({ newsroom, before, versions, after }: Passing): readonly UseRow[] {
  const published = publishedIn(versions);
  const [working, pinned] = [usesOf(after.content), usesOf(after.schedule?.content)];
  const [hadWorking, hadPinned] = [usesOf(before?.content), usesOf(before?.schedule?.content)];
  const all = new Map([...hadPinned, ...hadWorking, ...pinned, ...working]);
  for (const [id, { use }] of published) all.set(id, use);
  const changed = [...all].filter(
    ([id]) => published.has(id) || differ(working, hadWorking, id) || differ(pinned, hadPinned, id),
  );
  return changed.map(([id, { source, key }]) => ({
    newsroom_id: newsroom,
    source_id: source,
    article_id: after.id,
    key,
    working: working.get(id)?.reliance ?? null,
    pinned: pinned.get(id)?.reliance ?? null,
    published: published.get(id)?.use.reliance ?? null,
    first_version: published.get(id)?.first ?? null,
    last_version: published.get(id)?.last ?? null,
  }));
}

function publishedIn(versions: readonly Article[]): ReadonlyMap<string, Versions> {
  const published = new Map<string, Versions>();
  for (const { publication } of versions) {
    const version = publication?.version ?? 0;
    for (const [id, use] of shown(publication?.content))
      published.set(id, { use, first: published.get(id)?.first ?? version, last: version });
  }
  return published;
}

/** Readers see of the source list only what the text mentions. */
const shown = (content: ArticleContent | undefined): readonly (readonly [string, Use])[] =>
  [...usesOf(content)].filter(([, { reliance }]) => reliance.passages.length > 0);

const differ = (one: Uses, other: Uses, id: string): boolean => {
  const [now, then] = [one.get(id)?.reliance, other.get(id)?.reliance];
  return now !== then && JSON.stringify(now) !== JSON.stringify(then);
};

const none: Uses = new Map();
const known = new WeakMap<
  ArticleContent['body'],
  { readonly citations: ArticleContent['citations']; readonly uses: Uses }
>();

/** Of text and source list alone, and read once for as long as both are the same. */
function usesOf(content: ArticleContent | undefined): Uses {
  if (!content) return none;
  const { body, citations } = content;
  const last = known.get(body);
  if (last?.citations === citations) return last.uses;
  const sourced = citations.filter(({ source }) => source !== null);
  const passages = sourced.length === 0 ? new Map<string, Passage[]>() : passagesOf(body);
  const uses = new Map(sourced.map((citation) => useOf(citation, passages.get(citation.key) ?? [])));
  known.set(body, { citations, uses });
  return uses;
}

function useOf(citation: Citation, passages: readonly Passage[]): [string, Use] {
  const { key, locator, quote, note } = citation;
  const id = sourceIdOf(citation) ?? '';
  return [`${id} ${key}`, { source: id, key, reliance: { locator, quote, note, passages } }];
}

function passagesOf(body: ArticleContent['body']): ReadonlyMap<string, Passage[]> {
  const passages = new Map<string, Passage[]>();
  for (const { key, words: text, block, start } of citedSentences(body)) {
    const passage = { text, line: placeIn(body, block, start).line };
    const others = passages.get(key) ?? [];
    if (!others.some((one) => one.line === passage.line && one.text === text)) passages.set(key, [...others, passage]);
  }
  return passages;
}
