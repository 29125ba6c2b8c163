// Group commit for one newsroom: while one call is in flight the next commands queue up and go as the next batch, so one
// flush to disk carries many commands and none waits longer than the call before it.
import { setTimeout as pause } from 'node:timers/promises';
import { Rejection } from '../errors';
import type { Connection } from '../newsroom-rows';
import { callAppend, type PreparedCommand } from './append-call';
import { isLostConnection, sqlState } from './lost-connection';
import type { AppendOutcome } from './stored-event';

interface Waiting {
  readonly prepared: PreparedCommand;
  readonly resolve: (outcome: AppendOutcome) => void;
  readonly reject: (error: unknown) => void;
}

export interface AppendQueueOptions {
  /** How long a command is tried again when the database is away, in milliseconds. */
  readonly patience: number;
  /** How long a command that can wait does so for others, in milliseconds. */
  readonly linger: number;
  /** Told of each batch that was answered: how many commands, and how long it took in milliseconds. */
  readonly onBatch: (size: number, milliseconds: number) => void;
}

const mostInBatch = 256;
/** Commands that can wait do so until as many are there. */
const lot = 64;

export class AppendQueue {
  private waiting: Waiting[] = [];
  private draining = false;
  private lingering: NodeJS.Timeout | undefined;

  constructor(
    private readonly connection: Connection,
    private readonly newsroom: string,
    private readonly options: AppendQueueOptions,
  ) {}

  push(prepared: PreparedCommand): Promise<AppendOutcome> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ prepared, resolve, reject });
      if (this.draining) return;
      if (this.isDue()) this.start();
      else this.wait();
    });
  }

  private isDue(): boolean {
    return this.waiting.length >= lot || this.waiting.some(({ prepared }) => !prepared.command.canWait);
  }

  private wait(): void {
    this.lingering ??= setTimeout(() => this.start(), this.options.linger);
  }

  private start(): void {
    clearTimeout(this.lingering);
    this.lingering = undefined;
    this.draining = true;
    setImmediate(() => void this.drain()); // whatever else arrived with this turn of the event loop comes along
  }

  private async drain(): Promise<void> {
    do {
      await this.commit(this.waiting.splice(0, mostInBatch));
      await new Promise(setImmediate); // those just answered send their next commands first
    } while (this.isDue());
    this.draining = false;
    if (this.waiting.length > 0) this.wait();
  }

  private async commit(batch: readonly Waiting[]): Promise<void> {
    const start = performance.now();
    try {
      const outcomes = await this.send(batch, start + this.options.patience);
      batch.forEach(({ resolve }, nth) => resolve(outcomes[nth] ?? { outcome: 'reused' }));
      this.options.onBatch(batch.length, performance.now() - start);
    } catch (error) {
      if (batch.length > 1 && blamesOne(error)) await this.commitInHalves(batch);
      else batch.forEach(({ reject }) => reject(refusalOf(error)));
    }
  }

  /** Until the one at fault is alone: the others wait for a few calls, however many they are. */
  private async commitInHalves(batch: readonly Waiting[]): Promise<void> {
    const middle = batch.length >> 1;
    await this.commit(batch.slice(0, middle));
    await this.commit(batch.slice(middle));
  }

  /** Command ids make a call exactly-once: where the answer was lost, the same call answers `repeated`. */
  private async send(batch: readonly Waiting[], deadline: number, wait = 20): Promise<AppendOutcome[]> {
    const prepared = batch.map((one) => one.prepared);
    try {
      return await callAppend(this.connection, this.newsroom, prepared);
    } catch (error) {
      if (!isLostConnection(error) || performance.now() + wait > deadline) throw error;
    }
    await pause(wait);
    return this.send(batch, deadline, Math.min(wait * 2, 500));
  }
}

/** Data that PostgreSQL refuses (classes 22, 23, 54): one command's fault, not the batch's. */
function blamesOne(error: unknown): boolean {
  return /^(22|23|54)/.test(sqlState(error) ?? '');
}

function refusalOf(error: unknown): unknown {
  if (isLostConnection(error)) return new Rejection('unavailable');
  if (sqlState(error) === 'P0002') return new Rejection('not-found', 'There is no such newsroom.');
  return error;
}
