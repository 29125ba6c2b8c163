// What operators see of replays. A server tells of those that it carried out itself.
import { Counter, Gauge } from 'prom-client';
import { metrics } from '../http/metrics';

const registers = [metrics];

export const replaysEnded = new Counter({
  name: 'stet_replays_total',
  help: 'Replays that ended, by how they did.',
  labelNames: ['status'] as const,
  registers,
});

export const replayDrift = new Gauge({
  name: 'stet_replay_drift',
  help: 'Differences between a read model and the log that its last replay found.',
  labelNames: ['projection', 'newsroom'] as const,
  registers,
});
