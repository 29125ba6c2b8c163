// Events on the wire of server-sent events (WHATWG HTML, section 9.2). They have no `event:` field: named events pass by
// `onmessage`, and a client would miss, silently, each type that it does not know yet.
import type { WrittenEvent } from '../event-store/stored-event';
import { eventLine } from '../articles/event-line';
import { wants, wantsAll, type EventFilter } from './events-filter';

/** Milliseconds after which clients connect again; spread, for after a restart all do. */
const retry = { least: 1_000, spread: 1_000 };

export const eventFrame = (event: WrittenEvent): string => `id: ${event.position}\ndata: ${eventLine(event)}\n\n`;

/** What a client connects again from, without an event: an empty block sets the last event ID and dispatches nothing. */
export const idFrame = (position: number): string => `id: ${position}\n\n`;

/** A comment, so that proxies see the connection in use. */
export const heartbeat = ':\n\n';

export const retryFrame = (): string => `retry: ${retry.least + Math.floor(Math.random() * retry.spread)}\n\n`;

/** What was read at once for all listeners; it is written as text once, however many there are. */
export class Batch {
  private whole: Buffer | undefined;
  private readonly frames = new Map<number, string>();

  /** @param after position that the first event follows, none between left out */
  constructor(
    readonly after: number,
    readonly events: readonly WrittenEvent[],
  ) {}

  get position(): number {
    return this.events.at(-1)?.position ?? this.after;
  }

  /** What a listener who has everything up to `position` wants of it. */
  framesFor(filter: EventFilter, position: number): Buffer | string {
    if (wantsAll(filter) && position <= this.after) return (this.whole ??= Buffer.from(this.written(this.events)));
    return this.written(this.events.filter((event) => event.position > position && wants(filter, event)));
  }

  private written(events: readonly WrittenEvent[]): string {
    return events.map((event) => this.frame(event)).join('');
  }

  private frame(event: WrittenEvent): string {
    const known = this.frames.get(event.position) ?? eventFrame(event);
    this.frames.set(event.position, known);
    return known;
  }
}
