// What operators see of the running service: its probes, and the metrics of log and read models.
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Gauge, Histogram } from 'prom-client';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { poolOf } from '../data-source';
import { EventStore } from '../event-store/event-store';
import { Projector } from '../event-store/projector';
import { metrics } from '../http/metrics';
import { keepMinPosition } from '../http/min-position';
import { Readiness } from '../http/readiness';

const names = [
  'stet_append_duration_seconds',
  'stet_append_batch_commands',
  'stet_projection_lag_events',
  'stet_projection_stopped',
  'stet_database_connections',
] as const;
const [appendDuration, appendBatch, projectionLag, projectionStopped, connections] = names;

/** Before `app.listen`. */
export function watch(app: NestFastifyApplication): void {
  const projector = app.get(Projector, { strict: false });
  const source = app.get(DataSource, { strict: false });
  keepMinPosition(app.getHttpAdapter().getInstance(), (...asked) => projector.waitFor(...asked));
  app
    .get(Readiness, { strict: false })
    .add(
      { name: 'database', check: async () => void (await poolOf(source).query('select 1')) },
      { name: 'projections', check: () => Promise.resolve(checkProjections(projector)) },
    );
  for (const name of names) metrics.removeSingleMetric(name); // of a service that ran in this process before
  measureAppends(app.get(EventStore, { strict: false }));
  measureProjections(projector);
  measurePool(source);
}

function checkProjections(projector: Projector): void {
  const stopped = projector.status().filter(({ failure }) => failure);
  const named = stopped.map(({ projection, newsroom, position }) => `${projection} of ${newsroom} at ${position + 1}`);
  if (named.length > 0) throw new Rejection('unavailable', `Stopped: ${named.join(', ')}.`);
}

function measureAppends(store: EventStore): void {
  const registers = [metrics];
  const seconds = new Histogram({
    name: appendDuration,
    help: 'Duration of one append call: a batch of commands.',
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1],
    registers,
  });
  const commands = new Histogram({
    name: appendBatch,
    help: 'Commands in one append call.',
    buckets: [1, 2, 4, 8, 16, 32, 64, 128, 256],
    registers,
  });
  store.onBatch((_, size, milliseconds) => {
    seconds.observe(milliseconds / 1000);
    commands.observe(size);
  });
}

function measureProjections(projector: Projector): void {
  new Gauge({
    name: projectionLag,
    help: 'Events of the log that a read model has not applied yet.',
    labelNames: ['projection', 'newsroom'],
    registers: [metrics],
    async collect() {
      // Without the database the other metrics are wanted all the more.
      for (const { projection, newsroom, position, head } of await projector.lag().catch(() => [])) {
        this.set({ projection, newsroom }, Math.max(0, head - position));
      }
    },
  });
  new Gauge({
    name: projectionStopped,
    help: '1 where a read model is stopped at an event it cannot apply.',
    labelNames: ['projection', 'newsroom'],
    registers: [metrics],
    collect() {
      for (const { projection, newsroom, failure } of projector.status()) {
        this.set({ projection, newsroom }, failure ? 1 : 0);
      }
    },
  });
}

function measurePool(source: DataSource): void {
  new Gauge({
    name: connections,
    help: 'Connections of the pool, by state, and requests that wait for one.',
    labelNames: ['state'],
    registers: [metrics],
    collect() {
      const { totalCount, idleCount, waitingCount } = poolOf(source);
      this.set({ state: 'busy' }, totalCount - idleCount);
      this.set({ state: 'idle' }, idleCount);
      this.set({ state: 'waiting' }, waitingCount);
    },
  });
}
