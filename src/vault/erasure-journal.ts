// `erasures.ndjson` in the data folder: every erasure of the log a second time, outside the database, so that it can be made
// again where an older backup was restored. It holds places and names, never what stood there.
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { rowsOf } from '../event-store/log-reader';
import type { Json, StoredEvent } from '../event-store/stored-event';
import { forNewsroom } from '../newsroom-rows';
import { readTrustEvents } from './trust-events';
import { Withholdings } from './withholdings';

/** Where something was: the leaf tells whether the log has the same event there. */
interface Place {
  readonly position: number;
  readonly leaf: string;
}

export interface JournalEntry {
  readonly newsroom: string;
  readonly erasure: string;
  readonly article: string;
  /** RFC 3339. */
  readonly at: string;
  readonly by: Json;
  readonly requestedBy: Json;
  readonly streams: readonly string[];
  readonly identities: readonly string[];
  readonly erased: readonly (Place & { readonly revision: number; readonly stream: string; readonly parts: readonly string[] })[]; // prettier-ignore
  readonly renditions: readonly (Place & { readonly version: number; readonly mediaType: string; readonly bare: boolean })[]; // prettier-ignore
}

/** Where it lies; undefined in a process that erases nothing. */
@Injectable()
export class JournalFile {
  constructor(readonly path: string) {}
}

@Injectable()
export class ErasureJournal implements OnModuleInit {
  private readonly logger = new Logger(ErasureJournal.name);
  private turn: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly file: JournalFile,
    private readonly dataSource: DataSource,
    private readonly withholdings: Withholdings,
  ) {}

  onModuleInit(): void {
    this.withholdings.onErased((newsroom) => {
      const failed = (error: unknown): void => this.logger.error(`An erasure is not in the journal: ${String(error)}`);
      this.write(newsroom).catch(failed);
    });
  }

  /** Oldest first. Throws where a line is none. */
  entries(): JournalEntry[] {
    if (!existsSync(this.file.path)) return [];
    const lines = readFileSync(this.file.path, 'utf8').split('\n');
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as JournalEntry); // written below
  }

  /** Whatever the newsroom's log has and the journal lacks, on disk once it settles. */
  write(newsroom: string): Promise<void> {
    const written = this.turn.then(() => this.append(newsroom));
    this.turn = written.catch(() => undefined);
    return written;
  }

  private async append(newsroom: string): Promise<void> {
    const known = new Set(this.entries().map(({ erasure, at }) => keyOf(erasure, at)));
    const events = await readTrustEvents(forNewsroom(this.dataSource, newsroom).connection, newsroom, 0);
    const erasures = events.filter(({ type }) => type === 'payload-erased');
    const fresh = erasures.filter(({ payload, recordedAt }) => !known.has(keyOf(payload['erasure'], recordedAt)));
    if (fresh.length === 0) return;
    const leaves = await this.leaves(newsroom, fresh);
    const lines = fresh.map((event) => `${JSON.stringify(entryOf(event, leaves))}\n`);
    const file = openSync(this.file.path, 'a', 0o600);
    try {
      writeSync(file, lines.join(''));
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  private async leaves(newsroom: string, erasures: readonly StoredEvent[]): Promise<ReadonlyMap<number, string>> {
    const positions = erasures.flatMap(({ payload }) => [
      ...placesIn(payload['erased']),
      ...placesIn(payload['renditions']),
    ]);
    const text = `
      select position, encode(leaf, 'hex')
        from log.events
       where newsroom_id = $1
         and position = any ($2)`;
    const values = [newsroom, positions.map(({ position }) => position)];
    const rows = await rowsOf(forNewsroom(this.dataSource, newsroom).connection, {
      name: 'erased leaves',
      text,
      values,
    });
    return new Map(rows.map(([position, leaf]) => [Number(position), leaf ?? '']));
  }
}

function entryOf({ newsroom, streamId, recordedAt, payload }: StoredEvent, leaves: ReadonlyMap<number, string>) {
  const { by, requestedBy, erasure, streams, identities, erased, renditions } = payload;
  const withLeaves = (list: Json | undefined) =>
    placesIn(list).map((one) => ({ ...one, leaf: leaves.get(one.position) ?? '' }));
  return {
    ...{ newsroom, erasure, article: streamId, at: recordedAt, by, requestedBy, streams, identities },
    erased: withLeaves(erased),
    renditions: withLeaves(renditions),
  };
}

/** One that was made again has another time. */
const keyOf = (erasure: Json | undefined, at: string): string => JSON.stringify([erasure, at]);

/** As `payload-erased` has them. */
const placesIn = (list: Json | undefined) => (list ?? []) as readonly { readonly position: number }[];
