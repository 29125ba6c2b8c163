// A story's past as readers had it: one state after the other, each until the next. Pure.
import type { StoryStateRow } from './story-state-row';

/** What readers had from one moment to another. */
export interface StoryState {
  readonly newsroom: string;
  readonly id: string;
  /** Of the event that began it: there the bytes are that readers were served, if any. */
  readonly position: number;
  readonly status: StoryStateRow['status'];
  /** The version that readers had, or the last one that they had had. */
  readonly version: number;
  /** The story's address then. */
  readonly slug: string;
  /** RFC 3339 UTC, milliseconds. */
  readonly publicFrom: string;
  /** null: to this day. */
  readonly publicTo: string | null;
  /** RFC 3339 UTC: the time that readers were shown for it. */
  readonly publishedAt: string;
  readonly kind: string | null;
  readonly note: string | null;
  readonly legal: boolean;
}

/** `rows` of one story, oldest first. What a row has no word of, because it takes back or was erased, follows from those before. */
export function timelineOf(rows: readonly StoryStateRow[]): readonly StoryState[] {
  let before = { version: 0, slug: '' };
  return rows.map((row, nth) => {
    const version = row.version ?? before.version + (row.status === 'published' ? 1 : 0);
    const slug = row.slug ?? (before.slug || row.story_id);
    before = { version, slug };
    return { ...toState(row), version, slug, publicTo: rows[nth + 1]?.public_from ?? null };
  });
}

function toState(row: StoryStateRow): Omit<StoryState, 'version' | 'slug' | 'publicTo'> {
  const { newsroom_id: newsroom, story_id: id, position, status, kind, note, legal } = row;
  return {
    newsroom,
    id,
    position,
    status,
    publicFrom: row.public_from,
    publishedAt: row.published_at,
    kind,
    note,
    legal,
  };
}

/** Whether readers were served something, whose bytes were kept. */
export const isMemento = ({ status }: StoryState): boolean => status !== 'unpublished';

/** HTTP counts time in whole seconds since 1970: the one in which the state began. */
export const secondOf = ({ publicFrom }: StoryState): number => Math.floor(Date.parse(publicFrom) / 1000);

/** What readers had at the end of that second; undefined: nothing yet. */
export const stateAt = (states: readonly StoryState[], second: number): StoryState | undefined =>
  states.findLast((state) => secondOf(state) <= second);

/** What readers who asked at that address had in that state: the story, or the way to the address that it had then. */
export function wasMoved(states: readonly StoryState[], { position, slug }: StoryState, asked: string): boolean {
  return slug !== asked && states.some((earlier) => earlier.slug === asked && earlier.position < position);
}
