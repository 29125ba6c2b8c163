// A written event without what is withheld of the article that it is about. Pure.
import type { WrittenEvent } from '../event-store/stored-event';
import { redactedJson, type RedactionOf } from '../vault/redacted-json';
import { isArticleEvent } from './event-codec';

/** The very same event where nothing in it is withheld; its hash stays that of what the log has. */
export function redactedEvent(event: WrittenEvent, redactionOf: RedactionOf): WrittenEvent {
  const { streamId, type, payload } = event;
  if (redactionOf(undefined).isNone) return event;
  const value: unknown = JSON.parse(payload);
  const redacted = redactedJson(value, redactionOf, isArticleEvent(type) ? streamId : undefined);
  return redacted === value ? event : { ...event, payload: JSON.stringify(redacted) };
}
