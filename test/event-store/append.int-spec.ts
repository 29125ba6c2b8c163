import { uuidv7 } from 'uuidv7';
import { callAppend, prepare } from '../../src/event-store/append-call';
import { adminDataSource, poolOf } from '../../src/data-source';
import type { AppendCommand, AppendOutcome } from '../../src/event-store/stored-event';
import { command, edited, givenStore, mac, type GivenStore } from './given';

let given: GivenStore;
beforeAll(async () => void (given = await givenStore()));
afterAll(() => given.close());

const send = (...commands: AppendCommand[]): Promise<AppendOutcome[]> =>
  callAppend(poolOf(given.source), 'main', commands.map(prepare));

const told = (outcomes: readonly AppendOutcome[]): string =>
  outcomes
    .map((one) => {
      if (one.outcome === 'reused') return 'reused';
      if (one.outcome === 'conflict')
        return `conflict at ${one.revision}, missed ${one.missed.map(({ revision }) => revision).join()}`;
      return `${one.outcome} ${one.revision}/${one.position}`;
    })
    .join(' | ');

const told1 = (one: AppendOutcome): string => told([one]);

describe('a batch of commands', () => {
  const [s, t] = [uuidv7(), uuidv7()];
  const first = command(s, 0, 2);

  it('takes several events a command, and commands that follow each other on one stream', async () => {
    expect(told(await send(first, command(s, 2), command(s, 3, 3)))).toBe('appended 2/2 | appended 3/3 | appended 6/6');
  });

  it('answers a repeated command as the first time, refuses its id to another request, and carries out the rest', async () => {
    const outcomes = await send(first, { ...first, requestMac: mac('another request') }, command(t, 0));
    expect(told(outcomes)).toBe('repeated 2/2 | reused | appended 1/7');
    expect(outcomes[0]).toMatchObject({ streamId: s, result: null });
  });

  it('lets the first of a race win and tells the others what they missed', async () => {
    const outcomes = await send(command(s, 6), command(s, 6), command(s, 5));
    expect(told(outcomes)).toBe('appended 7/8 | conflict at 7, missed 7 | conflict at 7, missed 6,7');
  });

  it('hands the missed events over whole', async () => {
    const [outcome] = await send(command(s, 6));
    const [stored] = await given.store.readStream('main', s, { after: 6 });
    expect(outcome).toEqual({ outcome: 'conflict', revision: 7, missed: [stored] });
  });

  it('fails a chain from its broken link on, and nothing else', async () => {
    const outcomes = await send(command(s, 3), command(s, 4), command(t, 1));
    expect(told(outcomes)).toBe('conflict at 7, missed 4,5,6,7 | conflict at 7, missed 5,6,7 | appended 2/9');
  });

  it('refuses an expectation from the future', async () => {
    expect(told(await send(command(s, 99)))).toBe('conflict at 7, missed ');
  });

  it('stores a command without events, with its result, at the place where the stream is', async () => {
    const quiet = command(s, 7, 0, { result: '{"status": "draft" }' });
    expect(told(await send(quiet))).toBe('appended 7/9');
    expect((await send(quiet))[0]).toMatchObject({ outcome: 'repeated', result: '{"status": "draft" }' });
    expect(await given.store.findCommand('main', quiet.id)).toMatchObject({ streamId: s, requestMac: mac('request') });
  });

  it('carries out an id that comes three times in one batch once, though each minted another article', async () => {
    const twin = command(uuidv7(), 0);
    const outcomes = await send(twin, { ...twin, streamId: uuidv7() }, { ...twin, requestMac: mac('z') });
    expect(told(outcomes)).toBe('appended 1/10 | repeated 1/10 | reused');
  });

  it('does not burn an id that was refused', async () => {
    const id = uuidv7();
    const outcomes = await send(command(s, 1, 1, { id }), command(s, 7, 1, { id }), command(s, 8, 1, { id }));
    expect(told(outcomes)).toMatch(/^conflict at 7.* \| appended 8\/11 \| repeated 8\/11$/);
  });

  it('keeps what readers are served from the command’s last event on', async () => {
    const bytes = Buffer.from([0, 255, 92, 10]);
    const [outcome] = await send(command(t, 2, 2, { served: [{ mediaType: 'text/html', bytes }] }));
    expect(outcome).toMatchObject({ outcome: 'appended', position: 13 });
    expect(await given.store.served('main', t, 13)).toEqual([{ mediaType: 'text/html', bytes }]);
    expect(await given.store.served('main', t, 12)).toEqual([]);
  });

  it('keeps nothing of what a refused command would have served', async () => {
    const served = [{ mediaType: 'text/html', bytes: Buffer.from('no') }];
    await send(command(t, 0, 1, { served }));
    const kept = await given.source.query<{ n: number }[]>('select count(*)::int as n from log.served');
    expect(kept).toEqual([{ n: 1 }]);
  });

  it('knows a command without a mac by its events, and keeps nothing else of it', async () => {
    const stream = uuidv7();
    const before = await given.store.head('main');
    const unnamed = command(stream, 0, 2, { requestMac: undefined });
    const next = command(stream, 2, 1, { requestMac: undefined });
    const alone = command(uuidv7(), 0, 1, { requestMac: undefined });
    const first = await send(unnamed, next, alone);
    expect(first.map(({ outcome }) => outcome)).toEqual(['appended', 'appended', 'appended']);
    const again = await send(alone, { ...command(stream, 2), requestMac: undefined }, unnamed, next);
    expect(again.map(({ outcome }) => outcome)).toEqual(['repeated', 'conflict', 'repeated', 'repeated']);
    expect(again[2]).toMatchObject({ streamId: stream, revision: 2, position: before + 2, result: null });
    expect(again[3]).toMatchObject({ streamId: stream, revision: 3, position: before + 3 });
    const [one] = await send(command(stream, 3, 0, { requestMac: undefined }));
    expect(one).toMatchObject({ outcome: 'appended', revision: 3, position: before + 4 });
    expect(await given.store.findCommand('main', unnamed.id)).toBeUndefined();
    expect(await given.store.head('main')).toBe(before + 4);
  });

  it('carries out a straight batch of commands without macs once', async () => {
    const batch = [command(uuidv7(), 0, 1, { requestMac: undefined }), command(uuidv7(), 0)];
    const [first, again] = [await send(...batch), await send(...batch)];
    expect(again.map(told1)).toEqual(first.map(told1).map((answer) => answer.replace('appended', 'repeated')));
  });
});

