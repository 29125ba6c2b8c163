// The row boundary: PostgreSQL's text values become the log's types here and nowhere else.
import type { CustomTypesConfig } from 'pg';
import type { Payload, StoredCommand, StoredEvent, WrittenEvent } from './stored-event';

export type Row = readonly (string | null)[];

/** Leaves every value the text that the server sent: cheaper than Date and Buffer made and unmade. */
export const asText: CustomTypesConfig = { getTypeParser: () => (value: string) => value };

/** What `toStoredEvent` reads, in its order. */
export const eventColumns = 'position, stream_id, revision, type, schema, actor, recorded_at, leaf, payload, parts';

export function toStoredEvent(newsroom: string, row: Row): StoredEvent {
  const [position, streamId, revision, type, schema, actor, recordedAt, leaf, payload, parts] =
    row as readonly string[];
  return {
    newsroom,
    position: Number(position),
    streamId: streamId as string,
    revision: Number(revision),
    type: type as string,
    schema: Number(schema),
    actor: actor as string,
    recordedAt: rfc3339(recordedAt as string),
    hash: (leaf as string).slice(2),
    payload: payload === null ? {} : (JSON.parse(payload as string) as Payload),
    ...erasedFrom(parts),
  };
}

/** Of the same columns; the payload stays text. */
export function toWrittenEvent(newsroom: string, row: Row): WrittenEvent {
  const [position, streamId, revision, type, schema, actor, recordedAt, leaf, payload, parts] =
    row as readonly string[];
  return {
    newsroom,
    position: Number(position),
    streamId: streamId as string,
    revision: Number(revision),
    type: type as string,
    schema: Number(schema),
    actor: actor as string,
    recordedAt: rfc3339(recordedAt as string),
    hash: (leaf as string).slice(2),
    payload: payload ?? '{}', // erased
    ...erasedFrom(parts),
  };
}

/** Which parts are gone, from the list that is kept once one is. */
function erasedFrom(parts: string | null | undefined): Pick<StoredEvent, 'erased'> {
  if (parts === null || parts === undefined) return {};
  const kept = JSON.parse(parts) as readonly { readonly name: string; readonly commitment?: string }[];
  return { erased: kept.filter(({ commitment }) => commitment !== undefined).map(({ name }) => name) };
}

/** Of the columns stream_id, revision, position, recorded_at, result. */
export function toStoredCommand(row: Row): StoredCommand {
  const [streamId, revision, position, recordedAt] = row as readonly string[];
  return {
    streamId: streamId as string,
    revision: Number(revision),
    position: Number(position),
    recordedAt: rfc3339(recordedAt as string),
    result: row[4] ?? null,
  };
}

/** `\x6162` as bytes. */
export function toBytes(text: string): Buffer {
  return Buffer.from(text.slice(2), 'hex');
}

/** `2026-01-02 03:04:05.6+00` as `2026-01-02T03:04:05.600Z`; the session's time zone is UTC. */
export function rfc3339(timestamp: string): string {
  const fraction = timestamp.slice(20, -3);
  return `${timestamp.slice(0, 10)}T${timestamp.slice(11, 19)}.${fraction.padEnd(3, '0').slice(0, 3)}Z`;
}
