// One client of the live log: what it has, what it wants, and whether it takes more at the moment.
import { Readable } from 'node:stream';
import type { EventFilter } from './events-filter';
import type { Shown } from './shown-events';
import { heartbeat, idFrame, retryFrame } from './events-frame';

export interface Listening {
  readonly filter: EventFilter;
  /** Position to begin behind. */
  readonly after: number;
  /** Whether the client does not know that position itself. */
  readonly fromNow: boolean;
  /** When its token ends, in milliseconds since 1970. */
  readonly expires: number;
  /** Events as the client may see them. */
  readonly shown: Shown;
}

/** Milliseconds of silence until a heartbeat. */
const quiet = 15_000;
/** Milliseconds after which a client that takes nothing is let go: it connects again where it was. */
const patience = 60_000;

export class EventListener {
  /** What the client is sent; destroyed when it goes away. */
  readonly stream: Readable;
  readonly filter: EventFilter;
  readonly shown: Shown;
  /** Everything wanted up to here was sent. */
  position: number;
  /** The last id that the client was sent. */
  private told: number;
  private takes = true;
  private over = false;
  private waiting: (() => void) | undefined;
  private last: number;

  constructor(
    private readonly asked: Listening,
    now = Date.now(),
  ) {
    this.stream = new Readable({ read: () => this.goOn() });
    this.stream.once('close', () => this.goOn());
    this.stream.on('error', () => undefined); // the client's going is no failure of ours
    this.filter = asked.filter;
    this.shown = asked.shown;
    this.position = this.told = asked.after;
    this.last = now;
    // Who begins at the head has to know where that was: else a connection lost before the first event leaves a gap.
    this.push(retryFrame() + (asked.fromNow ? idFrame(asked.after) : ''));
  }

  get isOpen(): boolean {
    return !this.over && !this.stream.destroyed;
  }

  /** False while the client has to take what it was sent before. */
  get isReady(): boolean {
    return this.takes;
  }

  /** Frames of everything wanted up to a position. */
  send(frames: Buffer | string, position: number, now = Date.now()): void {
    if (now >= this.asked.expires) return this.end();
    this.position = position;
    if (frames.length === 0) return;
    this.told = position;
    this.push(frames);
    this.last = now;
  }

  /** Settles when the client takes more, or has gone. */
  async ready(): Promise<void> {
    if (this.takes || !this.isOpen) return;
    await new Promise<void>((settle) => (this.waiting = settle));
  }

  /** To be called about every second. */
  beat(now: number): void {
    if (now >= this.asked.expires) return this.end();
    if (!this.takes) {
      if (now - this.last >= patience) this.stream.destroy();
      return;
    }
    if (now - this.last < quiet) return;
    // What the filter passed over need not be read again by who connects again.
    this.push(this.told < this.position ? idFrame(this.position) : heartbeat);
    this.told = this.position;
    this.last = now;
  }

  /** After what was sent; who does not take it is cut off. */
  end(): void {
    if (!this.takes) this.stream.destroy();
    else if (this.isOpen) this.stream.push(null);
    this.over = true;
    this.goOn();
  }

  private push(chunk: Buffer | string): void {
    if (this.isOpen) this.takes = this.stream.push(chunk);
  }

  private goOn(): void {
    this.takes = true;
    this.waiting?.();
    this.waiting = undefined;
  }
}
