// Articles with many revisions, written straight into the log as the service would have written them, but faster.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import type { NewEvent } from '../../src/event-store/stored-event';
import { draftPayload, editPayload } from './texts';

const together = 200;

/** As many articles, each with that many revisions; their ids. */
export async function seedArticles(url: string, articles: number, revisions: number): Promise<string[]> {
  const source = await serviceDataSource(url).initialize();
  const store = new EventStore(source);
  const actor = await store.actorId('main', 'ana');
  const ids = Array.from({ length: articles }, uuidv7);
  await Promise.all(ids.map((id) => write(store, { actor, id, revisions })));
  await source.destroy();
  return ids;
}

interface Seeded {
  readonly actor: string;
  readonly id: string;
  readonly revisions: number;
}

async function write(store: EventStore, { actor, id, revisions }: Seeded): Promise<void> {
  for (let revision = 0; revision < revisions; revision += together) {
    const events = Array.from({ length: Math.min(together, revisions - revision) }, (_, nth) =>
      eventAt(revision + nth),
    );
    await store.append({ newsroom: 'main', id: uuidv7(), requestMac: randomBytes(32), streamId: id, expectedRevision: revision, actor, events }); // prettier-ignore
  }
}

const eventAt = (revision: number): NewEvent =>
  revision === 0
    ? { type: 'article-drafted', schema: 1, payload: draftPayload }
    : { type: 'article-edited', schema: 1, payload: editPayload(revision) };
