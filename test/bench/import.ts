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
import { migrate } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { Projector } from '../../src/event-store/projector';
import type { StoredEvent } from '../../src/event-store/stored-event';
import { bringIn } from '../../src/import/bring-in';
import type { ImportRooms } from '../../src/import/import-rooms';
import { NewsroomSettings } from '../../src/settings/newsroom-settings';
import { corpusRepository } from '../import/corpus-repository';
import { GitRepository } from '../import/git-repository';
import { median, type BenchRow } from './row';

const rounds = 3;
/** Of the log's own speed. */
const least = 0.1;

export async function benchImport(url: string): Promise<BenchRow[]> {
  await migrate(url);
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
  const figures: { rate: number; ratio: number }[] = [];
  for (let round = 0; round <= rounds; round += 1) figures.push(await measured(rooms, repository.folder, folder));
  await context.close();
  repository.remove();
  await rm(folder, { recursive: true });
  const counted = figures.slice(1); // the first warms up
  return [
    { name: 'import of git, to its events appended ready-made', value: median(counted.map(({ ratio }) => ratio)), atLeast: least }, // prettier-ignore
    { name: 'import of git, revisions a second', value: Math.round(median(counted.map(({ rate }) => rate))) },
  ];
}

async function measured(
  rooms: ImportRooms,
  from: string,
  dataFolder: string,
): Promise<{ rate: number; ratio: number }> {
  const newsroom = `import-${uuidv7().slice(-12)}`;
  const again = `${newsroom}-a`;
  for (const name of [newsroom, again]) await rooms.store.createNewsroom(name);
  const begun = performance.now();
  const { revisions } = await bringIn(rooms, { from, newsroom, published: ['content'] }, { dataFolder });
  const imported = performance.now() - begun;
  const events = await allEvents(rooms.store, newsroom);
  const actor = await rooms.store.actorId(again, 'bench');
  const appending = performance.now();
  await append(rooms.store, { newsroom: again, actor }, events);
  const appended = performance.now() - appending;
  return { rate: (revisions * 1000) / imported, ratio: appended / imported };
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

function givenRepository(): GitRepository {
  const corpus = corpusRepository();
  if (corpus.histories.length > 0) return corpus.repository;
  corpus.repository.remove();
  const lines = Array.from(
    { length: 120 },
    (_, nth) => `Ferry ${nth} waits at the quay until the lock opens again.\n\n`,
  );
  const commits = Array.from({ length: 900 }, (_, nth) => ({
    author: 'Ana Brandt',
    at: new Date(Date.UTC(2020, 0, 1) + nth * 60_000).toISOString(),
    message: `revision ${nth}`,
    files: { [`content/${nth % 60}.md`]: lines.with(nth % 120, `Ferry ${nth} sails.\n\n`).join('') },
  }));
  return new GitRepository(commits);
}
