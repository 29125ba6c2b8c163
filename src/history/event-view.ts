// A stored event as CloudEvents 1.0 (JSON event format), with the log's own members as extension attributes.
import { isArticleEvent } from '../articles/event-codec';
import type { StoredEvent } from '../event-store/stored-event';

export const eventView = (event: StoredEvent) => ({
  specversion: '1.0',
  id: String(event.position),
  source: `/v1/${event.newsroom}`,
  type: event.type,
  ...subject(event),
  time: event.recordedAt,
  datacontenttype: 'application/json',
  position: event.position,
  revision: event.revision,
  actor: event.actor,
  hash: event.hash,
  data: event.payload,
});

/** The article that the event is about: its stream, or the one that an event of another stream names. */
function subject({ type, streamId, payload }: StoredEvent): { readonly subject?: string } {
  if (isArticleEvent(type)) return { subject: streamId };
  return typeof payload['article'] === 'string' ? { subject: payload['article'] } : {};
}
