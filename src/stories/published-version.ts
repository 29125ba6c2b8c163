// The one place where this room reads the payload of a publishing event. Pure; nothing is taken on trust, since parts
// may have been erased and old events have old members.
import type { Json, Payload, StoredEvent } from '../event-store/stored-event';

/** A row of `stories`, with the columns' names. */
export interface PublishedVersion {
  readonly newsroom_id: string;
  readonly story_id: string;
  readonly position: number;
  readonly first_published_at: string;
  readonly updated_at: string;
  readonly version: number;
  readonly status: 'published';
  readonly slug: string;
  readonly headline: string;
  readonly language: string;
  readonly category: string | null;
  readonly tags: readonly string[];
  /** SHA-256, lower-case hex, by media type. */
  readonly served: Readonly<Record<string, string>>;
}

/** What the event makes of its story; undefined where it is no publication. */
export function publishedStory(event: StoredEvent): PublishedVersion | undefined {
  if (event.type !== 'article-published') return undefined;
  const { newsroom, streamId, position, recordedAt, payload } = event;
  const publishedAt = text(payload, 'publishedAt') ?? recordedAt;
  const key = { newsroom_id: newsroom, story_id: streamId, position, status: 'published' } as const;
  const times = { first_published_at: publishedAt, updated_at: publishedAt };
  return { ...key, ...times, version: versionOf(payload), slug: text(payload, 'slug') ?? streamId, ...listed(payload) };
}

function listed(payload: Payload): Pick<PublishedVersion, 'headline' | 'language' | 'category' | 'tags' | 'served'> {
  return {
    headline: text(payload, 'headline') ?? '',
    language: text(payload, 'language') ?? 'und',
    category: text(payload, 'category') ?? null,
    tags: Array.isArray(payload['tags']) ? (payload['tags'] as readonly Json[]).filter(isText) : [],
    served: served(payload['served']),
  };
}

const versionOf = ({ version }: Payload): number => (typeof version === 'number' ? version : 1);

const isText = (value: Json | undefined): value is string => typeof value === 'string';

function text(payload: Payload, name: string): string | undefined {
  const value = payload[name];
  return isText(value) ? value : undefined;
}

function served(value: Json | undefined): Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return {};
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => isText(entry[1])));
}
