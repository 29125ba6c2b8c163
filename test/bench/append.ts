// Append through the store, every guarantee on, against one prepared INSERT per event: the same driver, pool, table shape
// and indexes, in the same run, in rounds that take turns.
import { randomBytes, randomUUID } from 'node:crypto';
import { uuidv7 } from 'uuidv7';
import pg from 'pg';
import { poolOf, serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import type { Payload } from '../../src/event-store/stored-event';
import { median, rate, type BenchRow } from './row';

const limits = { 1: 0.55, 8: 0.8, 32: 1.3, 64: 1.7 };
const mac = randomBytes(32);

/** About 300 bytes in four parts, as an edit of one paragraph is. */
export function editPayload(nth: number): Payload {
  return {
    blocks: [
      {
        id: `b${nth % 40}`,
        text: `The harbour office counted ${nth} vessels on Monday, a third more than in the same week a year ago, and said that two more berths will open before the summer.`,
      },
    ],
    order: null,
    note: 'Figure corrected after a call with the harbour office',
    actor: { sub: 'ana', name: 'Ana', role: 'reporter' },
  };
}

export async function benchAppend(url: string, rounds = 7, milliseconds = 1000): Promise<BenchRow[]> {
  const source = await serviceDataSource(url, { newsroom: 'main' }).initialize();
  const store = new EventStore(source);
  const insertOne = await preparedInsert(url, poolOf(source));
  const actor = await store.actorId('main', 'bench');
  const appendOne = appending(store, actor);
  const rows: BenchRow[] = [];
  for (const [count, atLeast] of Object.entries(limits)) {
    const writers = Number(count);
    await rate(writers, 300, insertOne);
    await rate(writers, 300, appendOne);
    const ratios: number[] = [];
    const plain: number[] = [];
    const stored: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      plain.push(await rate(writers, milliseconds, insertOne));
      stored.push(await rate(writers, milliseconds, appendOne));
      ratios.push((stored.at(-1) ?? 0) / (plain.at(-1) ?? 1));
    }
    rows.push({ name: `append, ${writers} writers, to one prepared insert each`, value: median(ratios), atLeast });
    rows.push({ name: `  appends a second, ${writers} writers`, value: Math.round(median(stored)) });
    rows.push({ name: `  prepared inserts a second, ${writers} writers`, value: Math.round(median(plain)) });
  }
  await source.destroy();
  return rows;
}

function appending(store: EventStore, actor: string): (writer: number) => Promise<void> {
  const streams = new Map<number, { id: string; revision: number }>();
  let nth = 0;
  return async (writer) => {
    const stream = streams.get(writer) ?? { id: uuidv7(), revision: 0 };
    streams.set(writer, stream);
    const outcome = await store.append({
      newsroom: 'main',
      id: uuidv7(),
      requestMac: mac,
      streamId: stream.id,
      expectedRevision: stream.revision,
      actor,
      events: [{ type: 'article-edited', schema: 1, payload: editPayload((nth += 1)) }],
    });
    if (outcome.outcome !== 'appended') throw new Error(outcome.outcome);
    stream.revision = outcome.revision;
  };
}

async function preparedInsert(url: string, pool: pg.Pool): Promise<(writer: number) => Promise<void>> {
  const admin = new pg.Client(url);
  await admin.connect();
  await admin.query(`
    create schema bench;
    create table bench.events (like log.events including all);
    grant usage on schema bench to stet_app;
    grant insert on bench.events to stet_app`);
  await admin.end();
  const text = `
    insert into bench.events (newsroom_id, position, stream_id, revision, type, schema, actor, command_id, payload, salt, recorded_at, leaf)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now(), $11)`;
  const streams = new Map<number, { id: string; revision: number }>();
  const actor = randomUUID();
  const bytes = randomBytes(32);
  let position = 0;
  return async (writer) => {
    const stream = streams.get(writer) ?? { id: uuidv7(), revision: 0 };
    streams.set(writer, stream);
    stream.revision += 1;
    position += 1;
    const payload = JSON.stringify(editPayload(position));
    const values = [
      'main',
      position,
      stream.id,
      stream.revision,
      'article-edited',
      1,
      actor,
      uuidv7(),
      payload,
      bytes,
      bytes,
    ];
    await pool.query({ name: 'insert', text, values });
  };
}
