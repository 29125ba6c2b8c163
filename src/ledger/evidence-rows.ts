// What evidence is made of, as the log holds it: an article's events with the parts of their payloads, and what readers
// were served.
import type { Connection } from '../event-store/log-reader';
import { rowsOf } from '../event-store/log-reader';
import { toBytes, type Row } from '../event-store/rows';
import type { EvidenceServed, OpenEvent } from './evidence';
import { partSalt, partsOf } from './payload-parts';

export interface Stretch {
  readonly newsroom: string;
  readonly stream: string;
  /** The last position that counts. */
  readonly size: number;
}

/** The stream's events in order. */
export async function evidenceEvents(connection: Connection, stretch: Stretch): Promise<OpenEvent[]> {
  const text = `
    select position, stream_id, revision, type, schema, actor,
           (extract(epoch from recorded_at) * 1000000)::bigint, salt, payload, leaf
      from log.events
     where newsroom_id = $1
       and stream_id = $2
       and position <= $3
     order by revision`;
  const rows = await rowsOf(connection, { name: 'evidence events', text, values: valuesOf(stretch) });
  return rows.map(toEvidenceEvent);
}

export async function evidenceServed(connection: Connection, stretch: Stretch): Promise<EvidenceServed[]> {
  const text = `
    select position, media_type, bytes
      from log.served
     where newsroom_id = $1
       and stream_id = $2
       and position <= $3
     order by position, media_type collate "C"`;
  const rows = await rowsOf(connection, { name: 'evidence served', text, values: valuesOf(stretch) });
  return rows.map(([position, mediaType, bytes]) => ({
    position: Number(position),
    mediaType: mediaType ?? '',
    ...asContent(toBytes(bytes ?? '')),
  }));
}

const valuesOf = ({ newsroom, stream, size }: Stretch): unknown[] => [newsroom, stream, size];

function toEvidenceEvent(row: Row): OpenEvent {
  const [position, stream, revision, type, schema, actor, recordedAt, salt, payload, leaf] = row as readonly string[];
  const eventSalt = toBytes(salt ?? '');
  return {
    position: Number(position),
    stream: stream as string,
    revision: Number(revision),
    type: type as string,
    schema: Number(schema),
    actor: actor as string,
    recordedAt: Number(recordedAt),
    leaf: toBytes(leaf ?? '').toString('hex'),
    parts: partsOf(payload ?? '{}').map(({ name, text }) => ({ name, salt: partSalt(eventSalt, name), text })),
  };
}

/** Text wherever it gives the same bytes back. */
function asContent(bytes: Buffer): { readonly text: string } | { readonly base64: string } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text } : { base64: bytes.toString('base64') };
}
