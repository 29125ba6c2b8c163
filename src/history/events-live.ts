// Everybody who listens to the log on this server, and what wakes them: an append here, word of one elsewhere, and a slow
// timer, which alone would do. While nobody listens nothing is read.
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { EventStore } from '../event-store/event-store';
import { serverOf } from '../http/server-of';
import { EventListener, type Listening } from './events-listener';
import { eventListeners } from './events-metrics';
import { LogTail } from './events-tail';
import { Turns } from './events-turns';
import { ShownEvents } from './shown-events';

/** Milliseconds between looks when nobody tells of an append. */
const slow = 1_000;
/** Pages read at a time for those who are behind. */
const behind = 2;

@Injectable()
export class LiveEvents implements OnModuleInit, OnApplicationBootstrap {
  private readonly logger = new Logger(LiveEvents.name);
  private readonly tails = new Map<string, LogTail>();
  private readonly turns = new Turns(behind);
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;
  private closed = false;

  constructor(
    private readonly store: EventStore,
    private readonly shown: ShownEvents,
    private readonly host: HttpAdapterHost,
  ) {}

  /** Before the server waits for its answers to end: these would not, and its clients would lose the server's last seconds. */
  onModuleInit(): void {
    serverOf(this.host)?.addHook('preClose', (done) => {
      this.close();
      done();
    });
  }

  onApplicationBootstrap(): void {
    if (!serverOf(this.host)) return;
    this.unsubscribe = this.store.onAppended((newsroom) => this.wake(newsroom));
    this.timer = setInterval(() => this.beat(), slow);
  }

  /** A listener from its position on. `head` is the log's, as just read. */
  listen(newsroom: string, head: number, asked: Listening): EventListener {
    const listener = new EventListener(asked);
    if (this.closed) {
      listener.end(); // while the server ends: the client connects again
      return listener;
    }
    const tail = this.tailOf(newsroom, head);
    tail.follow(listener);
    eventListeners.inc({ newsroom });
    listener.stream.once('close', () => this.forget(newsroom, tail));
    return listener;
  }

  /** Ends every stream, so that its client connects to another server, or to this one when it is back. */
  private close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.unsubscribe?.();
    for (const { listeners } of this.tails.values()) for (const listener of listeners) listener.end();
  }

  private tailOf(newsroom: string, head: number): LogTail {
    const known = this.tails.get(newsroom);
    if (known) return known;
    const tail = new LogTail((range) => this.shown.read(newsroom, range), this.turns, head);
    this.tails.set(newsroom, tail);
    return tail;
  }

  private forget(newsroom: string, tail: LogTail): void {
    eventListeners.dec({ newsroom });
    if (tail.listeners.size === 0 && this.tails.get(newsroom) === tail) this.tails.delete(newsroom);
  }

  private wake(newsroom: string): void {
    const looking = this.tails.get(newsroom)?.look();
    looking?.catch((error: unknown) => this.logger.warn(`The log cannot be read: ${String(error)}`)); // and soon again
  }

  private beat(): void {
    const now = Date.now();
    for (const [newsroom, { listeners }] of this.tails) {
      this.wake(newsroom);
      for (const listener of listeners) listener.beat(now);
    }
  }
}
