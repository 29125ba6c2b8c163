// An archive brought in from git, against the same events sent to the log by whoever has them ready: what reading, deciding and
// waiting cost. Real histories where the corpus is there, made ones without it.
import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { NestFactory } from '@nestjs/core';
import { uuidv7 } from 'uuidv7';
import { AppModule } from '../../src/app.module';
import { ArticleLog } from '../../src/articles/article-log';
import { EventStore } from '../../src/event-store/event-store';
import { Projector } from '../../src/event-store/projector';
import type { StoredEvent } from '../../src/event-store/stored-event';
import { bringIn } from '../../src/import/bring-in';
import type { ImportRooms } from '../../src/import/import-rooms';
import { openArchive } from '../../src/import/open-archive';
import { NewsroomSettings } from '../../src/settings/newsroom-settings';
import { givenRepository } from './import-given';
import { benchImportProcesses } from './import-processes';
import { median, type BenchRow } from './row';

const rounds = 3;
/** Of the log's own speed. */
const least = 0.1;

export async function benchImport(url: string): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-import-'));
  const module = AppModule.with({ databaseUrl: url, requestSecret: Buffer.alloc(32), keyFolder: folder });
  const context = await NestFactory.createApplicationContext(module, { logger: false });
  await context.get(Projector, { strict: false }).stop();
  const rooms: ImportRooms = {
    commands: context.get(CommandBus, { strict: false }),
    store: context.get(EventStore, { strict: false }),
    articles: context.get(ArticleLog, { strict: false }),
    settings: context.get(NewsroomSettings, { strict: false }),
  };
  const repository = givenRepository();
  const ratios: number[] = [];
  for (let round = 0; round <= rounds; round += 1) ratios.push(await measured(rooms, repository.folder, folder));
  await context.close();
  repository.remove();
  await rm(folder, { recursive: true });
  return [
    { name: 'import of git, to its events appended ready-made', value: median(ratios.slice(1)), atLeast: least }, // the first warms up
    ...(await benchImportProcesses(url)),
  ];
}

/** Of the time that its events take ready-made. */
async function measured(rooms: ImportRooms, from: string, dataFolder: string): Promise<number> {
  const newsroom = `import-${uuidv7().slice(-12)}`;
  const again = `${newsroom}-a`;
  for (const name of [newsroom, again]) await rooms.store.createNewsroom(name);
  const begun = performance.now();
  const request = { from, newsroom, published: ['content'] };
  await bringIn(rooms, request, await openArchive(from, request), { dataFolder });
  const imported = performance.now() - begun;
  const events = await allEvents(rooms.store, newsroom);
  const actor = await rooms.store.actorId(again, 'bench');
  const appending = performance.now();
  await append(rooms.store, { newsroom: again, actor }, events);
  const appended = performance.now() - appending;
  return appended / imported;
}

async function allEvents(store: EventStore, newsroom: string): Promise<StoredEvent[]> {
  const events: StoredEvent[] = [];
  for (let more = true; more;) {
    const page = await store.readLog(newsroom, { after: events.length, limit: 1_000 });
    events.push(...page);
    more = page.length === 1_000;
  }
  return events;
}

/** One command an event, all at once: the store makes batches of them. */
async function append(
  store: EventStore,
  place: { newsroom: string; actor: string },
  events: readonly StoredEvent[],
): Promise<void> {
  // prettier-ignore
  await Promise.all(
    events.map(({ streamId, revision, type, schema, payload }) =>
      store.append({ ...place, id: uuidv7(), streamId, expectedRevision: revision - 1, events: [{ type, schema, payload }] }),
    ),
  );
}
