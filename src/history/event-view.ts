// A stored event as CloudEvents 1.0 (JSON event format), with the log's own members as extension attributes.
import type { StoredEvent } from '../event-store/stored-event';

export const eventView = (event: StoredEvent) => ({
  specversion: '1.0',
  id: String(event.position),
  source: `/v1/${event.newsroom}`,
  type: event.type,
  subject: event.streamId,
  time: event.recordedAt,
  datacontenttype: 'application/json',
  position: event.position,
  revision: event.revision,
  actor: event.actor,
  hash: event.hash,
  data: event.payload,
});
