// The log as an audit reads it: rows in order of position, in batches, with whatever stands in them.
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { toBytes, type Row } from '../event-store/rows';
import { leafHash, payloadCommitment } from './event-leaf';
import { erasedBy, type ErasedThings } from './erased-things';
import { keptParts } from './kept-parts';
import { partsOf } from './payload-parts';

export interface LogRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** Microseconds since 1970; NaN for what is no time. */
  readonly recordedAt: number;
  /** As stored. */
  readonly leaf: Buffer;
  /** As the row's other columns say. */
  readonly computed: Buffer;
  /** The part `served`: hashes by media type; undefined where there is none. */
  readonly served: string | undefined;
  /** Names of the parts that are gone. */
  readonly erased: readonly string[];
  /** What it says was erased. */
  readonly erases: ErasedThings | undefined;
}

const batch = 1_000;

/** Every row of the newsroom; memory holds one batch at a time. */
export async function* logRows(connection: Connection, newsroom: string): AsyncGenerator<readonly LogRow[]> {
  const text = `
    select position, stream_id, revision, type, schema, actor,
           case when isfinite(recorded_at) then (extract(epoch from recorded_at) * 1000000)::bigint end, leaf, salt, payload, parts
      from log.events
     where newsroom_id = $1
       and position > $2
     order by position
     limit $3`;
  let after = '-9223372036854775808';
  for (;;) {
    const rows = await rowsOf(connection, { name: 'audit log', text, values: [newsroom, after, batch] });
    if (rows.length === 0) return;
    yield rows.map((row) => toLogRow(newsroom, row));
    after = rows.at(-1)?.[0] ?? after;
  }
}

function toLogRow(newsroom: string, row: Row): LogRow {
  const texts = row.map((one) => one ?? '') as readonly string[];
  const [position = '', stream = '', revision = '', type = '', schema = '', actor = '', recordedAt = ''] = texts;
  const [leaf = '', salt = '', payload = '', parts = ''] = texts.slice(7);
  const envelope = { position, stream, revision, type, schema, actor, recordedAt };
  const stored = { salt: toBytes(salt), payload, parts };
  return {
    position: Number(position),
    stream,
    revision: Number(revision),
    type,
    recordedAt: recordedAt === '' ? NaN : Number(recordedAt),
    leaf: toBytes(leaf),
    computed: leafHash(newsroom, envelope, payloadCommitment(stored)),
    served: partsOf(payload).find(({ name }) => name === 'served')?.text,
    erased: parts === '' ? [] : keptParts(stored).flatMap((part) => ('text' in part ? [] : [part.name])),
    erases: type === 'payload-erased' ? erasedBy(payload) : undefined,
  };
}
