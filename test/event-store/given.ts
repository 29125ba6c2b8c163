// What the event store's tests share: a store on a database of its own, and commands as the newsroom would send them.
import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import type { AppendCommand, NewEvent, Payload } from '../../src/event-store/stored-event';
import { createDatabase, type TestDatabase } from '../setup/database';

export interface GivenStore {
  readonly database: TestDatabase;
  readonly source: DataSource;
  readonly store: EventStore;
  /** A store of another server. */
  another(): Promise<{ source: DataSource; store: EventStore }>;
  close(): Promise<void>;
}

export async function givenStore(): Promise<GivenStore> {
  const database = await createDatabase();
  const sources: DataSource[] = [];
  const another = async (): Promise<{ source: DataSource; store: EventStore }> => {
    const source = await serviceDataSource(database.url, { newsroom: 'main' }).initialize();
    sources.push(source);
    return { source, store: new EventStore(source) };
  };
  const first = await another();
  const close = async (): Promise<void> => {
    for (const source of sources) await source.destroy();
    await database.drop();
  };
  return { database, ...first, another, close };
}

export const mac = (request: string): Buffer => createHash('sha256').update(request).digest();

export const edited = (payload: Payload = { note: 'Lead shortened' }): NewEvent => ({
  type: 'article-edited',
  schema: 1,
  payload,
});

const ana = '5c0ffee0-0000-4000-8000-000000000001';

/** A command with that many events on the stream. */
export function command(
  streamId: string,
  expectedRevision: number,
  events: number | readonly NewEvent[] = 1,
  over: Partial<AppendCommand> = {},
): AppendCommand {
  const list = typeof events === 'number' ? Array.from({ length: events }, (_, nth) => edited({ nth })) : events;
  return {
    newsroom: 'main',
    id: uuidv7(),
    requestMac: mac('request'),
    streamId,
    expectedRevision,
    actor: ana,
    events: list,
    ...over,
  };
}
