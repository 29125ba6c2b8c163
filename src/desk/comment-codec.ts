// Between a comment's event and its payload on disk: each member is a part of its own. The one place where stored payloads
// become comment events: upcasters go here. Pure.
import { withMarks } from '../articles/erased-parts';
import type { NewEvent, Payload, StoredEvent } from '../event-store/stored-event';
import type { CommentEvent } from './comment-events';

const types: Readonly<Record<CommentEvent['type'], true>> = { 'comment-added': true, 'comment-resolved': true };

/** The event as the log takes it. Parts of value undefined are left out. */
export function toCommentPayload({ type, ...parts }: CommentEvent): NewEvent {
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return { type, schema: 1, payload: Object.fromEntries(present) as Payload }; // plain data, which the compiler cannot see
}

type Stored = Pick<StoredEvent, 'type' | 'payload' | 'erased'>;

/** The event as it was decided; undefined where it is none of a comment. An erased text is a mark, an anchor is gone. */
export function fromCommentPayload({ type, payload, erased }: Stored): CommentEvent | undefined {
  if (!Object.hasOwn(types, type)) return undefined;
  const least = type === 'comment-added' ? { text: '' } : {}; // whatever a row lacks, the read model goes on
  return { type, ...least, ...withMarks(type, payload, erased) } as unknown as CommentEvent;
}
