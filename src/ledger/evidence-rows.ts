// What evidence is made of, as the log holds it: an article's events with the parts of their payloads, and what readers
// were served.
import type { Connection } from '../newsroom-rows';
import { rowsOf } from '../event-store/log-reader';
import { toBytes, type Row } from '../event-store/rows';
import { erasedBy, thingOf } from './erased-things';
import type { EvidencePart, EvidenceServed, OpenEvent } from './evidence';
import { keptParts } from './kept-parts';

export interface Stretch {
  readonly newsroom: string;
  readonly stream: string;
  /** The last position that counts. */
  readonly size: number;
}

/** By thing, the position of the event that erased it. */
export type Erasers = ReadonlyMap<string, number>;

export interface EvidenceRows {
  /** The stream's events in order. */
  readonly events: readonly OpenEvent[];
  readonly erasers: Erasers;
}

export async function evidenceEvents(connection: Connection, stretch: Stretch): Promise<EvidenceRows> {
  const text = `
    select position, stream_id, revision, type, schema, actor,
           (extract(epoch from recorded_at) * 1000000)::bigint, salt, payload, parts, leaf
      from log.events
     where newsroom_id = $1
       and stream_id = $2
       and position <= $3
     order by revision`;
  const rows = await rowsOf(connection, { name: 'evidence events', text, values: valuesOf(stretch) });
  const erasures = rows.filter((row) => row[3] === 'payload-erased');
  const erasers = new Map(
    erasures.flatMap((row) => erasedBy(row[8] ?? '').map((thing) => [thing, Number(row[0])] as const)),
  );
  return { events: rows.map((row) => toEvidenceEvent(row, erasers)), erasers };
}

export async function evidenceServed(
  connection: Connection,
  stretch: Stretch,
  erasers: Erasers,
): Promise<EvidenceServed[]> {
  const text = `
    select position, media_type, case when erased_at is null then bytes end
      from log.served
     where newsroom_id = $1
       and stream_id = $2
       and position <= $3
     order by position, media_type collate "C"`;
  const rows = await rowsOf(connection, { name: 'evidence served', text, values: valuesOf(stretch) });
  return rows.map(([position, mediaType, bytes]) => ({
    position: Number(position),
    mediaType: mediaType ?? '',
    ...(bytes === null || bytes === undefined
      ? { missing: { why: 'erased', by: erasers.get(thingOf(Number(position), mediaType ?? '')) ?? 0 } }
      : asContent(toBytes(bytes))),
  }));
}

const valuesOf = ({ newsroom, stream, size }: Stretch): unknown[] => [newsroom, stream, size];

function toEvidenceEvent(row: Row, erasers: Erasers): OpenEvent {
  const [position, stream, revision, type, schema, actor, recordedAt, salt, payload, parts, leaf] =
    row as readonly string[];
  const kept = keptParts({ salt: toBytes(salt ?? ''), payload: payload ?? '{}', parts: parts ?? '' });
  return {
    position: Number(position),
    stream: stream as string,
    revision: Number(revision),
    type: type as string,
    schema: Number(schema),
    actor: actor as string,
    recordedAt: Number(recordedAt),
    leaf: toBytes(leaf ?? '').toString('hex'),
    parts: kept.map((part): EvidencePart => {
      if ('text' in part) return part;
      return { ...part, missing: { why: 'erased', by: erasers.get(thingOf(Number(position), part.name)) ?? 0 } };
    }),
  };
}

/** Text wherever it gives the same bytes back. */
function asContent(bytes: Buffer): { readonly text: string } | { readonly base64: string } {
  const text = bytes.toString('utf8');
  return Buffer.from(text, 'utf8').equals(bytes) ? { text } : { base64: bytes.toString('base64') };
}
