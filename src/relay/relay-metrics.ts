// What operators see of webhooks. A server tells of those that it delivers for.
import { Counter, Gauge, Histogram } from 'prom-client';
import { metrics } from '../http/metrics';

const registers = [metrics];

export const deliveries = new Counter({
  name: 'stet_webhook_deliveries_total',
  help: 'Attempts to deliver an event, by whether it was received.',
  labelNames: ['outcome'] as const,
  registers,
});

export const deliverySeconds = new Histogram({
  name: 'stet_webhook_delivery_seconds',
  help: 'Duration of an attempt to deliver an event.',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 30],
  registers,
});

export const webhooksParked = new Counter({
  name: 'stet_webhooks_parked_total',
  help: 'Webhooks that were parked because their receiver was gone, or received nothing for too long.',
  registers,
});

export const webhookLag = new Gauge({
  name: 'stet_webhook_lag_events',
  help: 'Events of the log that a webhook has neither delivered nor passed over yet.',
  labelNames: ['newsroom', 'webhook'] as const,
  registers,
});

export const articlesWaiting = new Gauge({
  name: 'stet_webhook_articles_waiting',
  help: 'Articles whose next event was not received by a webhook.',
  labelNames: ['newsroom', 'webhook'] as const,
  registers,
});
