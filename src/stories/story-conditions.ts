// Which stories a search is asked for, as conditions of their rows `w`. Pure.
import { matching, type Given, type Words } from '../search/found-words';
import { recencyKeys } from '../search/recency';
import type { TableState } from '../search/table-state';
import type { StoryCursor } from './story-cursor';
import type { StoryFilter } from './story-filter';

export interface StorySearching extends StoryFilter {
  readonly newsroom: string;
  readonly state: TableState<Date>;
  readonly words: Words;
  /** Only stories behind this one. */
  readonly behind?: StoryCursor;
  /** Only stories from the one to the other, both included. */
  readonly within?: { readonly oldest: StoryCursor; readonly newest: StoryCursor };
  readonly limit: number;
}

export interface Windowed extends StorySearching {
  /** Only stories first published from then on. */
  readonly since?: StoryCursor;
  readonly areMost: boolean;
  /** Of so many of the newest stories, looked at one after the other. */
  readonly walked?: number;
}

export const placeOf = ({ firstPublishedAt, id }: StoryCursor, given: Given): readonly string[] => [
  `${given(firstPublishedAt)}::timestamptz`,
  `${given(id)}::uuid`,
];

export function matchesOf({ words, tag, category, language }: StorySearching, given: Given): readonly string[] {
  const conditions = [matching(words, given)];
  if (tag !== undefined) conditions.push(`w.tags @> array[${given(tag)}]::text[]`);
  if (category !== undefined) conditions.push(`w.category = ${given(category)}`);
  if (language !== undefined) conditions.push(`w.language = ${given(language)}`);
  return conditions;
}

/** By keys; of a window in which more stories lie than in its keys by their time, of which no other index is to be asked. */
export function recencyOf({ newsroom, state, since, areMost, behind }: Windowed, given: Given): readonly string[] {
  const among = (keys: readonly string[]): string =>
    `story_recency(w.newsroom_id, w.first_published_at) && ${given(keys)}::text[]`;
  if (!since) return areMost ? [] : [among([newsroom])];
  const from = since.firstPublishedAt;
  const to = numberOf(behind?.firstPublishedAt ?? state.newest ?? from);
  const keys = recencyKeys(newsroom, { from: numberOf(from), to, isNewest: !behind });
  return [among(keys), `(w.first_published_at >= ${given(from)}) is true`];
}

/** As `read.story_recency` counts. */
const numberOf = (at: Date): number => Math.floor(at.getTime() / 16_384_000);

export function placesOf(
  { behind, within }: Pick<StorySearching, 'behind' | 'within'>,
  given: Given,
): readonly string[] {
  const lies = (how: string, cursor?: StoryCursor): readonly string[] =>
    cursor ? [`(w.first_published_at, w.story_id) ${how} (${placeOf(cursor, given).join(', ')})`] : [];
  return [...lies('<', behind), ...lies('<=', within?.newest), ...lies('>=', within?.oldest)];
}
