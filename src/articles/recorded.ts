// Events of the log as articles are folded from them. Pure.
import type { StoredEvent } from '../event-store/stored-event';
import type { Recorded } from './article';
import { fromPayload } from './event-codec';

const read = new WeakMap<StoredEvent, Recorded>();

/** A stored event as the fold takes it; read once, however many read models ask. */
export function recorded(stored: StoredEvent): Recorded {
  const known = read.get(stored);
  if (known) return known;
  const { streamId, revision, position, recordedAt } = stored;
  const event = { streamId, revision, position, recordedAt, event: fromPayload(stored) };
  read.set(stored, event);
  return event;
}
