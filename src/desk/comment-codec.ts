// Between a comment's event and its payload on disk: each member is a part of its own. The one place where stored payloads
// become comment events: upcasters go here. Pure.
import type { NewEvent, Payload, StoredEvent } from '../event-store/stored-event';
import type { CommentEvent } from './comment-events';

const types: Readonly<Record<CommentEvent['type'], true>> = { 'comment-added': true, 'comment-resolved': true };

/** The event as the log takes it. Parts of value undefined are left out. */
export function toCommentPayload({ type, ...parts }: CommentEvent): NewEvent {
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { type, schema: 1, payload: Object.fromEntries(present) as Payload }; // plain data, which the compiler cannot see
}

/** The event as it was decided; undefined where it is none of a comment. A text or anchor that was erased is empty. */
export function fromCommentPayload({ type, payload }: Pick<StoredEvent, 'type' | 'payload'>): CommentEvent | undefined {
  if (!Object.hasOwn(types, type)) return undefined;
  const erasable = type === 'comment-added' ? { text: '' } : {};
  return { type, ...erasable, ...payload } as unknown as CommentEvent;
}
