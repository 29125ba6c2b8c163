// What operators see of those who listen to the log.
import { Gauge } from 'prom-client';
import { metrics } from '../http/metrics';

export const eventListeners = new Gauge({
  name: 'stet_event_listeners',
  help: 'Clients that listen to the live log on this server.',
  labelNames: ['newsroom'] as const,
  registers: [metrics],
});
