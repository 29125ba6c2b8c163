import { uuidv7 } from 'uuidv7';
import { callAppend, prepare } from '../../src/event-store/append-call';
import { poolOf } from '../../src/data-source';
import { partCommitment } from '../../src/event-store/commitment';
import type { AppendCommand, AppendOutcome, Payload } from '../../src/event-store/stored-event';
import { createHash } from 'node:crypto';
import { command, edited, givenStore, mac, type GivenStore } from './given';

let given: GivenStore;
beforeAll(async () => void (given = await givenStore()));
afterAll(() => given.close());

const below = (n: number): number => Math.floor(Math.random() * n);

const noMac = Buffer.alloc(0);

/** What a log would answer that carried out one command after the other. */
class SequentialLog {
  private readonly heads = new Map<string, number>();
  private readonly carriedOut = new Map<string, { mac?: Buffer; answer: string }>();
  private position = 0;

  headOf(stream: string): number {
    return this.heads.get(stream) ?? 0;
  }

  answer({ id, requestMac, streamId, expectedRevision, events }: AppendCommand): string {
    const earlier = this.carriedOut.get(id);
    if (earlier) return earlier.mac?.equals(requestMac ?? noMac) ? `repeated ${earlier.answer}` : 'reused';
    const head = this.headOf(streamId);
    if (head !== expectedRevision) return `conflict ${head}`;
    this.position += events.length;
    this.heads.set(streamId, head + events.length);
    const answer = `${head + events.length}/${this.position}`;
    this.carriedOut.set(id, { mac: requestMac, answer });
    return `appended ${answer}`;
  }
}

const told = (one: AppendOutcome): string => {
  if (one.outcome === 'reused') return 'reused';
  return one.outcome === 'conflict' ? `conflict ${one.revision}` : `${one.outcome} ${one.revision}/${one.position}`;
};

const payloads: readonly Payload[] = [
  {},
  { note: 'a "quoted" word, \\ and \u2028 and é and 🗞' },
  { 'ключ\n': [1, 1.5e300, -0, null, { deep: ['x'] }], '': '', '7': true },
  { body: 'line\nline\r\n\ttab', blocks: [{ id: 'b1', text: 'x'.repeat(5000) }] },
];

it('answers 2,000 random batches as a log would that takes one command after the other', async () => {
  const log = new SequentialLog();
  const streams = Array.from({ length: 6 }, uuidv7);
  const seen: AppendCommand[] = [];
  for (let round = 0; round < 2000; round += 1) {
    const batch = Array.from({ length: 1 + below(round % 3 ? 12 : 2) }, () => {
      const stream = streams[below(streams.length)] ?? '';
      const expected = Math.max(0, log.headOf(stream) + below(4) - 1);
      const earlier = below(6) === 0 ? seen[below(seen.length)] : undefined;
      const repeat = earlier && { id: earlier.id, requestMac: below(3) ? earlier.requestMac : mac(`other ${round}`) };
      const events = Array.from({ length: below(4) }, () => edited(payloads[below(payloads.length)]));
      return command(stream, expected, events, repeat ?? {});
    });
    const expected = batch.map((one) => log.answer(one));
    const outcomes = await callAppend(poolOf(given.source), 'main', batch.map(prepare));
    expect(outcomes.map(told)).toEqual(expected);
    outcomes.forEach((one, nth) => {
      const after = batch[nth]?.expectedRevision ?? 0;
      if (one.outcome !== 'conflict') return;
      const missing = Math.min(100, Math.max(0, one.revision - after));
      expect(one.missed.map(({ revision }) => revision)).toEqual(
        Array.from({ length: missing }, (_, i) => after + 1 + i),
      );
    });
    seen.push(...batch);
  }
}, 120_000);

interface StoredRow {
  readonly position: string;
  readonly stream_id: string;
  readonly revision: number;
  readonly type: string;
  readonly schema: number;
  readonly actor: string;
  readonly payload: string;
  readonly salt: Buffer;
  readonly micros: string;
  readonly leaf: Buffer;
  readonly parts: readonly { name: string; text: string }[];
  readonly commitment: Buffer;
  readonly leaf_by_sql: Buffer;
}

const sha256 = (...pieces: readonly (Buffer | string)[]): Buffer => {
  const hash = createHash('sha256');
  pieces.forEach((piece) => hash.update(piece));
  return hash.digest();
};

const rows = (): Promise<StoredRow[]> =>
  given.source.query(`
    select position, stream_id, revision, type, schema, actor, payload::text, salt, leaf,
           (extract(epoch from recorded_at) * 1000000)::bigint as micros,
           (select coalesce(json_agg(json_build_object('name', key, 'text', value::text) order by nth), '[]')
              from json_each(payload) with ordinality as part(key, value, nth)) as parts,
           log.commitment(salt, payload) as commitment,
           log.leaf(newsroom_id, position, stream_id, revision, type, schema, actor,
                    (extract(epoch from recorded_at) * 1000000)::bigint, log.commitment(salt, payload)) as leaf_by_sql
      from log.events
     order by position`);

it('has left every position once, every payload as written, and a leaf that the stored row alone gives again', async () => {
  const stored = await rows();
  expect(stored.length).toBeGreaterThan(1000);
  const written = new Set(payloads.map((payload) => JSON.stringify(payload)));
  stored.forEach((row, nth) => {
    const parts = row.parts.map(({ name, text }) => partCommitment(row.salt, name, text));
    const commitment = sha256('stet-payload/v1\n', ...parts);
    const lines = ['stet-leaf/v1', 'main', row.position, row.stream_id, row.revision, row.type, row.schema, row.actor];
    const envelope = [...lines, row.micros, commitment.toString('hex'), ''].join('\n');
    expect(row.position).toBe(String(nth + 1));
    expect(written.has(row.payload)).toBe(true);
    expect(row.commitment.equals(commitment)).toBe(true);
    expect(row.leaf.equals(sha256(Buffer.from([0]), envelope))).toBe(true);
    expect(row.leaf_by_sql.equals(row.leaf)).toBe(true);
  });
});

it('has never let recorded time go back', async () => {
  const back = await given.source.query<unknown[]>(`
    select from (select recorded_at < lag(recorded_at) over (order by position) as back from log.events) x where back`);
  expect(back).toEqual([]);
});

it('gives the leaf out with the event, and reads the log in pages that leave nothing out', async () => {
  const stored = await rows();
  const read: string[] = [];
  for (let after = 0; ; after = read.length) {
    const page = await given.store.readLog('main', { after, limit: 700 });
    read.push(...page.map(({ hash }) => hash));
    if (page.length < 700) break;
  }
  expect(read).toEqual(stored.map(({ leaf }) => leaf.toString('hex')));
});
