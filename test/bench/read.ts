// Reading a stream and the log through the store against the driver's raw rows of the same statement.
import { uuidv7 } from 'uuidv7';
import { randomBytes } from 'node:crypto';
import { poolOf, serviceDataSource } from '../../src/data-source';
import { EventStore } from '../../src/event-store/event-store';
import { editPayload } from './append';
import { median, rate, type BenchRow } from './row';

const streams = 20;
const eventsPerStream = 1000;
const page = 1000;
const columns = 'position, stream_id, revision, type, schema, actor, recorded_at, leaf, payload';

export async function benchRead(url: string, rounds = 7, milliseconds = 1000): Promise<BenchRow[]> {
  const newsroom = `read-${Date.now()}`;
  const source = await serviceDataSource(url, { newsroom }).initialize();
  const store = new EventStore(source);
  await store.createNewsroom(newsroom);
  const ids = Array.from({ length: streams }, uuidv7);
  await Promise.all(ids.map((id) => fill(store, newsroom, id)));
  const pool = poolOf(source);
  let nth = 0;
  const streamText = `select ${columns} from log.events where newsroom_id = $1 and stream_id = $2 order by revision`;
  const logText = `select ${columns} from log.events where newsroom_id = $1 and position > $2 order by position limit $3`;
  const cases = {
    'reading a stream, to the raw rows': [
      () => pool.query({ name: 'raw stream', text: streamText, values: [newsroom, ids[(nth += 1) % streams]] }),
      () => store.readStream(newsroom, ids[(nth += 1) % streams] ?? ''),
    ],
    'reading the log, to the raw rows': [
      () => pool.query({ name: 'raw log', text: logText, values: [newsroom, ((nth += 1) % streams) * page, page] }),
      () => store.readLog(newsroom, { after: ((nth += 1) % streams) * page, limit: page }),
    ],
  } as const;
  const rows: BenchRow[] = [];
  for (const [name, [raw, stored]] of Object.entries(cases)) {
    const ratios: number[] = [];
    const speeds: number[] = [];
    for (let round = 0; round < rounds; round += 1) {
      const plain = await rate(1, milliseconds, async () => void (await raw()));
      const own = await rate(1, milliseconds, async () => void (await stored()));
      ratios.push(own / plain);
      speeds.push(own * page);
    }
    rows.push({ name, value: median(ratios), atLeast: 0.7 });
    rows.push({ name: '  events a second', value: Math.round(median(speeds)) });
  }
  await source.destroy();
  return rows;
}

async function fill(store: EventStore, newsroom: string, streamId: string): Promise<void> {
  const actor = await store.actorId(newsroom, 'bench');
  for (let revision = 0; revision < eventsPerStream; revision += 10) {
    const events = Array.from({ length: 10 }, (_, nth) => ({
      type: 'article-edited',
      schema: 1,
      payload: editPayload(revision + nth),
    }));
    await store.append({
      newsroom,
      id: uuidv7(),
      requestMac: randomBytes(32),
      streamId,
      expectedRevision: revision,
      actor,
      events,
    });
  }
}
