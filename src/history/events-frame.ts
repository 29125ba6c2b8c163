// Events on the wire of server-sent events (WHATWG HTML, section 9.2). They have no `event:` field: named events pass by
// `onmessage`, and a client would miss, silently, each type that it does not know yet.
import type { WrittenEvent } from '../event-store/stored-event';
import { eventLine } from '../articles/event-line';
import { isRestricted } from '../articles/restricted';
import { wants, wantsAll, type EventFilter } from './events-filter';
import type { Shown } from './shown-events';

/** Milliseconds after which clients connect again; spread, for after a restart all do. */
const retry = { least: 1_000, spread: 1_000 };

export const eventFrame = (event: WrittenEvent, discreet = false): string =>
  `id: ${event.position}\ndata: ${eventLine(event, discreet)}\n\n`;

/** What a client connects again from, without an event: an empty block sets the last event ID and dispatches nothing. */
export const idFrame = (position: number): string => `id: ${position}\n\n`;

/** A comment, so that proxies see the connection in use. */
export const heartbeat = ':\n\n';

export const retryFrame = (): string => `retry: ${retry.least + Math.floor(Math.random() * retry.spread)}\n\n`;

interface Wanting {
  readonly filter: EventFilter;
  readonly position: number;
  readonly shown: Shown;
}

/** What was read at once for all listeners; it is written as text once, however many there are. */
export class Batch {
  private readonly whole = new Map<boolean, Buffer>();
  private readonly frames = new Map<number, string>();

  /** @param after position that the first event follows, none between left out */
  constructor(
    readonly after: number,
    readonly events: readonly WrittenEvent[],
  ) {}

  get position(): number {
    return this.events.at(-1)?.position ?? this.after;
  }

  /** What a listener who has everything up to `position` wants of it, as he may see it. */
  framesFor({ filter, position, shown }: Wanting): Buffer | string {
    const { discreet = false } = filter;
    const all = wantsAll(filter) && position <= this.after;
    const wanted = all ? this.events : this.events.filter((event) => event.position > position && wants(filter, event));
    const seen = wanted.map(shown);
    if (seen.some((event, nth) => event !== wanted[nth])) return seen.map((one) => eventFrame(one, discreet)).join('');
    return all ? this.all(discreet) : this.written(wanted, discreet);
  }

  private all(discreet: boolean): Buffer {
    const whole = this.whole.get(discreet) ?? Buffer.from(this.written(this.events, discreet));
    this.whole.set(discreet, whole);
    return whole;
  }

  private written(events: readonly WrittenEvent[], discreet: boolean): string {
    return events.map((event) => this.frame(event, discreet)).join('');
  }

  private frame(event: WrittenEvent, discreet: boolean): string {
    if (discreet && isRestricted(event.type)) return eventFrame(event, discreet);
    const known = this.frames.get(event.position) ?? eventFrame(event);
    this.frames.set(event.position, known);
    return known;
  }
}
