// Events as somebody may see them: without what is withheld from them.
import { Injectable } from '@nestjs/common';
import { redactedEvent } from '../articles/event-redaction';
import { EventStore } from '../event-store/event-store';
import type { LogRange } from '../event-store/log-reader';
import type { WrittenEvent } from '../event-store/stored-event';
import type { Actor } from '../identity/actor';
import { audienceOf, type Audience } from '../vault/withholding';
import { Withholdings } from '../vault/withholdings';

/** The very same event where nothing in it is withheld. */
export type Shown = (event: WrittenEvent) => WrittenEvent;

@Injectable()
export class ShownEvents {
  constructor(
    private readonly store: EventStore,
    private readonly withholdings: Withholdings,
  ) {}

  /** What was withheld by then is known once the events are there. */
  async read(newsroom: string, range: LogRange): Promise<WrittenEvent[]> {
    const events = await this.store.readWritten(newsroom, range);
    await this.withholdings.current(newsroom);
    return events;
  }

  async readFor(actor: Actor, newsroom: string, range: LogRange): Promise<WrittenEvent[]> {
    const events = await this.read(newsroom, range);
    return events.map(this.shownTo(actor));
  }

  /** By what is known when the event is given to it. */
  shownTo(actor: Actor): Shown {
    const audience = audienceOf(actor);
    return audience === 'trusted' ? (event) => event : (event) => this.shown(event, audience);
  }

  private shown(event: WrittenEvent, audience: Audience): WrittenEvent {
    return redactedEvent(event, (article) => this.withholdings.redaction(event.newsroom, audience, article));
  }
}
