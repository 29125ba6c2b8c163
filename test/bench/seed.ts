// Articles with many revisions, written straight into the log as the service would have written them, but faster.
import { randomBytes } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import type { Article } from '../../src/articles/article';
import { ArticleLog, snapshotEvery } from '../../src/articles/article-log';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import type { NewEvent } from '../../src/event-store/stored-event';
import { draftPayload, editPayload } from './texts';

const together = 200;

/** As many articles, each with that many revisions; their ids. */
export async function seedArticles(url: string, articles: number, revisions: number): Promise<string[]> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const store = new EventStore(source);
  const actor = await store.actorId('main', 'ana');
  const ids = Array.from({ length: articles }, uuidv7);
  await Promise.all(ids.map((id) => write(store, { actor, id, from: 0, upTo: revisions })));
  await source.destroy();
  return ids;
}

/** One with the snapshots that the service would have written with it. */
export async function seedWithSnapshots(url: string, revisions: number): Promise<string> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const store = new EventStore(source);
  const log = new ArticleLog(store);
  const [actor, id] = [await store.actorId('main', 'ana'), uuidv7()];
  let article: Article | undefined;
  for (let from = 0; from < revisions; from += snapshotEvery) {
    await write(store, { actor, id, from, upTo: Math.min(from + snapshotEvery, revisions) });
    const before = article;
    article = log.advance('main', before, await store.readStream('main', id, { after: from }));
    if (article) log.remember('main', before, article);
  }
  await source.destroy();
  return id;
}

interface Seeded {
  readonly actor: string;
  readonly id: string;
  /** Revision to begin behind. */
  readonly from: number;
  readonly upTo: number;
}

async function write(store: EventStore, { actor, id, from, upTo }: Seeded): Promise<void> {
  for (let revision = from; revision < upTo; revision += together) {
    const events = Array.from({ length: Math.min(together, upTo - revision) }, (_, nth) => eventAt(revision + nth));
    await store.append({ newsroom: 'main', id: uuidv7(), requestMac: randomBytes(32), streamId: id, expectedRevision: revision, actor, events }); // prettier-ignore
  }
}

const eventAt = (revision: number): NewEvent =>
  revision === 0
    ? { type: 'article-drafted', schema: 1, payload: draftPayload }
    : { type: 'article-edited', schema: 1, payload: editPayload(revision) };
