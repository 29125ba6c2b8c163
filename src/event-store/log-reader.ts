// Reading the log. Positions and revisions have no gaps and are committed in order, so `> n order by` is all a reader
// needs: nothing can turn up behind what was read.
import type { Connection } from '../newsroom-rows';
import { asText, eventColumns, toStoredEvent, toWrittenEvent, type Row } from './rows';
import type { StoredEvent, WrittenEvent } from './stored-event';

export interface StreamRange {
  /** Revision to begin behind; 0 unless told. */
  readonly after?: number;
  /** Last revision wanted. */
  readonly upTo?: number;
  readonly limit?: number;
}

export interface LogRange {
  /** Position to begin behind; 0 is the beginning. */
  readonly after: number;
  readonly limit: number;
  readonly stream?: string;
  readonly type?: string;
  readonly actor?: string;
}

const most = 2_147_483_647;

/** A stream's events in order of revision. */
export async function readStream(
  connection: Connection,
  newsroom: string,
  streamId: string,
  range: StreamRange,
): Promise<StoredEvent[]> {
  const text = `
    select ${eventColumns}
      from log.events
     where newsroom_id = $1
       and stream_id = $2
       and revision > $3
       and revision <= $4
     order by revision
     limit $5`;
  const values = [newsroom, streamId, range.after ?? 0, range.upTo ?? most, range.limit ?? most];
  const rows = await rowsOf(connection, { name: 'read stream', text, values });
  return rows.map((row) => toStoredEvent(newsroom, row));
}

/** A newsroom's events in order of position: a page behind `after`. */
export async function readLog(connection: Connection, newsroom: string, range: LogRange): Promise<StoredEvent[]> {
  return (await logRows(connection, newsroom, range)).map((row) => toStoredEvent(newsroom, row));
}

/** The same for those who only pass events on: payloads are neither parsed nor written again. */
export async function readWritten(connection: Connection, newsroom: string, range: LogRange): Promise<WrittenEvent[]> {
  return (await logRows(connection, newsroom, range)).map((row) => toWrittenEvent(newsroom, row));
}

function logRows(connection: Connection, newsroom: string, range: LogRange): Promise<Row[]> {
  const values: unknown[] = [newsroom, range.after, range.limit];
  const filter = (column: string, value: string | undefined): string =>
    value === undefined ? '' : `and ${column} = $${values.push(value)}`;
  const filters = [filter('stream_id', range.stream), filter('type', range.type), filter('actor', range.actor)];
  const text = `
    select ${eventColumns}
      from log.events
     where newsroom_id = $1
       and position > $2
       ${filters.join(' ')}
     order by ${range.stream === undefined ? 'position' : 'revision'} -- the same order within a stream, and it has the index
     limit $3`;
  return rowsOf(connection, { name: `read log ${filters.join(' ')}`.trim(), text, values });
}

/** Events as they are worked off. */
export interface LogRun {
  readonly events: readonly StoredEvent[];
  /** Whether there may be more behind them. */
  readonly goesOn: boolean;
}

/** Bytes of payloads as they are stored: the event with which a run has so many is its last. */
const mostBytes = 8 * 1024 * 1024;

/** As many events behind `after` as fit into memory together, in order of position: no more than `limit`, one at least where there are any. */
export async function readRun(
  connection: Connection,
  newsroom: string,
  { after, limit }: Pick<LogRange, 'after' | 'limit'>,
): Promise<LogRun> {
  const text = `
    select ${eventColumns}, found
      from (select ${eventColumns}, count(*) over () as found,
                   sum(bytes) over (order by position rows unbounded preceding) - bytes as bytes_before
              from (select ${eventColumns}, coalesce(pg_column_size(payload), 0) as bytes
                      from log.events
                     where newsroom_id = $1
                       and position > $2
                     order by position
                     limit $3) e) e
     where bytes_before < $4
     order by position`;
  const rows = await rowsOf(connection, { name: 'read run', text, values: [newsroom, after, limit, mostBytes] });
  const found = Number(rows[0]?.at(-1) ?? 0);
  return { events: rows.map((row) => toStoredEvent(newsroom, row)), goesOn: found === limit || rows.length < found };
}

interface Statement {
  readonly name: string;
  readonly text: string;
  readonly values: unknown[];
}

/** A named statement's rows as arrays of text. */
export async function rowsOf(connection: Connection, statement: Statement): Promise<Row[]> {
  const { rows } = await connection.query<(string | null)[]>({ ...statement, rowMode: 'array', types: asText });
  return rows;
}
