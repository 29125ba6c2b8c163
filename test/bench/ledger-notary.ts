// The service's own notary at work beside the appends of a bench, and how long each waited for its checkpoint.
import type { HttpAdapterHost } from '@nestjs/core';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { Notary } from '../../src/ledger/notary';
import { NotaryOffice } from '../../src/ledger/notary-office';
import type { NoteKey, NoteSigner } from '../../src/ledger/note';

const ledgerName = 'bench.example';
/** Milliseconds between looks at what is signed. */
const look = 10;

export interface BenchNotary {
  readonly origin: string;
  readonly signers: readonly NoteSigner[];
  readonly keys: readonly NoteKey[];
  /** Tells it of an append, as the store does, and counts from now until it is signed. */
  appended(position: number): void;
  /** Milliseconds, of each append that was signed. */
  lags(): readonly number[];
  /** Settles when all that was told is signed. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

export async function startNotary(url: string, folder: string): Promise<BenchNotary> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const store = new EventStore(source);
  const office = new NotaryOffice({ keyFolder: join(folder, 'keys'), ledgerName });
  const notary = new Notary(source, store, office, { httpAdapter: {} } as unknown as HttpAdapterHost);
  notary.onApplicationBootstrap();
  const { keys } = office.furnished();
  const waiting: { readonly position: number; readonly since: number }[] = [];
  const lags: number[] = [];
  const timer = setInterval(() => {
    const [{ size } = { size: 0 }] = notary.status();
    const now = performance.now();
    const signed = waiting.filter(({ position }) => position <= size);
    for (const { since } of signed) lags.push(now - since);
    if (signed.length > 0) waiting.splice(0, waiting.length, ...waiting.filter(({ position }) => position > size));
  }, look);
  return {
    origin: keys.origin('main'),
    signers: keys.signers('main'),
    keys: keys.known('main'),
    appended: (position) => {
      waiting.push({ position, since: performance.now() });
      store.announce('main', position, 'of others');
    },
    lags: () => lags,
    caughtUp: async () => {
      while (waiting.length > 0) await pause(look);
    },
    stop: async () => {
      clearInterval(timer);
      await notary.beforeApplicationShutdown();
      await source.destroy();
    },
  };
}
