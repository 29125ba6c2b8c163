// `settings-changed` as the log holds it: each changed member is a part of its own. Pure.
import type { NewEvent, Payload, StoredEvent } from '../event-store/stored-event';
import { evolveSettings, namesOfSettings, type SettingsChanged, type SettingsRevision } from './settings';

export function toPayload({ type, by, note, changed }: SettingsChanged): NewEvent {
  const payload: Payload = { by: { ...by }, ...(note && { note }), ...changed };
  return { type, schema: 1, payload };
}

/** The settings after the stream's further events. Parts that were erased, and events of other types, change nothing. */
export const foldSettings = (before: SettingsRevision, events: readonly StoredEvent[]): SettingsRevision =>
  events.reduce(
    (state, { payload, revision, position }) =>
      evolveSettings(state, { changed: changedIn(payload) }, { revision, position }),
    before,
  );

/** Written by `toPayload` alone, from members that had been checked. */
function changedIn(payload: Payload): SettingsChanged['changed'] {
  return Object.fromEntries(namesOfSettings.flatMap((name) => (name in payload ? [[name, payload[name]]] : [])));
}
