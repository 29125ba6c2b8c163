// Which commands go to the log in one call: what can wait is sent with others, and nothing waits for it.
import { setImmediate as turn } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { prepare } from '../../src/event-store/append-call';
import { AppendQueue } from '../../src/event-store/append-queue';
import type { AppendOutcome } from '../../src/event-store/stored-event';
import { forNewsroom } from '../../src/newsroom-rows';
import { command, givenStore, type GivenStore } from './given';

let given: GivenStore;
beforeAll(async () => void (given = await givenStore()));
afterAll(() => given.close());

interface Queued {
  readonly queue: AppendQueue;
  readonly append: (canWait: boolean) => Promise<AppendOutcome>;
  readonly batches: readonly number[];
}

/** A queue that tells how many commands went in each call. */
function queueWith(linger: number): Queued {
  const batches: number[] = [];
  const connection = forNewsroom(given.source, 'main').connection;
  const queue = new AppendQueue(connection, 'main', { patience: 8_000, linger, onBatch: (size) => void batches.push(size) }); // prettier-ignore
  const stream = uuidv7();
  let revision = 0;
  return { append: (canWait) => queue.push(prepare({ ...command(stream, revision++), canWait })), batches, queue };
}

/** Revisions in order of the calls, `conflict` among them where the log had another order. */
const answers = async (all: readonly Promise<AppendOutcome>[]): Promise<unknown[]> =>
  (await Promise.all(all)).map((one) => (one.outcome === 'appended' ? one.revision : one.outcome));

const [never, soon] = [600_000, 1];

describe('a batch with a command that the database refuses', () => {
  it('is divided until that one is alone, and all others are carried out in a few calls', async () => {
    const { batches, queue } = queueWith(never);
    const commands = Array.from({ length: 64 }, (_, nth) =>
      command(uuidv7(), 0, 1, nth === 21 ? { actor: 'nobody' } : {}),
    );
    const all = await Promise.allSettled(commands.map((one) => queue.push(prepare(one))));
    expect(all.flatMap(({ status }, nth) => (status === 'rejected' ? [nth] : []))).toEqual([21]);
    expect(batches).toEqual([16, 4, 1, 2, 8, 32]);
  });
});

describe('a command that can wait', () => {
  it('goes along with the next one that cannot, before it', async () => {
    const { append, batches } = queueWith(never);
    const first = append(true);
    await turn();
    const second = append(true);
    await turn();
    expect(await answers([first, second, append(false)])).toEqual([1, 2, 3]);
    expect(batches).toEqual([3]);
  });

  it('is written by itself where no other comes', async () => {
    const { append, batches } = queueWith(soon);
    expect(await answers([append(true)])).toEqual([1]);
    expect(await answers([append(true)])).toEqual([2]);
    expect(batches).toEqual([1, 1]);
  });

  it('goes with 63 others, however many turns they took to come', async () => {
    const { append, batches } = queueWith(never);
    const all: Promise<AppendOutcome>[] = [];
    for (let nth = 0; nth < 64; nth += 1) {
      all.push(append(true));
      await turn();
    }
    expect(await answers(all)).toEqual(Array.from({ length: 64 }, (_, nth) => nth + 1));
    expect(batches).toEqual([64]);
  });

  it('waits for others, too, where it comes while a call is under way', async () => {
    const { append, batches } = queueWith(soon);
    const hurried = append(false);
    await turn();
    expect(await answers([hurried, append(true), append(true)])).toEqual([1, 2, 3]);
    expect(batches).toEqual([1, 2]);
  });
});
