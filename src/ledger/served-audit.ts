// Whether the bytes that readers were served are those whose hashes the events hold: neither other ones, nor more, nor fewer.
import { createHash } from 'node:crypto';
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { toBytes } from '../event-store/rows';
import { thingOf, type ErasedThings } from './erased-things';
import type { LogRow } from './log-rows';

/** How many events' bytes are held at a time. */
const together = 20;

export interface ServedFlaws {
  /** Rows that are what their events say. */
  readonly matched: number;
  readonly flaws: readonly string[];
  /** Bytes that gave way to others, and say so. */
  readonly replaced: ErasedThings;
}

export async function servedFlaws(
  connection: Connection,
  newsroom: string,
  rows: readonly LogRow[],
): Promise<ServedFlaws> {
  const serving = rows.filter(({ served }) => served !== undefined);
  const flaws: string[] = [];
  const replaced: string[] = [];
  let matched = 0;
  for (let at = 0; at < serving.length; at += together) {
    const some = serving.slice(at, at + together);
    const digests = await digestsOf(connection, newsroom, some);
    for (const row of some) {
      const found = compare(row, digests.get(String(row.position)) ?? new Map());
      matched += found.matched;
      flaws.push(...found.flaws);
      replaced.push(...found.replaced);
    }
  }
  return { matched, flaws, replaced };
}

interface Digest {
  readonly bytes: string;
  readonly told: string;
  readonly isErased: boolean;
}
type Digests = ReadonlyMap<string, Digest>;

const servedText = `
  select s.position, s.media_type, s.sha256, s.bytes, s.erased_at is not null
    from unnest($2::uuid[], $3::bigint[]) as e(stream_id, position)
    join log.served s
      on s.newsroom_id = $1
     and s.stream_id = e.stream_id
     and s.position = e.position`;

/** By position and media type: the hash of the bytes, and the one that stands beside them. */
async function digestsOf(
  connection: Connection,
  newsroom: string,
  rows: readonly LogRow[],
): Promise<ReadonlyMap<string, Digests>> {
  const values = [newsroom, rows.map(({ stream }) => stream), rows.map(({ position }) => position)];
  const digests = new Map<string, Map<string, Digest>>();
  for (const row of await rowsOf(connection, { name: 'audit served', text: servedText, values })) {
    const [position = '', mediaType = '', told = '', bytes = '', erased = ''] = row.map((one) => one ?? '');
    const own = digests.get(position) ?? new Map<string, Digest>();
    const digest = createHash('sha256').update(toBytes(bytes)).digest('hex');
    digests.set(position, own.set(mediaType, { bytes: digest, told: told.slice(2), isErased: erased === 't' }));
  }
  return digests;
}

function compare({ position, served }: LogRow, digests: Digests): ServedFlaws {
  const hashes = Object.entries(JSON.parse(served ?? '{}') as Record<string, unknown>);
  const isErased = (mediaType: string) => digests.get(mediaType)?.isErased ?? false;
  const flaws = hashes.flatMap(([mediaType, hash]) => {
    const found = digests.get(mediaType);
    const what = `what readers were served as ${mediaType} from position ${position} on`;
    if (!found) return [`Of ${what} nothing is there.`];
    return (found.bytes === hash || found.isErased) && found.told === hash
      ? []
      : [`The bytes of ${what} are not those of the event.`];
  });
  const replaced = hashes.flatMap(([mediaType]) => (isErased(mediaType) ? [thingOf(position, mediaType)] : []));
  return { matched: hashes.length - flaws.length, flaws, replaced };
}
