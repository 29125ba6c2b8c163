// The end of one newsroom's log, read once for all who listen there. Who is behind reads pages of its own until it is not.
import { pagesOf, type ReadPage } from './events-pages';
import { wants } from './events-filter';
import { Batch, eventFrame } from './events-frame';
import type { EventListener } from './events-listener';
import type { Turns } from './events-turns';

/** Events read at once: few, for each may hold a body of a mebibyte. */
const page = 100;
/** Milliseconds from one reading to the next: under load one is for many appends. */
const gather = 20;

export class LogTail {
  /** Everybody, those behind too. */
  readonly listeners = new Set<EventListener>();
  private readonly live = new Set<EventListener>();
  private reading = false;
  private again = false;

  /**
   * @param position everything up to here is in the log
   * @param turns for those who are behind: they must not take all the database's connections
   */
  constructor(
    private readonly read: ReadPage,
    private readonly turns: Turns,
    public position: number,
  ) {}

  /** Until it has gone. */
  follow(listener: EventListener): void {
    this.listeners.add(listener);
    listener.stream.once('close', () => {
      this.listeners.delete(listener);
      this.live.delete(listener);
    });
    this.catchUp(listener);
  }

  /** Looks for more; rejects where the log cannot be read, and the next call tries again. */
  async look(): Promise<void> {
    this.again = true;
    if (this.reading) return;
    this.reading = true;
    try {
      while (this.again && this.listeners.size > 0) await this.readOn();
    } finally {
      this.reading = false;
    }
  }

  private async readOn(): Promise<void> {
    this.again = false;
    const batch = new Batch(this.position, await this.read({ after: this.position, limit: page }));
    this.position = batch.position;
    for (const listener of this.live) this.hand(listener, batch);
    if (batch.events.length === page) this.again = true;
    else if (batch.events.length > 0) await pause(gather);
  }

  /** Not to be waited for: nobody has to wait for the slowest. */
  private hand(listener: EventListener, batch: Batch): void {
    listener.send(batch.framesFor(listener), Math.max(listener.position, batch.position));
    if (listener.isReady) return;
    this.live.delete(listener);
    this.catchUp(listener);
  }

  /** Where the log cannot be read the client connects again, and is told why. */
  private catchUp(listener: EventListener): void {
    this.readUp(listener).catch(() => listener.end());
  }

  private async readUp(listener: EventListener): Promise<void> {
    await listener.ready();
    while (listener.isOpen && listener.position < this.position) {
      await this.turns.take(() => this.readFor(listener));
      await listener.ready();
    }
    // Nothing is awaited between the comparison and this: no batch can fall between them.
    if (listener.isOpen) this.live.add(listener);
  }

  private async readFor(listener: EventListener): Promise<void> {
    const { filter, shown, position: after } = listener;
    for await (const { events, position } of pagesOf(this.read, { after, upTo: this.position, filter })) {
      const wanted = events.filter((event) => wants(filter, event));
      listener.send(wanted.map((event) => eventFrame(shown(event), filter.discreet)).join(''), position);
      if (!listener.isReady || !listener.isOpen) return;
    }
  }
}

const pause = (milliseconds: number): Promise<void> => new Promise((settle) => setTimeout(settle, milliseconds));
