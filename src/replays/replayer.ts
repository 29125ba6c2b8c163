// Carries one replay out, from its first event to its outcome; the log is told where rows were put in place.
import { createHash } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { readCheckpoints } from '../event-store/checkpoints';
import { EventStore } from '../event-store/event-store';
import { ApplyFailed } from '../event-store/projection-run';
import { Projector } from '../event-store/projector';
import { rebuild } from '../event-store/rebuild';
import { ReplayEnded, type ProjectionDrift, type Replay } from './replay';
import { replaysStream, toPayload } from './replay-events';
import { replayDrift, replaysEnded } from './replay-metrics';
import { ReplayWork, type Progress } from './replay-work';

/** Milliseconds between signs of life. */
const beat = 1_000;
/** Of all its read models together. */
const mostDrift = 1_000;

interface Run {
  readonly replay: Replay;
  readonly signal: AbortSignal;
  readonly drift: ProjectionDrift[];
  driftTotal: number;
  rows: number;
  /** Events of the read models that are finished, of the one that is being built, and of all. */
  before: number;
  events: number;
  total: number;
}

type Replaying = (progress: Progress) => void;

@Injectable()
export class Replayer {
  private readonly logger = new Logger(Replayer.name);

  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
    private readonly projector: Projector,
    private readonly work: ReplayWork,
  ) {}

  /**
   * A replay that this process has begun. Rejects only where its outcome cannot be written down, and then somebody else
   * will say that it failed.
   * @param ending ends it where it stands
   */
  async carryOut(replay: Replay, ending: AbortSignal, onProgress?: Replaying): Promise<void> {
    const lost = new AbortController();
    const signal = AbortSignal.any([ending, lost.signal]);
    const run: Run = { replay, signal, drift: [], driftTotal: 0, rows: 0, before: 0, events: 0, total: 0 };
    const timer = setInterval(() => {
      onProgress?.(progressOf(run));
      // Without the database there is no sign of life, and none is needed: the replay ends by itself.
      const told = this.work.tell(replay, progressOf(run)).catch(() => true);
      void told.then((mine) => mine || lost.abort(new ReplayEnded('It was given up for lost.')));
    }, beat);
    const failure = await this.replayAll(run).then(
      () => null,
      (error: unknown) => this.sentenceOf(replay, error),
    );
    clearInterval(timer);
    onProgress?.(progressOf(run));
    await this.work.tell(replay, progressOf(run));
    await this.conclude(replay, failure);
  }

  /** What another process left behind. */
  giveUp(replay: Replay): Promise<void> {
    return this.conclude(replay, 'The server that carried it out ended before it was done.');
  }

  private async replayAll(run: Run): Promise<void> {
    const { newsroom, projections } = run.replay;
    const checkpoints = await readCheckpoints(this.source, projections, newsroom);
    run.total = checkpoints.reduce((sum, { position }) => sum + position, 0);
    for (const name of projections) await this.replayOne(run, name);
  }

  private async replayOne(run: Run, name: string): Promise<void> {
    const { replay, signal } = run;
    const { newsroom, swap } = replay;
    const projection = this.projector.registered().find((one) => one.name === name);
    if (!projection) throw new ReplayEnded(`This server knows no read model ${name}.`);
    const report = await rebuild(this.source, projection, {
      newsroom,
      swap,
      signal,
      onProgress: (applied) => (run.events = run.before + applied),
      onSwap: (manager, drift) => this.work.replaced(manager, replay, { projection: name, drift }),
    });
    run.before += report.events;
    run.rows += report.rows;
    run.driftTotal += report.driftTotal;
    run.drift.push(...report.drift.map((one) => ({ projection: name, ...one })).slice(0, mostDrift - run.drift.length));
    replayDrift.set({ projection: name, newsroom }, report.driftTotal);
    await this.work.found(replay, run);
  }

  /** The event first: whoever takes over from a process that ended in between appends it again, and it stays one. */
  private async conclude(replay: Replay, failure: string | null): Promise<void> {
    const kept = await this.work.look(replay);
    if (!kept) return;
    if (kept.replaced.length > 0) await this.appendReplaced(kept);
    if (await this.work.end(replay, failure)) replaysEnded.inc({ status: failure === null ? 'done' : 'failed' });
  }

  private async appendReplaced(replay: Replay): Promise<void> {
    const { newsroom, id, by, replaced } = replay;
    const streamId = replaysStream(newsroom);
    const head = await this.store.streamHead(newsroom, streamId);
    const { outcome } = await this.store.append({
      newsroom,
      id,
      requestMac: createHash('sha256').update(id).digest(), // nothing secret, but with it the log knows the command again
      streamId,
      expectedRevision: head?.revision ?? 0,
      actor: await this.store.actorId(newsroom, by.sub),
      events: [toPayload({ type: 'projections-replayed', by, replay: id, replaced })],
    });
    if (outcome === 'conflict') await this.appendReplaced(replay);
  }

  /** What went wrong inside is for the server's log alone. */
  private sentenceOf({ id }: Replay, error: unknown): string {
    this.logger.warn(`Replay ${id} failed: ${String(error)}`);
    if (error instanceof ReplayEnded) return error.message;
    if (error instanceof ApplyFailed) return `The event at position ${error.first} cannot be applied.`;
    return 'It could not be finished; the log of the server tells why.';
  }
}

const progressOf = ({ events, total }: Run): Progress => ({ events, eventsTotal: Math.max(total, events) });