describe('EventStore.append', () => {
  it('fails only the guilty one of commands that are sent together', async () => {
    const good = Array.from({ length: 4 }, () => command(uuidv7(), 0));
    const badType = command(uuidv7(), 0, [{ ...edited(), type: 'Bad Type\n' }]);
    const badActor = command(uuidv7(), 0, 1, { actor: 'ana' });
    const settled = await Promise.allSettled([...good, badType, badActor].map((one) => given.store.append(one)));
    expect(settled.map(({ status }) => status)).toEqual([...good.map(() => 'fulfilled'), 'rejected', 'rejected']);
  });

  it('lets one of 20 writers on one revision win', async () => {
    const stream = uuidv7();
    const [here, there] = [given.store, (await given.another()).store];
    const writers = Array.from({ length: 20 }, (_, nth) => (nth % 2 ? here : there).append(command(stream, 0)));
    const outcomes = (await Promise.all(writers)).map(({ outcome }) => outcome);
    expect(outcomes.filter((one) => one === 'appended')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'conflict')).toHaveLength(19);
  });

  it('makes one event of one command id that comes 20 times at once', async () => {
    const stream = uuidv7();
    const same = command(stream, 0);
    const [here, there] = [given.store, (await given.another()).store];
    const callers = Array.from({ length: 20 }, (_, nth) => (nth % 2 ? here : there).append(same));
    const outcomes = (await Promise.all(callers)).map(({ outcome }) => outcome);
    expect(outcomes.filter((one) => one === 'appended')).toHaveLength(1);
    expect(outcomes.filter((one) => one === 'repeated')).toHaveLength(19);
    expect(await given.store.readStream('main', stream)).toHaveLength(1);
  });

  it('refuses with not-found where there is no such newsroom', async () => {
    await expect(given.store.append(command(uuidv7(), 0, 1, { newsroom: 'nowhere' }))).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('numbers each newsroom’s log on its own', async () => {
    expect(await given.store.createNewsroom('second')).toBe(true);
    expect(await given.store.createNewsroom('second')).toBe(false);
    const outcome = await given.store.append(command(uuidv7(), 0, 1, { newsroom: 'second' }));
    expect(outcome).toMatchObject({ outcome: 'appended', position: 1 });
    expect(await given.store.newsrooms()).toEqual(['main', 'second']);
  });

  it('tells listeners the position of each append, its stream and the types of its events', async () => {
    const told: unknown[] = [];
    const stop = given.store.onAppended((...word) => told.push(word));
    const streamId = uuidv7();
    const outcome = await given.store.append(command(streamId, 0));
    stop();
    const own = { streamId, types: ['article-edited'] };
    expect(told).toEqual([['main', (outcome as { position: number }).position, own]]);
  });

  it('sends again what was cut off, and each command is carried out once', async () => {
    const owner = await adminDataSource(given.database.url, { applicationName: 'cutter' }).initialize();
    const before = await given.store.head('main');
    const outcomes: unknown[] = [];
    const cut = (): Promise<unknown> =>
      owner.query(
        `select pg_terminate_backend(pid) from pg_stat_activity where query like '%log.append(%' and state = 'active' and application_name = 'stet' and datname = current_database()`,
      );
    const writers = Array.from({ length: 16 }, async () => {
      for (let nth = 0; nth < 20; nth += 1) {
        outcomes.push((await given.store.append(command(uuidv7(), 0))).outcome);
        if (outcomes.length % 20 === 0) await cut(); // while the others' batch is in flight
      }
    });
    await Promise.all(writers);
    await owner.destroy();
    expect(outcomes.every((outcome) => outcome === 'appended' || outcome === 'repeated')).toBe(true);
    expect(await given.store.head('main')).toBe(before + 320);
  });

  it('never lets a reader see a gap while many write', async () => {
    const other = await given.another();
    const start = await given.store.head('main');
    const stores = [given.store, other.store];
    let writing = true;
    const writers = stores.flatMap((store) =>
      Array.from({ length: 8 }, async () => {
        for (let nth = 0; nth < 25; nth += 1) await store.append(command(uuidv7(), 0, 2));
      }),
    );
    const done = Promise.all(writers).finally(() => (writing = false));
    const read: number[] = [];
    const poll = async (): Promise<void> => {
      const page = await other.store.readLog('main', { after: start + read.length, limit: 50 });
      read.push(...page.map(({ position }) => position));
      if (writing || page.length > 0) await poll();
    };
    await poll();
    await done;
    expect(read).toEqual(Array.from({ length: 800 }, (_, nth) => start + nth + 1));
  });
});

describe('reading', () => {
  const streamId = uuidv7();
  const actor = '5c0ffee0-0000-4000-8000-000000000009';

  it('gives back what was appended, whole', async () => {
    const payload = { headline: 'A', blocks: [{ id: 'b1', text: '\u0000x\n' }], note: null };
    const outcome = await given.store.append(
      command(streamId, 0, [{ type: 'article-drafted', schema: 3, payload }, edited()], { actor }),
    );
    const [first, ...rest] = await given.store.readStream('main', streamId);
    const { position, recordedAt } = outcome as { position: number; recordedAt: string };
    expect(recordedAt).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
    expect(first).toEqual({
      newsroom: 'main',
      streamId,
      position: position - 1,
      revision: 1,
      type: 'article-drafted',
      schema: 3,
      payload,
      actor,
      recordedAt,
      hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
    expect(rest).toMatchObject([{ revision: 2, position }]);
    expect(await given.store.streamHead('main', streamId)).toEqual({ revision: 2, position });
    expect(await given.store.streamHead('main', uuidv7())).toBeUndefined();
  });

  it('takes a range of a stream', async () => {
    await given.store.append(command(streamId, 2, 5));
    const revisions = async (range: object) =>
      (await given.store.readStream('main', streamId, range)).map(({ revision }) => revision);
    expect(await revisions({ after: 5 })).toEqual([6, 7]);
    expect(await revisions({ after: 1, upTo: 4 })).toEqual([2, 3, 4]);
    expect(await revisions({ limit: 2 })).toEqual([1, 2]);
  });

  it('filters the log by stream, type and actor', async () => {
    const ofStream = await given.store.readLog('main', { after: 0, limit: 100, stream: streamId });
    expect(ofStream.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(
      await given.store.readLog('main', { after: 0, limit: 100, stream: streamId, type: 'article-drafted', actor }),
    ).toEqual(ofStream.slice(0, 1));
    expect(await given.store.readLog('main', { after: 0, limit: 100, actor })).toEqual(ofStream.slice(0, 2));
  });
});

describe('a person’s random id', () => {
  it('is made once, however many servers ask at the same time', async () => {
    const stores = [given.store, (await given.another()).store, (await given.another()).store];
    const ids = await Promise.all(stores.map((store) => store.actorId('main', 'auth0|bo')));
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).toMatch(/^[0-9a-f-]{36}$/);
    expect(await given.store.actorId('main', 'auth0|cy')).not.toBe(ids[0]);
  });
});

describe('a snapshot', () => {
  it('is found at or before the asked revision, of the asked schema only', async () => {
    const streamId = uuidv7();
    const of = (revision: number, schema: number) => ({
      newsroom: 'main',
      streamId,
      revision,
      schema,
      state: { revision, schema },
    });
    for (const one of [of(50, 1), of(100, 1), of(100, 1), of(150, 2)]) await given.store.saveSnapshot(one);
    const found = (schema: number, upTo?: number) => given.store.readFromSnapshot('main', streamId, { schema, upTo });
    expect((await found(1, 99)).snapshot).toEqual(of(50, 1));
    expect((await found(1)).snapshot).toEqual(of(100, 1));
    expect((await found(3)).snapshot).toBeUndefined();
  });

  it('comes with the events after it, and with the event of the revision that was asked for', async () => {
    const streamId = uuidv7();
    await given.store.append(command(streamId, 0, 7));
    const revisions = async (upTo?: number) =>
      (await given.store.readFromSnapshot('main', streamId, { schema: 1, upTo })).events.map(
        ({ revision }) => revision,
      );
    expect(await revisions(3)).toEqual([1, 2, 3]);
    await given.store.saveSnapshot({ newsroom: 'main', streamId, revision: 4, schema: 1, state: {} });
    expect(await revisions()).toEqual([5, 6, 7]);
    expect(await revisions(6)).toEqual([5, 6]);
    expect(await revisions(4)).toEqual([4]);
    expect(await revisions(9)).toEqual([5, 6, 7]);
    const [last] = await given.store.readStream('main', streamId, { after: 6 });
    expect((await given.store.readFromSnapshot('main', streamId, { schema: 1 })).events.at(-1)).toEqual(last);
  });
});
