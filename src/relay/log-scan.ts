// What of a newsroom's log a webhook is to be told, without the payloads: those are read when they are sent.
import { articleEvents } from '../articles/event-codec';
import { rowsOf } from '../event-store/log-reader';
import type { Connection } from '../newsroom-rows';
import { neverSent } from './webhook';

export interface Waiting {
  readonly position: number;
  readonly stream: string;
  /** What its order is kept for: the article that it is about; its stream where it is about none. */
  readonly subject: string;
}

export interface ScanRange {
  readonly after: number;
  readonly upTo: number;
  readonly limit: number;
  /** null: all. */
  readonly types: readonly string[] | null;
}

/** In order of position. */
export async function scanLog(connection: Connection, newsroom: string, range: ScanRange): Promise<Waiting[]> {
  const text = `
    select position, stream_id, case when type <> all ($4::text[]) then payload ->> 'article' end
      from log.events
     where newsroom_id = $1
       and position > $2
       and position <= $3
       and type <> all ($5::text[])
       and ($6::text[] is null or type = any ($6))
     order by position
     limit $7`;
  const { after, upTo, limit, types } = range;
  const values = [newsroom, after, upTo, articleEvents, neverSent, types, limit];
  const rows = await rowsOf(connection, { name: 'scan for webhook', text, values });
  return rows.map(([position, stream, article]) => ({
    position: Number(position),
    stream: stream ?? '',
    subject: isUuid(article) ? article : (stream ?? ''),
  }));
}

/** Positions in these streams, in order. */
export async function scanStreams(
  connection: Connection,
  newsroom: string,
  streams: readonly string[],
  range: ScanRange,
): Promise<number[]> {
  const text = `
    select position
      from log.events
     where newsroom_id = $1
       and stream_id = any ($2::uuid[])
       and position > $3
       and position <= $4
       and type <> all ($5::text[])
       and ($6::text[] is null or type = any ($6))
     order by position
     limit $7`;
  const { after, upTo, limit, types } = range;
  const values = [newsroom, streams, after, upTo, neverSent, types, limit];
  const rows = await rowsOf(connection, { name: 'scan streams for webhook', text, values });
  return rows.map(([position]) => Number(position));
}

const isUuid = (text: string | null | undefined): text is string =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '');
