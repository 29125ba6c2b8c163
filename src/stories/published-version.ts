// The one place where this room reads the payloads of events that move a story. Pure; nothing is taken on trust, since
// parts may have been erased and old events have old members.
import { withMarks } from '../articles/erased-parts';
import type { Json, Payload, StoredEvent } from '../event-store/stored-event';

/** What every move of a story sets, with the columns' names of `stories`. */
interface Moved {
  readonly newsroom_id: string;
  readonly story_id: string;
  readonly position: number;
  readonly updated_at: string;
  /** Whole seconds, as HTTP counts. */
  readonly modified_at: string;
  readonly status: 'published' | 'retracted' | 'unpublished';
  readonly legal: boolean;
  /** SHA-256, lower-case hex, by media type; `{}` where readers are served nothing. */
  readonly served: Readonly<Record<string, string>>;
}

/** A whole row: a version went before readers. */
export interface PublishedVersion extends Moved {
  readonly status: 'published';
  readonly first_published_at: string;
  readonly version: number;
  readonly slug: string;
  readonly headline: string;
  readonly language: string;
  readonly category: string | null;
  readonly tags: readonly string[];
}

/** What changes of the row of a story that was taken back. */
export interface TakenBack extends Moved {
  readonly status: 'retracted' | 'unpublished';
}

export type StoryMove = PublishedVersion | TakenBack;

/** What the event makes of its story; undefined where it moves none. */
export function storyMove(event: StoredEvent): StoryMove | undefined {
  switch (event.type) {
    case 'article-published':
    case 'article-updated':
    case 'article-corrected':
      return publishedVersion(event);
    case 'article-retracted':
      return { ...moved(event, 'retractedAt'), status: 'retracted' };
    case 'article-unpublished':
      return { ...moved(event), status: 'unpublished' };
    default:
      return undefined;
  }
}

/** What else the move tells, as far as it is there: of a retraction the notice is the note. */
export interface MoveTold {
  readonly version?: number;
  readonly slug?: string;
  readonly kind?: string;
  readonly note?: string;
}

export function toldWith({ payload }: StoredEvent): MoveTold {
  const { version, change } = payload;
  const told = isPayload(change) ? change : {};
  const note = text(told, 'note') ?? text(payload, 'notice');
  return {
    version: typeof version === 'number' ? version : undefined,
    slug: text(payload, 'slug'),
    kind: text(told, 'kind'),
    note,
  };
}

function publishedVersion(event: StoredEvent): PublishedVersion {
  const { streamId, type, erased } = event;
  const payload = withMarks(type, event.payload, erased);
  const move = moved(event, 'publishedAt');
  return {
    ...move,
    status: 'published',
    first_published_at: move.updated_at,
    version: typeof payload['version'] === 'number' ? payload['version'] : 1,
    slug: text(payload, 'slug') ?? streamId,
    headline: text(payload, 'headline') ?? '',
    language: text(payload, 'language') ?? 'und',
    category: text(payload, 'category') ?? null,
    tags: Array.isArray(payload['tags']) ? (payload['tags'] as readonly Json[]).filter(isText) : [],
  };
}

/** `time`: the part with the time that readers are shown; else the record's own. */
function moved({ newsroom, streamId, position, recordedAt, payload }: StoredEvent, time = ''): Omit<Moved, 'status'> {
  const at = text(payload, time) ?? recordedAt;
  const key = { newsroom_id: newsroom, story_id: streamId, position };
  return {
    ...key,
    updated_at: at,
    modified_at: wholeSecond(at),
    legal: payload['legal'] === true,
    served: hashes(payload['served']),
  };
}

const wholeSecond = (time: string): string => `${time.slice(0, 19)}Z`;

const isPayload = (value: Json | undefined): value is Payload =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const isText = (value: Json | undefined): value is string => typeof value === 'string';

function text(payload: Payload, name: string): string | undefined {
  const value = payload[name];
  return isText(value) ? value : undefined;
}

function hashes(value: Json | undefined): Record<string, string> {
  if (!isPayload(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])));
}
