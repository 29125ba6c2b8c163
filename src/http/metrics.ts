// What Prometheus is told. Other rooms' metrics are put into the same registry where the application is put together.
import { collectDefaultMetrics, Histogram, Registry } from 'prom-client';

export const metrics = new Registry();

/** Seconds from the request's first line to its answer's end, by route pattern: never by address. */
const httpDuration = new Histogram({
  name: 'stet_http_request_duration_seconds',
  help: 'Duration of HTTP requests.',
  labelNames: ['method', 'route', 'status'] as const,
  buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
  registers: [metrics],
});

/** The histogram's part for requests that ended alike. */
export const timerOf = (method: string, route: string, status: number): Histogram.Internal<string> =>
  httpDuration.labels({ method, route, status });

/** Memory, CPU and event loop of this process; once a process. */
export function collectProcessMetrics(): void {
  collectDefaultMetrics({ register: metrics });
}
