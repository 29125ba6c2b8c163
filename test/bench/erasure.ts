// What an erasure costs the read models: the article's rows made again, against the whole newsroom's, of as many events as
// STET_BENCH_EVENTS says. Each way is gone in a transaction of its own, which is taken back.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource, type EntityManager } from 'typeorm';
import { readConfig } from '../../src/config';
import { applyEvents } from '../../src/event-store/apply-events';
import { EventStore } from '../../src/event-store/event-store';
import type { Projection } from '../../src/event-store/projection';
import { Projector } from '../../src/event-store/projector';
import type { StoredEvent } from '../../src/event-store/stored-event';
import { createLog } from '../../src/http/log';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { startService } from '../../src/launch/service';
import { forNewsroom } from '../../src/newsroom-rows';
import { ownDatabase } from './own-database';
import type { BenchRow } from './row';
import { seedArticles } from './seed';

const wanted = Number(process.env['STET_BENCH_EVENTS'] ?? 20_000);
const revisions = 20;
const patience = 3_600_000;

export async function benchErasure(url: string): Promise<BenchRow[]> {
  const own = await ownDatabase(url, 'erasure');
  const [article = ''] = await seedArticles(own, Math.ceil(wanted / revisions), revisions);
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-erasure-'));
  const config = readConfig({ STET_DATA: folder, DATABASE_URL: own, PORT: '0', LOG_LEVEL: 'silent' });
  const service = await startService(config, createLog(config, { write: () => undefined }));
  const [store, projector] = [EventStore, Projector].map((type) => service.app.get(type, { strict: false })) as [EventStore, Projector]; // prettier-ignore
  await projector.waitFor('main', await store.head('main'), patience);
  const request = { article, revisions: [revisions], legalBasis: 'GDPR 17', reason: 'It was asked for' };
  const { id } = await ask(service.url, folder, { as: 'vera', path: 'erasures', body: request });
  const start = performance.now();
  const { position } = await ask(service.url, folder, { as: 'sam', path: `erasures/${id}/approve`, body: {} });
  await projector.waitFor('main', position, patience);
  const approved = performance.now() - start;
  const events = await store.readLog('main', { after: position - 1, limit: 1 });
  const source = service.app.get(DataSource, { strict: false });
  let [one, all] = [0, 0];
  for (const projection of projector.registered()) {
    one += await applied(source, projection, events);
    all += await applied(source, whole(projection), events);
  }
  await service.close();
  await rm(folder, { recursive: true });
  const of = `of ${wanted} events`;
  return [
    { name: `milliseconds of an erasure ${of}, until all read models forgot`, value: Math.round(approved) },
    { name: '  of the read models alone, that article', value: Math.round(one) },
    { name: '  the whole newsroom', value: Math.round(all) },
    { name: '  the article to the whole newsroom', value: one / all, atMost: 0.5 },
  ];
}

/** As if it could not tell its rows apart. */
const whole = (projection: Projection): Projection => ({
  name: projection.name,
  tables: projection.tables,
  apply: (events, manager) => projection.apply(events, manager),
  forget: () => projection.forget?.(),
});

async function applied(source: DataSource, projection: Projection, events: readonly StoredEvent[]): Promise<number> {
  const start = performance.now();
  const undone = new Error('taken back');
  const work = async (manager: EntityManager): Promise<void> => {
    await applyEvents(projection, events, manager);
    throw undone;
  };
  await forNewsroom(source, 'main')
    .transaction(work)
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return performance.now() - start;
}

interface Asking {
  readonly as: string;
  readonly path: string;
  readonly body: object;
}

async function ask(url: string, folder: string, { as, path, body }: Asking): Promise<{ id: string; position: number }> {
  const claims = { sub: as, name: as, newsrooms: { main: ['standards' as const] } };
  const token = await signToken(readOrMakeSigningKey(folder), claims, 3600);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const response = await fetch(`${url}/v1/main/${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(await response.text());
  return (await response.json()) as { id: string; position: number };
}
