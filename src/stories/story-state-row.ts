// What an event gives readers of its story, or takes from them, as a row of the story's history. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import { storyMove, toldWith, type StoryMove } from './published-version';

/** With the columns' names of `story_states`. */
export interface StoryStateRow {
  readonly newsroom_id: string;
  readonly story_id: string;
  readonly position: number;
  /** RFC 3339 UTC: when the log had it. No reader had it earlier, and recorded times never go back. */
  readonly public_from: string;
  /** RFC 3339 UTC: the time that readers are shown for it. */
  readonly published_at: string;
  readonly status: StoryMove['status'];
  readonly legal: boolean;
  readonly version: number | null;
  readonly slug: string | null;
  readonly kind: string | null;
  readonly note: string | null;
}

/** undefined where the event changes nothing for readers. */
export function storyStateRow(event: StoredEvent): StoryStateRow | undefined {
  const move = storyMove(event);
  if (!move) return undefined;
  const { newsroom_id, story_id, position, status, legal, updated_at: published_at } = move;
  const { version = null, slug = null, kind = null, note = null } = toldWith(event);
  const key = { newsroom_id, story_id, position };
  return { ...key, public_from: event.recordedAt, published_at, status, legal, version, slug, kind, note };
}
