// What a projection asks of the log beside the events that it is given: earlier events of the same streams, and the bytes that
// readers were served.
import type { Connection } from '../newsroom-rows';
import { rowsOf } from './log-reader';
import { eventColumns, toBytes, toStoredEvent } from './rows';
import type { StoredEvent } from './stored-event';

export interface StreamsAsked {
  readonly newsroom: string;
  readonly streams: readonly string[];
  readonly types: readonly string[];
  /** The last position that counts. */
  readonly upTo: number;
}

/** The events of those types of all the streams, in order. */
export async function readStreamsEvents(
  connection: Connection,
  { newsroom, streams, types, upTo }: StreamsAsked,
): Promise<StoredEvent[]> {
  const text = `
    select ${eventColumns}
      from log.events
     where newsroom_id = $1
       and stream_id = any ($2)
       and type = any ($3)
       and position <= $4
     order by position`;
  const rows = await rowsOf(connection, { name: 'streams events', text, values: [newsroom, streams, types, upTo] });
  return rows.map((row) => toStoredEvent(newsroom, row));
}

export interface StreamsRange extends Omit<StreamsAsked, 'types'> {
  /** Position to begin behind. */
  readonly after: number;
  readonly limit: number;
}

/** A page of all events of the streams, in order. */
export async function readStreams(connection: Connection, range: StreamsRange): Promise<StoredEvent[]> {
  const { newsroom, streams, after, upTo, limit } = range;
  const text = `
    select ${eventColumns}
      from log.events
     where newsroom_id = $1
       and stream_id = any ($2)
       and position > $3
       and position <= $4
     order by position
     limit $5`;
  const values = [newsroom, streams, after, upTo, limit];
  const rows = await rowsOf(connection, { name: 'streams', text, values });
  return rows.map((row) => toStoredEvent(newsroom, row));
}

/** Of the event that began to be served. */
export interface ServedPlace {
  readonly streamId: string;
  readonly position: number;
}

/** In one media type, by stream; places at which nothing was served in it are not there. */
export async function readServed(
  connection: Connection,
  { newsroom, mediaType }: { readonly newsroom: string; readonly mediaType: string },
  places: readonly ServedPlace[],
): Promise<ReadonlyMap<string, Buffer>> {
  const text = `
    select s.stream_id, s.bytes
      from unnest($3::uuid[], $4::bigint[]) as p(stream_id, position)
      join log.served s
        on s.newsroom_id = $1
       and s.stream_id = p.stream_id
       and s.position = p.position
       and s.media_type = $2`;
  const values = [newsroom, mediaType, places.map(({ streamId }) => streamId), places.map(({ position }) => position)];
  const rows = await rowsOf(connection, { name: 'served in', text, values });
  return new Map(rows.map(([streamId, bytes]) => [streamId ?? '', toBytes(bytes ?? '')]));
}
