import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';
import type { Projection } from '../../src/event-store/projection';
import { Projector } from '../../src/event-store/projector';
import { Wake } from '../../src/event-store/wake';
import { command, edited, givenStore, type GivenStore } from './given';
import { createEditCounts, EditCounts, Held, Overburdened, Transactions } from './reading-projection';

let given: GivenStore;
let owner: Client;
beforeEach(async () => {
  given = await givenStore();
  owner = new Client(given.database.url);
  await owner.connect();
  await createEditCounts(owner);
});
afterEach(async () => {
  await owner.end();
  await given.close();
});

const counts = async (): Promise<number> => {
  const { rows } = await owner.query<{ n: number }>('select coalesce(sum(edits), 0)::int as n from read.edit_counts');
  return rows[0]?.n ?? -1;
};
const checkpoint = async (): Promise<number> => {
  const { rows } = await owner.query<{ position: string }>(
    `select position from read.checkpoints where projection = 'edit-counts' and newsroom_id = 'main'`,
  );
  return Number(rows[0]?.position);
};
const append = async (count: number, streamId = uuidv7()): Promise<void> => {
  await Promise.all(Array.from({ length: count }, () => given.store.append(command(uuidv7(), 0))));
  await given.store.append(command(streamId, 0, [edited({ note: 'last' })]));
};
const projectorOf = <P extends Projection = EditCounts>(
  { source, store }: Pick<GivenStore, 'source' | 'store'>,
  projection: P = new EditCounts() as unknown as P,
) => {
  const projector = new Projector(source, store);
  projector.register(projection);
  return { projector, projection };
};

it('applies the log from its beginning, in order, and moves the checkpoint with the rows', async () => {
  await append(1200);
  const { projector, projection } = projectorOf(given);
  projector.start();
  await projector.waitFor('main', 1201, 10_000);
  await projector.stop();
  expect([await counts(), await checkpoint()]).toEqual([1201, 1201]);
  expect(projection.applied).toEqual(Array.from({ length: 1201 }, (_, nth) => nth + 1));
});

it('takes as many events at once as fit into memory, and goes on with the others at once', async () => {
  const large = () => command(uuidv7(), 0, [edited({ note: randomBytes(360_000).toString('base64') })]);
  for (let count = 0; count < 40; count += 1) await given.store.append(large());
  const { projector, projection } = projectorOf(given, new Transactions());
  projector.start();
  await projector.waitFor('main', 40, 10_000);
  await projector.stop();
  expect(projection.applied).toEqual(Array.from({ length: 40 }, (_, nth) => nth + 1));
  expect(projection.runs.length).toBeGreaterThan(1);
  expect(Math.max(...projection.runs)).toBeLessThan(30); // 8 MB of 360 KB each, or a little less where they are compressed
});

