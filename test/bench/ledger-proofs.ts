// Proofs, and the verification of a whole log, at as many events as STET_BENCH_EVENTS says.
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { DataSource } from 'typeorm';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import { poolOf, serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { auditNewsroom } from '../../src/ledger/database-audit';
import { LedgerKeys } from '../../src/ledger/ledger-keys';
import { provesConsistency, provesInclusion } from '../../src/ledger/merkle';
import { notarize } from '../../src/ledger/notary-step';
import type { NoteKey } from '../../src/ledger/note';
import { RememberedHeads } from '../../src/ledger/remembered-heads';
import { StoredTree } from '../../src/ledger/stored-tree';
import { editPayload } from './append';
import { median, type BenchRow } from './row';

const wanted = Number(process.env['STET_BENCH_EVENTS'] ?? 20_000);
/** Events of one command, and of one step of the notary. */
const [bulk, most] = [500, 4_096];
const proofs = 500;

export async function benchProofs(url: string, folder: string, keys: readonly NoteKey[]): Promise<BenchRow[]> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const size = await grown(source);
  const signing = await timed(() => signAll(source, folder));
  const tree = new StoredTree(poolOf(source), 'main');
  const head = await tree.head();
  if (head?.size !== size) throw new Error(`${head?.size} of ${size} events are signed.`);
  const included = await times(async () => {
    const position = 1 + Math.floor(Math.random() * size);
    const [leaf = Buffer.alloc(0)] = await tree.hashes({ level: 0, index: position - 1, width: 1 });
    const path = await tree.inclusion(position, size);
    return () => provesInclusion({ leaf, index: position - 1, size, path }, head.root);
  });
  const sizes = await tree.sizes(size);
  const consistent = await times(async () => {
    const older = await headAt(source, sizes[Math.floor(Math.random() * sizes.length)] ?? size);
    const path = await tree.consistency(older.size, size);
    return () => provesConsistency(older, head, path);
  });
  const audit = await audited(url, keys);
  await source.destroy();
  const at = `of ${size} events`;
  return [
    { name: `milliseconds of an inclusion proof ${at}, median`, value: included.proof },
    { name: '  of its verification', value: included.verification },
    { name: `milliseconds of a consistency proof ${at}, median`, value: consistent.proof },
    { name: '  of its verification', value: consistent.verification },
    { name: `seconds of verifying the database ${at}`, value: audit.seconds },
    { name: '  events a second', value: Math.round(size / audit.seconds) },
    // What was appended before is signed already where that is as many as were wanted.
    ...(signing.events > 0
      ? [
          {
            name: 'events that the notary signs a second, far behind',
            value: Math.round(signing.events / signing.seconds),
          },
        ]
      : []),
  ];
}

/** By the store's own bulk path; how many there are then. */
async function grown(source: DataSource): Promise<number> {
  const store = new EventStore(source);
  const actor = await store.actorId('main', 'bench');
  const there = await store.head('main');
  const add = async (count: number): Promise<void> => {
    const events = Array.from({ length: count }, (_, nth) => ({ type: 'article-edited', schema: 1, payload: editPayload(nth) })); // prettier-ignore
    await store.append({ newsroom: 'main', id: uuidv7(), requestMac: randomBytes(32), streamId: uuidv7(), expectedRevision: 0, actor, events }); // prettier-ignore
  };
  for (let left = wanted - there; left > 0; left -= 4 * bulk) {
    const counts = Array.from({ length: 4 }, (_, nth) => Math.min(bulk, left - nth * bulk)).filter(
      (count) => count > 0,
    );
    await Promise.all(counts.map(add));
  }
  return store.head('main');
}

async function signAll(source: DataSource, folder: string): Promise<number> {
  const place = join(folder, 'keys');
  const duty = { source, newsroom: 'main', keys: new LedgerKeys(place, 'bench.example'), remembered: new RememberedHeads(place), longestPause: 10_000 }; // prettier-ignore
  const before = (await new StoredTree(poolOf(source), 'main').head())?.size ?? 0;
  for (;;) {
    const step = await notarize(duty, most);
    if (step !== 'busy' && !step.more) return step.size - before;
  }
}

async function headAt(source: DataSource, size: number): Promise<{ size: number; root: Buffer }> {
  const { rows } = await poolOf(source).query<{ root: Buffer }>('select root from ledger.heads where newsroom_id = $1 and size = $2', ['main', size]); // prettier-ignore
  return { size, root: rows[0]?.root ?? Buffer.alloc(0) };
}

async function audited(url: string, keys: readonly NoteKey[]): Promise<{ readonly seconds: number }> {
  const client = new Client(url);
  await client.connect();
  await client.query('set timezone = utc');
  const order = { newsroom: 'main', keys, heads: [], leaves: [] };
  const start = performance.now();
  const { flaws } = await auditNewsroom(client, order);
  const seconds = (performance.now() - start) / 1000;
  await client.end();
  if (flaws.length > 0) throw new Error(flaws.join(' '));
  return { seconds };
}

async function timed(work: () => Promise<number>): Promise<{ readonly events: number; readonly seconds: number }> {
  const start = performance.now();
  const events = await work();
  return { events, seconds: (performance.now() - start) / 1000 };
}

/** Medians, in milliseconds. Throws where a proof does not hold. */
async function times(prove: () => Promise<() => boolean>): Promise<{ proof: number; verification: number }> {
  const proof: number[] = [];
  const verification: number[] = [];
  for (let nth = 0; nth < proofs; nth += 1) {
    const start = performance.now();
    const holds = await prove();
    const proved = performance.now();
    if (!holds()) throw new Error('A proof does not hold.');
    proof.push(proved - start);
    verification.push(performance.now() - proved);
  }
  return { proof: median(proof), verification: median(verification) };
}
