// A slice of the log in pages, each by a statement of its own: no transaction stays open however slowly they are taken.
import type { LogRange } from '../event-store/log-reader';
import type { WrittenEvent } from '../event-store/stored-event';
import type { EventFilter } from './events-filter';

export type ReadPage = (range: LogRange) => Promise<WrittenEvent[]>;

export interface LogSlice {
  /** Position to begin behind. */
  readonly after: number;
  /** Last position; it must have been in the log when asked. */
  readonly upTo: number;
  /** Most events in all. */
  readonly most?: number;
  readonly filter: EventFilter;
}

export interface Page {
  readonly events: readonly WrittenEvent[];
  /** Everything wanted up to here is in this page or in one before. */
  readonly position: number;
}

/** Events a page: where it begins, and at most. */
const first = 100;
const largest = 1_000;
/** Characters that a page's payloads should come to at most: bodies may be a mebibyte each. */
const wanted = 1_048_576;

/** Never an empty page but where the whole slice is. */
export async function* pagesOf(
  read: ReadPage,
  { after, upTo, most = Infinity, filter }: LogSlice,
): AsyncGenerator<Page> {
  let [position, left, size] = [after, most, first];
  while (position < upTo && left > 0) {
    const limit = Math.min(size, left);
    const found = await read({ ...filter, after: position, limit });
    const events = found.filter((event) => event.position <= upTo);
    const last = events.at(-1)?.position ?? upTo;
    position = found.length < limit || events.length < found.length ? upTo : last;
    left -= events.length;
    size = nextSize(size, found);
    yield { events, position };
  }
}

/** As many as may come to `wanted` characters when they are like those before; never more than twice as many. */
function nextSize(size: number, found: readonly WrittenEvent[]): number {
  const characters = found.reduce((sum, { payload }) => sum + payload.length, 1);
  return Math.max(1, Math.min(largest, size * 2, Math.floor((wanted * found.length) / characters)));
}
