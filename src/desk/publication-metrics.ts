// What operators see of publications at their time. A server tells of those that it carried out itself.
import { Counter, Gauge, Histogram } from 'prom-client';
import { metrics } from '../http/metrics';

const registers = [metrics];

export const publicationsDue = new Gauge({
  name: 'stet_publications_due',
  help: 'Scheduled publications whose time has come and that have not been carried out, as this server last saw.',
  registers,
});

export const publicationsMissed = new Counter({
  name: 'stet_publications_missed_total',
  help: 'Scheduled publications that could not be published when their time came.',
  registers,
});

export const publicationsFailed = new Counter({
  name: 'stet_publication_attempts_failed_total',
  help: 'Attempts to carry out a scheduled publication that failed and will be made again.',
  registers,
});

export const publicationLateness = new Histogram({
  name: 'stet_publication_lateness_seconds',
  help: 'From the time that a publication was scheduled for until it was in the log.',
  buckets: [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600],
  registers,
});