it('takes fewer events at once where it took the connection with so many', async () => {
  await append(6);
  const { projector, projection } = projectorOf(given, new Overburdened(2));
  projector.start();
  await projector.waitFor('main', 7, 20_000);
  await projector.stop();
  expect(projection.applied).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

it('holds a checkpoint no longer than fifteen seconds where its server stands still', async () => {
  await append(1);
  const held = new Held();
  const projector = new Projector(given.source, given.store);
  projector.register(held);
  projector.start();
  await projector.waitFor('main', 2, 10_000);
  await projector.stop();
  expect(held.longest).toBe('15s');
});

it('answers a wait for a position when it is reached, and refuses it with not-yet when it is not', async () => {
  const { projector } = projectorOf(given);
  projector.start();
  const waiting = projector.waitFor('main', 4, 10_000);
  await append(3);
  await waiting;
  expect(await counts()).toBe(4);
  await expect(projector.waitFor('main', 5, 60)).rejects.toMatchObject({ code: 'not-yet' });
  await projector.stop();
});

it('applies each event once where two servers run it', async () => {
  const other = await given.another();
  const [one, two] = [projectorOf(given), projectorOf(other)];
  one.projector.start();
  two.projector.start();
  for (let round = 0; round < 20; round += 1) {
    await append(20);
    await other.store.append(command(uuidv7(), 0));
  }
  await one.projector.waitFor('main', 440, 10_000);
  await two.projector.waitFor('main', 440, 10_000);
  await Promise.all([one.projector.stop(), two.projector.stop()]);
  expect(await counts()).toBe(440);
  const applied = [...one.projection.applied, ...two.projection.applied].sort((a, b) => a - b);
  expect(applied).toEqual(Array.from({ length: 440 }, (_, nth) => nth + 1));
});

it('picks up a newsroom that is made while it runs', async () => {
  const { projector } = projectorOf(given);
  projector.start();
  await given.store.createNewsroom('second');
  await given.store.append(command(uuidv7(), 0, 1, { newsroom: 'second' }));
  await projector.waitFor('second', 1, 10_000);
  await projector.stop();
  expect(await counts()).toBe(1);
});

it('applies what comes before a poison event, stops at it, shows it, skips nothing, and goes on when it is cured', async () => {
  const { projector, projection } = projectorOf(given);
  projection.poison.add(333);
  await append(600);
  projector.start();
  await projector.waitFor('main', 332, 10_000);
  await expect(projector.waitFor('main', 333, 200)).rejects.toMatchObject({ code: 'not-yet' });
  expect([await counts(), await checkpoint()]).toEqual([332, 332]);
  expect(projector.status()).toMatchObject([{ position: 332, failure: { position: 333, error: 'cannot apply 333' } }]);
  projection.poison.clear();
  await projector.waitFor('main', 601, 10_000);
  await projector.stop();
  expect([await counts(), projector.status()[0]?.failure]).toEqual([601, undefined]);
});

describe('several projections', () => {
  const several = () => {
    const { projector, projection: counted } = projectorOf(given);
    const passed = new Transactions();
    projector.register(passed);
    return { projector, counted, passed };
  };

  it('read the log once and move with one commit', async () => {
    const { projector, counted, passed } = several();
    const alongside = new Transactions('alongside');
    projector.register(alongside);
    await append(1200);
    projector.start();
    await projector.waitFor('main', 1201, 10_000);
    await projector.stop();
    expect(counted.applied).toEqual(passed.applied);
    expect(passed.applied).toEqual(Array.from({ length: 1201 }, (_, nth) => nth + 1));
    expect(alongside.transactions[0]).toBe(passed.transactions[0]); // later ones may be a waiter's, who goes ahead
  });

  it('go apart where one of them is in no hurry: it has fewer and longer runs', async () => {
    const { projector, counted, passed } = several();
    const unhurried = new Transactions('unhurried', true);
    projector.register(unhurried);
    await append(1200);
    const reached = Promise.all([passed.reached(1201), unhurried.reached(1201)]);
    projector.start();
    await reached;
    await projector.stop();
    expect([passed.transactions.length, unhurried.transactions.length]).toEqual([3, 1]);
    expect([counted.applied, unhurried.applied]).toEqual([passed.applied, passed.applied]);
  });

  it('go on where one of them is stopped or far behind, and it goes with them again', async () => {
    const { projector, counted, passed } = several();
    counted.poison.add(1);
    await append(600);
    projector.start();
    await projector.waitFor('main', 601, 10_000, ['transactions']);
    expect([passed.applied.length, counted.applied.length]).toEqual([601, 0]);
    await append(3);
    await projector.waitFor('main', 605, 10_000, ['transactions']);
    counted.poison.clear();
    await projector.waitFor('main', 605, 10_000);
    await projector.stop();
    for (const { applied } of [passed, counted])
      expect(applied).toEqual(Array.from({ length: 605 }, (_, nth) => nth + 1));
  });
});

it('shows how far behind it is', async () => {
  const { projector } = projectorOf(given);
  await append(2);
  projector.start();
  await projector.waitFor('main', 3, 10_000);
  await projector.stop();
  await append(4);
  expect(await projector.lag()).toEqual([{ projection: 'edit-counts', newsroom: 'main', position: 3, head: 8 }]);
});

it('lets the step under way finish when it stops', async () => {
  const { projector } = projectorOf(given);
  await append(900);
  projector.start();
  await projector.stop();
  expect(await counts()).toBe((await checkpoint()) || 0);
});

it('hears of an append on another server', async () => {
  const other = await given.another();
  const [here, there] = [new Wake(given.source, given.store), new Wake(other.source, other.store)];
  await Promise.all([here.start(), there.start()]);
  const heard = new Promise((resolve) => given.store.onAppended((...word) => resolve(word)));
  await other.store.append(command(uuidv7(), 0));
  expect(await heard).toEqual(['main', 1, 'of others']);
  here.stop();
  there.stop();
});

it('listens again after its connection was lost', async () => {
  const other = await given.another();
  const [here, there] = [new Wake(given.source, given.store), new Wake(other.source, other.store)];
  await Promise.all([here.start(), there.start()]);
  const notified = once(owner, 'notification');
  await owner.query('listen stet_appended');
  await owner.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where query like 'listen%' and datname = current_database() and pid <> pg_backend_pid()`,
  );
  const heard = new Promise((resolve) => given.store.onAppended((...word) => resolve(word)));
  const until = setInterval(() => void other.store.append(command(uuidv7(), 0)), 100);
  expect(await heard).toMatchObject(['main', expect.any(Number), 'of others']);
  clearInterval(until);
  await notified;
  here.stop();
  there.stop();
});
