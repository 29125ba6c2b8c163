// When the events of one stream were recorded, for whoever asks how it stood at an instant.
import { rfc3339 } from './rows';
import type { Connection } from '../newsroom-rows';
import { rowsOf } from './log-reader';

/** A stream of a newsroom. */
export interface StreamName {
  readonly newsroom: string;
  readonly streamId: string;
}

/**
 * The stream's last revision recorded at or before the instant, in milliseconds since 1970; undefined when it had none.
 * Recorded times are told in milliseconds: one that is told as the instant was not after it.
 */
export async function revisionAt(
  connection: Connection,
  { newsroom, streamId }: StreamName,
  instant: number,
): Promise<number | undefined> {
  const text = `
    select revision
      from log.events
     where newsroom_id = $1
       and stream_id = $2
       and recorded_at < timestamptz 'epoch' + ($3::bigint + 1) * interval '1 millisecond'
     order by revision desc
     limit 1`;
  const [row] = await rowsOf(connection, { name: 'revision at', text, values: [newsroom, streamId, instant] });
  return row && Number(row[0]);
}

export interface TimedRevision {
  readonly revision: number;
  /** RFC 3339, UTC, milliseconds. */
  readonly recordedAt: string;
  /** The part as JSON text; null where the event has none. */
  readonly part: string | null;
}

/** Every revision of the stream with one part of its payload, last revision first. */
export async function revisionsWithPart(
  connection: Connection,
  { newsroom, streamId }: StreamName,
  part: string,
): Promise<readonly TimedRevision[]> {
  const text = `
    select revision, recorded_at, payload -> $3
      from log.events
     where newsroom_id = $1
       and stream_id = $2
     order by revision desc`;
  const rows = await rowsOf(connection, { name: 'revisions with part', text, values: [newsroom, streamId, part] });
  return rows.map(([revision, recordedAt, value]) => ({
    revision: Number(revision),
    recordedAt: rfc3339(recordedAt ?? ''),
    part: value ?? null,
  }));
}
