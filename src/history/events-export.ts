// The log as NDJSON: one CloudEvent a line, read page by page as fast as the client takes them. A client that goes away
// ends the reading.
import { Readable } from 'node:stream';
import { eventLine } from '../articles/event-line';
import { wants } from './events-filter';
import { pagesOf, type LogSlice, type ReadPage } from './events-pages';

/** At most two pages are in memory at a time: the one that the socket takes, and the next. */
export function exportEvents(read: ReadPage, slice: LogSlice): Readable {
  return Readable.from(chunks(read, slice), { highWaterMark: 1 });
}

async function* chunks(read: ReadPage, slice: LogSlice): AsyncGenerator<string> {
  const { filter } = slice;
  for await (const { events } of pagesOf(read, slice)) {
    const wanted = events.filter((event) => wants(filter, event));
    if (wanted.length > 0) yield wanted.map((event) => `${eventLine(event, filter.discreet)}\n`).join('');
  }
}
