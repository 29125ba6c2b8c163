// Rebuilding a small read model beside the live one: events a second, comparison included.
import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { adminDataSource, serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import type { Projection } from '../../src/event-store/projection';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import type { StoredEvent } from '../../src/event-store/stored-event';
import { editPayload } from './append';
import type { BenchRow } from './row';

const events = 20_000;

/** One row an event, written a batch at a time: as a revision history is. */
const notes: Projection = {
  name: 'bench-notes',
  tables: ['bench_notes'],
  async apply(batch: readonly StoredEvent[], manager: EntityManager): Promise<void> {
    await manager.query(
      `insert into bench_notes (newsroom_id, position, note)
       select $1, n.position, n.note
         from unnest($2::bigint[], $3::text[]) as n(position, note)`,
      [batch[0]?.newsroom, batch.map(({ position }) => position), batch.map(({ payload }) => payload.note)],
    );
  },
};

export async function benchRebuild(url: string): Promise<BenchRow[]> {
  const admin = await adminDataSource(url).initialize();
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  await admin.query(`
    create table if not exists read.bench_notes (
      newsroom_id text, position bigint, note text, primary key (newsroom_id, position))`);
  const store = new EventStore(source);
  const newsroom = `rebuild-${Date.now()}`;
  await store.createNewsroom(newsroom);
  const actor = await store.actorId(newsroom, 'bench');
  const list = Array.from({ length: 10 }, (_, nth) => ({
    type: 'article-edited',
    schema: 1,
    payload: editPayload(nth),
  }));
  const one = () => store.append({ newsroom, id: uuidv7(), requestMac: randomBytes(32), streamId: uuidv7(), expectedRevision: 0, actor, events: list }); // prettier-ignore
  for (let done = 0; done < events; done += 1000) await Promise.all(Array.from({ length: 100 }, one));
  const projector = new Projector(source, store);
  projector.register(notes);
  const projecting = performance.now();
  projector.start();
  await projector.waitFor(newsroom, events, 120_000);
  const projected = performance.now();
  await projector.stop();
  const report = await rebuild(admin, notes, { newsroom });
  const seconds = (performance.now() - projected) / 1000;
  await Promise.all([admin.destroy(), source.destroy()]);
  return [
    { name: 'rebuild, rows that differ', value: report.drift.length, atMost: 0 },
    { name: 'rebuild, events a second, comparison included', value: Math.round(report.events / seconds) },
    { name: 'projector, events a second', value: Math.round((events * 1000) / (projected - projecting)) },
  ];
}
