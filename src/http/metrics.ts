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

const timers = new Map<string, Histogram.Internal<'method' | 'route' | 'status'>>();

/** The histogram's part for these labels, found once: finding it costs more than observing. */
export function timerOf(
  method: string,
  route: string,
  status: number,
): Histogram.Internal<'method' | 'route' | 'status'> {
  const key = `${status} ${method} ${route}`;
  const known = timers.get(key) ?? httpDuration.labels({ method, route, status });
  timers.set(key, known);
  return known;
}

/** Memory, CPU and event loop of this process; once a process. */
export function collectProcessMetrics(): void {
  collectDefaultMetrics({ register: metrics });
}
