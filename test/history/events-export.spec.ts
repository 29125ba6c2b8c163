// The log as NDJSON is read as fast as its client takes it, and no faster.
import { Readable } from 'node:stream';
import type { LogRange } from '../../src/event-store/log-reader';
import type { WrittenEvent } from '../../src/event-store/stored-event';
import { exportEvents } from '../../src/history/events-export';

const event = (position: number): WrittenEvent => ({
  newsroom: 'main',
  position,
  streamId: 's',
  revision: position,
  type: 'article-edited',
  schema: 1,
  payload: '{}',
  actor: 'a',
  recordedAt: '2026-05-04T10:00:00.000Z',
  hash: 'h',
});

/** A log of that length, and every page that was asked of it. */
function logOf(length: number) {
  const asked: LogRange[] = [];
  const read = ({ after, limit, ...rest }: LogRange) => {
    asked.push({ after, limit, ...rest });
    const count = Math.max(0, Math.min(limit, length - after));
    return Promise.resolve(Array.from({ length: count }, (_, at) => event(after + at + 1)));
  };
  return { read, asked };
}
const turns = async (count: number) => {
  for (let nth = 0; nth < count; nth += 1) await new Promise(setImmediate);
};
const positions = (text: string) =>
  text.trimEnd().split('\n').map((line) => (JSON.parse(line) as WrittenEvent).position); // prettier-ignore

describe('the log as NDJSON', () => {
  it('has every event once, in order, up to where it was asked', async () => {
    const { read } = logOf(5_000);
    const chunks: string[] = [];
    for await (const chunk of exportEvents(read, { after: 7, upTo: 4_321, filter: {} })) chunks.push(String(chunk));
    expect(positions(chunks.join(''))).toEqual(Array.from({ length: 4_314 }, (_, at) => at + 8));
  });

  it('is read two pages ahead of its client at most, however long that takes', async () => {
    const { read, asked } = logOf(1_000_000);
    const stream = exportEvents(read, { after: 0, upTo: 1_000_000, filter: {} });
    const chunks = stream[Symbol.asyncIterator]();
    for (let taken = 1; taken < 20; taken += 1) {
      await chunks.next();
      await turns(20);
      expect(asked.length).toBeLessThanOrEqual(taken + 2);
    }
    stream.destroy();
  });

  it('is read no further once its client has gone', async () => {
    const { read, asked } = logOf(1_000_000);
    const stream: Readable = exportEvents(read, { after: 0, upTo: 1_000_000, filter: {} });
    await stream[Symbol.asyncIterator]().next();
    stream.destroy();
    await turns(5);
    const before = asked.length;
    await turns(50);
    expect(asked).toHaveLength(before);
  });
});
