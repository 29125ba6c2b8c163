// What operators see of the ledger: its probe, and how far what is signed is behind the log.
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { rowsOf } from '../event-store/log-reader';
import { metrics } from '../http/metrics';
import { Readiness } from '../http/readiness';
import { acrossNewsrooms } from '../newsroom-rows';
import { Notary } from './notary';

interface Lag {
  readonly newsroom: string;
  readonly size: number;
  /** Events that are not signed. */
  readonly events: number;
  /** Age of the oldest of them; 0 where all are signed. */
  readonly seconds: number;
}

@Injectable()
export class LedgerWatch {
  private asked: { readonly at: number; readonly lags: Promise<readonly Lag[]> } | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly readiness: Readiness,
    private readonly notary: Notary,
  ) {}

  begin(): void {
    this.readiness.add({ name: 'ledger', check: () => Promise.resolve(this.check()) });
    this.measure('stet_ledger_signed_size', 'Events of the log that the newest checkpoint signs.', 'size');
    this.measure('stet_ledger_lag_events', 'Events of the log that no checkpoint signs yet.', 'events');
    this.measure('stet_ledger_lag_seconds', 'Age of the oldest event that no checkpoint signs yet.', 'seconds');
    this.measureStopped();
  }

  private check(): void {
    const reasons = this.notary
      .status()
      .flatMap(({ newsroom, failure }) => (failure?.refused ? `${newsroom}: ${failure.reason}` : []));
    if (reasons.length > 0) throw new Rejection('unavailable', reasons.join(' '));
  }

  private measure(name: string, help: string, of: 'size' | 'events' | 'seconds'): void {
    metrics.removeSingleMetric(name); // of a service that ran in this process before
    const lags = (): Promise<readonly Lag[]> => this.lags();
    new Gauge({
      name,
      help,
      labelNames: ['newsroom'],
      registers: [metrics],
      async collect() {
        // Without the database the other metrics are wanted all the more.
        for (const lag of await lags().catch(() => [])) this.set({ newsroom: lag.newsroom }, lag[of]);
      },
    });
  }

  private measureStopped(): void {
    const name = 'stet_ledger_stopped';
    metrics.removeSingleMetric(name);
    const { notary } = this;
    new Gauge({
      name,
      help: '1 where the notary signs nothing: it refuses, or is hindered.',
      labelNames: ['newsroom'],
      registers: [metrics],
      collect() {
        for (const { newsroom, failure } of notary.status()) this.set({ newsroom }, failure ? 1 : 0);
      },
    });
  }

  /** One question for the gauges of one scrape. */
  private lags(): Promise<readonly Lag[]> {
    const now = performance.now();
    if (!this.asked || now - this.asked.at > 100) this.asked = { at: now, lags: this.readLags() };
    return this.asked.lags;
  }

  private async readLags(): Promise<readonly Lag[]> {
    const text = `
      select w.newsroom_id, s.size, w.position - s.size,
             coalesce(greatest(extract(epoch from clock_timestamp() - o.recorded_at), 0), 0)
        from log.ends w
       cross join lateral (select coalesce(max(h.size), 0) as size, coalesce(max(h.size), 0) + 1 as next
                             from ledger.heads h
                            where h.newsroom_id = w.newsroom_id
                           offset 0) s -- computed before it is looked for: by a computed value no index is used under row security
        left join log.events o on o.newsroom_id = w.newsroom_id and o.position = s.next`;
    const { connection } = acrossNewsrooms(this.source);
    const rows = await rowsOf(connection, { name: 'ledger lag', text, values: [] });
    return rows.map(([newsroom, size, events, seconds]) => ({
      newsroom: newsroom ?? '',
      size: Number(size),
      events: Number(events),
      seconds: Number(seconds),
    }));
  }
}
