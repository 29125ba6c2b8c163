// The one statement by which anything leaves the log: it appends `payload-erased`, and destroys what that names.
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { seal } from '../event-store/commitment';
import { EventStore } from '../event-store/event-store';
import { sqlState } from '../event-store/lost-connection';
import type { Payload, Rendition } from '../event-store/stored-event';
import { forNewsroom } from '../newsroom-rows';
import { ErasureJournal } from './erasure-journal';
import { Withholdings } from './withholdings';

/** What goes beside the served bytes; without `known` all answers, unsaved texts and open requests of the article do. */
export interface Gone {
  readonly parts: readonly { readonly position: number; readonly parts: readonly string[] }[];
  readonly streams: readonly string[];
  readonly identities: readonly string[];
  readonly answers?: readonly string[];
  readonly buffers?: readonly string[];
  readonly requests?: readonly string[];
  /** Up to which position, and among which stored answers, it was looked for. */
  readonly known?: { readonly position: number; readonly answers: readonly string[] };
}

export interface Destruction {
  readonly newsroom: string;
  readonly erasure: string;
  readonly stream: string;
  readonly expectedRevision: number;
  /** The approver's `sub`. */
  readonly approver: string;
  /** Of `payload-erased`. */
  readonly payload: Payload;
  readonly gone: Gone;
  readonly served: readonly (Rendition & { readonly position: number })[];
}

interface Outcome {
  readonly outcome: string;
  readonly at_position: string;
}

@Injectable()
export class Erasing {
  constructor(
    private readonly dataSource: DataSource,
    private readonly store: EventStore,
    private readonly withholdings: Withholdings,
    private readonly journal: ErasureJournal,
  ) {}

  /** False where something came in between: then nothing was destroyed. */
  async destroy(one: Destruction): Promise<boolean> {
    const { newsroom, stream } = one;
    const destroyed = await this.call(one).catch(unlessOvertaken);
    if (destroyed?.outcome !== 'appended') return false;
    this.store.announce(newsroom, Number(destroyed.at_position), { streamId: stream, types: ['payload-erased'] });
    await this.settle(newsroom);
    return true;
  }

  /** All of this process forgets, and the journal knows; on the other servers by word of the append. */
  async settle(newsroom: string): Promise<void> {
    await this.withholdings.current(newsroom);
    await this.journal.write(newsroom);
  }

  private async call(one: Destruction): Promise<Outcome | undefined> {
    const { newsroom, erasure, stream, expectedRevision, served } = one;
    const { text, salt, commitment } = seal(one.payload);
    const approver = await this.store.actorId(newsroom, one.approver);
    const [outcome] = await forNewsroom(this.dataSource, newsroom).query<Outcome[]>(
      'select outcome, at_position from log.erase($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)',
      [
        ...[newsroom, erasure, stream, expectedRevision, approver, text, salt, commitment],
        JSON.stringify({ answers: [], buffers: [], requests: [], ...one.gone }),
        served.map(({ position }) => position),
        served.map(({ mediaType }) => mediaType),
        served.map(({ bytes }) => bytes),
      ],
    );
    return outcome;
  }
}

function unlessOvertaken(error: unknown): undefined {
  const { driverError } = error as { readonly driverError?: unknown }; // TypeORM wraps the driver's
  if (sqlState(driverError ?? error) !== '40001') throw error;
}
