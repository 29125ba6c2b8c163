// What the ledger costs, and what it takes to prove and to verify. The tree and its checkpoints are made beside the appends: on
// is the store's append while the notary works in the same process, off without a notary. Printed beside it is what else there
// is: a receipt signed for every answer, which no append waits for, and what the store's own hashing (salts, commitments,
// leaves) takes, by the same append in a database whose log.leaf hashes nothing, of events that nobody sealed.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { uuidv7 } from 'uuidv7';
import { poolOf, serviceDataSource } from '../../src/data-source';
import { AppendQueue } from '../../src/event-store/append-queue';
import { EventStore } from '../../src/event-store/event-store';
import { receiptHeader } from '../../src/ledger/receipt';
import { editPayload } from './append';
import { benchProofs } from './ledger-proofs';
import { startNotary, type BenchNotary } from './ledger-notary';
import { ownDatabase } from './own-database';
import { median, rate, type BenchRow } from './row';

const writers = 32;
const limits = { ratio: 0.9, lag: 2_000 };
const nothing = Buffer.alloc(32);

interface Side {
  readonly one: (writer: number) => Promise<void>;
  readonly close: () => Promise<void>;
}

export async function benchLedger(url: string, rounds = 7, milliseconds = 3_000): Promise<BenchRow[]> {
  const folder = await mkdtemp(join(tmpdir(), 'stet-bench-ledger-'));
  const on = await ownDatabase(url, 'ledger_on');
  const notary = await startNotary(on, folder);
  const sides = [
    await withLedger(await ownDatabase(url, 'ledger_off')),
    await withLedger(on, { notary, isReceipted: false }),
    await withLedger(on, { notary, isReceipted: true }),
    await unsealed(await ownDatabase(url, 'ledger_unsealed')),
  ];
  const speeds: number[][] = [];
  for (const side of sides) await rate(writers, 500, side.one);
  for (let round = 0; round < rounds; round += 1) {
    const speed: number[] = [];
    for (const side of sides) {
      await notary.caughtUp(); // its work is for the appends that it signs
      speed.push(await rate(writers, milliseconds, side.one));
    }
    speeds.push(speed);
  }
  const [off, made, receipted, plain] = sides.map((_, nth) =>
    Math.round(median(speeds.map((speed) => speed[nth] ?? 0))),
  );
  const ratio = (nth: number, to: number) => median(speeds.map((speed) => (speed[nth] ?? 0) / (speed[to] ?? 1)));
  await notary.caughtUp();
  const lags = notary.lags().toSorted((one, other) => one - other);
  const rows: BenchRow[] = [
    { name: `append, ${writers} writers, tree and checkpoints on to off`, value: ratio(1, 0), atLeast: limits.ratio },
    { name: '  with a receipt for each as well, to off', value: ratio(2, 0) },
    { name: '  off, to an append that hashes nothing', value: ratio(0, 3) },
    { name: '  appends a second, on', value: made ?? 0 },
    { name: '  appends a second, with receipts', value: receipted ?? 0 },
    { name: '  appends a second, off', value: off ?? 0 },
    { name: '  appends a second that hash nothing', value: plain ?? 0 },
    { name: 'milliseconds from append to checkpoint, p95', value: Math.round(lags[Math.floor(lags.length * 0.95)] ?? NaN), atMost: limits.lag }, // prettier-ignore
    { name: '  the longest', value: Math.round(lags.at(-1) ?? NaN) },
  ];
  for (const side of sides) await side.close();
  await notary.stop();
  rows.push(...(await benchProofs(on, folder, notary.keys)));
  await rm(folder, { recursive: true });
  return rows;
}

interface Made {
  readonly notary: BenchNotary;
  readonly isReceipted: boolean;
}

/** Without a notary nothing is promised or signed. */
async function withLedger(url: string, made?: Made): Promise<Side> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const store = new EventStore(source);
  const actor = await store.actorId('main', 'bench');
  const commandOf = commands(actor);
  const one = async (writer: number): Promise<void> => {
    const command = commandOf(writer);
    const outcome = await store.append(command);
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
    if (!made) return;
    const { notary, isReceipted } = made;
    const { position, hash = '' } = outcome;
    notary.appended(position);
    if (isReceipted) await receiptHeader({ ...outcome, hash, origin: notary.origin }, notary.signers);
  };
  return { one, close: () => source.destroy() };
}

async function unsealed(url: string): Promise<Side> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`
    create or replace function log.leaf(
      newsroom text, pos bigint, stream uuid, revision int, type text, schema smallint, actor uuid, micros bigint, commitment bytea
    )
    returns bytea
    language sql immutable parallel safe
    return commitment`);
  await admin.end();
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const actor = await new EventStore(source).actorId('main', 'bench');
  const queue = new AppendQueue(poolOf(source), 'main', { patience: 8_000, linger: 20, onBatch: () => undefined });
  const commandOf = commands(actor);
  const one = async (writer: number): Promise<void> => {
    const command = commandOf(writer);
    const sealed = command.events.map(({ payload }) => ({ text: JSON.stringify(payload), salt: nothing, commitment: nothing })); // prettier-ignore
    const outcome = await queue.push({ command, sealed });
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
  };
  return { one, close: () => source.destroy() };
}

/** Each writer edits an article of its own. */
function commands(actor: string) {
  const streams = new Map<number, { readonly id: string; revision: number }>();
  let nth = 0;
  return (writer: number) => {
    const stream = streams.get(writer) ?? { id: uuidv7(), revision: 0 };
    streams.set(writer, stream);
    const events = [{ type: 'article-edited', schema: 1, payload: editPayload((nth += 1)) }];
    const place = { newsroom: 'main', id: uuidv7(), streamId: stream.id, expectedRevision: stream.revision++ };
    return { ...place, requestMac: nothing, actor, events };
  };
}
