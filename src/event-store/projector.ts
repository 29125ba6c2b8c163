// Keeps every registered projection up with the log, on any number of servers: woken by an append in this process, by
// word of one elsewhere, and by a slow timer, which alone would do.
import { Injectable, Logger, type OnApplicationBootstrap, type BeforeApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Rejection } from '../errors';
import { readCheckpoints, type CheckpointLag } from './checkpoints';
import { EventStore } from './event-store';
import type { Projection } from './projection';
import { placeCheckpoints } from './projection-run';
import type { PacedTask } from './paced-task';
import { pacedRounds } from './projection-round';
import { ProjectionRunner, type ProjectionFailure } from './projection-runner';

export interface ProjectionStatus {
  readonly projection: string;
  readonly newsroom: string;
  /** The checkpoint, as far as this process knows. */
  readonly position: number;
  /** Set while it is stopped. */
  readonly failure?: ProjectionFailure;
}

/** Milliseconds between looks when nobody wakes the projector. */
const slow = 1_000;
/** Milliseconds between looks at checkpoints that another server may be moving while somebody waits for them. */
const eager = 40;

@Injectable()
export class Projector implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Projector.name);
  private readonly projections = new Map<string, Projection>();
  private readonly runners = new Map<string, ProjectionRunner>();
  private readonly moved = new Set<() => void>();
  private readonly tasks = new Map<string, readonly PacedTask[]>();
  private timer: NodeJS.Timeout | undefined;
  private unsubscribe: (() => void) | undefined;
  private looking: Promise<void> | undefined;

  constructor(
    private readonly source: DataSource,
    private readonly store: EventStore,
  ) {}

  /** Of all projections. */
  get names(): readonly string[] {
    return [...this.projections.keys()];
  }

  /** To be called before `start`, once per name. */
  register(projection: Projection): void {
    if (this.projections.has(projection.name)) throw new Error(`Two projections are named ${projection.name}.`);
    this.projections.set(projection.name, projection);
  }

  registered(): Projection[] {
    return [...this.projections.values()];
  }

  onApplicationBootstrap(): void {
    this.start();
  }

  beforeApplicationShutdown(): Promise<void> {
    return this.stop();
  }

  start(): void {
    this.unsubscribe = this.store.onAppended((newsroom) => this.follow(newsroom));
    this.timer = setInterval(() => void this.look(), slow);
    void this.look();
  }

  /** Lets the steps that are under way finish. */
  async stop(): Promise<void> {
    clearInterval(this.timer);
    this.timer = undefined;
    this.unsubscribe?.();
    await this.looking;
    await Promise.all([...this.tasks.values()].flat().map((task) => task.stop()));
    await Promise.all([...this.runners.values()].map((runner) => runner.stop()));
  }

  /** One entry for each projection and newsroom that this process has seen. */
  status(): ProjectionStatus[] {
    return [...this.runners.values()].map(({ projection, newsroom, position, failure }) => ({
      projection: projection.name,
      newsroom,
      position,
      failure,
    }));
  }

  /** Checkpoints and the log's heads as the database has them now: for metrics. */
  lag(): Promise<CheckpointLag[]> {
    return readCheckpoints(this.source, [...this.projections.keys()]);
  }

  /**
   * Settles when the projections (all, unless named) are at or past the position in that newsroom. Refuses with
   * `not-yet` when they are not within `timeout` milliseconds.
   */
  async waitFor(newsroom: string, position: number, timeout: number, names?: readonly string[]): Promise<void> {
    const wanted = names ?? [...this.projections.keys()];
    const deadline = performance.now() + timeout;
    while (!(await this.isPast(newsroom, position, wanted))) {
      const left = deadline - performance.now();
      if (left <= 0) throw new Rejection('not-yet', `The read models have not reached position ${position} yet.`);
      this.wake(newsroom, wanted);
      await this.nextMove(Math.min(left, eager));
    }
  }

  private async isPast(newsroom: string, position: number, names: readonly string[]): Promise<boolean> {
    const known = names.map((name) => this.runners.get(`${name} ${newsroom}`)?.position ?? 0);
    if (known.every((at) => at >= position)) return true;
    const checkpoints = await readCheckpoints(this.source, names, newsroom);
    this.note(checkpoints);
    return names.every((name) => checkpoints.some((one) => one.projection === name && one.position >= position));
  }

  private nextMove(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const done = (): void => {
        clearTimeout(timer);
        this.moved.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.moved.add(done);
    });
  }

  /** A new newsroom has no checkpoints yet. */
  private follow(newsroom: string): void {
    const tasks = this.tasks.get(newsroom);
    if (tasks) ask(tasks);
    else void this.look();
  }

  private tasksOf(newsroom: string): readonly PacedTask[] {
    const known = this.tasks.get(newsroom);
    if (known) return known;
    const runners = Array.from(this.projections.values(), (projection) => this.runnerOf(projection, newsroom));
    const tasks = pacedRounds(this.source, newsroom, runners);
    this.tasks.set(newsroom, tasks);
    return tasks;
  }

  private wake(newsroom: string, names: readonly string[]): void {
    if (this.timer === undefined) return;
    const runners = names.map((name) => this.runners.get(`${name} ${newsroom}`));
    for (const runner of runners) void (runner ? runner.run() : this.look()); // a new newsroom has no checkpoints yet
  }

  /** What the timer does: finds new newsrooms, and projections that are behind. Overlapping looks are one. */
  private look(): Promise<void> {
    this.looking ??= this.lookOnce()
      .catch((error: unknown) => this.logger.warn(`The checkpoints cannot be read: ${String(error)}`))
      .finally(() => (this.looking = undefined));
    return this.looking;
  }

  private async lookOnce(): Promise<void> {
    await placeCheckpoints(this.source, [...this.projections.keys()]);
    const checkpoints = await this.lag();
    this.note(checkpoints);
    if (this.timer === undefined) return;
    for (const { newsroom, position, head } of checkpoints) if (position < head) ask(this.tasksOf(newsroom));
  }

  private note(checkpoints: readonly CheckpointLag[]): void {
    for (const { projection, newsroom, position } of checkpoints) {
      const known = this.projections.get(projection);
      if (!known) continue;
      const runner = this.runnerOf(known, newsroom);
      runner.position = Math.max(runner.position, position);
    }
  }

  private runnerOf(projection: Projection, newsroom: string): ProjectionRunner {
    const key = `${projection.name} ${newsroom}`;
    const known = this.runners.get(key);
    if (known) return known;
    const runner = new ProjectionRunner(this.source, projection, newsroom, () => {
      for (const done of [...this.moved]) done();
    });
    this.runners.set(key, runner);
    return runner;
  }
}

function ask(tasks: readonly PacedTask[]): void {
  for (const task of tasks) task.ask();
}
