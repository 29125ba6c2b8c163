// Receivers that fail: who waits, who does not, what is shown, and when they are given up.
import { draft, edit, openNewsroom, positions, webhookTo, webhookWhen, type Newsroom } from './given';
import { Receiver, ok, status } from './receiver';

const types = ['article-drafted', 'article-edited'];

describe('A receiver that fails', () => {
  let room: Newsroom;
  let receiver: Receiver;
  beforeAll(async () => {
    room = await openNewsroom({ STET_WEBHOOK_PATIENCE: '600' });
  });
  afterAll(() => room.stet.close());
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.close());

  it('for one article keeps that article’s events in order, and is sent the others’ meanwhile', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types });
    const stuck = await draft(ana, 'Stuck');
    let isBroken = true;
    receiver.answering = (received, answer) =>
      isBroken && received.event.subject === stuck ? status(500)(received, answer) : ok(received, answer);
    await edit(ana, stuck, 4);
    await webhookWhen(ida, path, ({ waiting }) => waiting.length === 1 && waiting[0].failures > 1);
    const other = await draft(ana, 'Free');
    await edit(ana, other, 2);
    const of = (id: string) => receiver.received.filter(({ event }) => event.subject === id);
    await receiver.until(() => of(other).length === 3);
    const shown = await webhookWhen(ida, path, ({ behind }) => behind === 0);
    expect(shown.waiting).toMatchObject([
      {
        subject: stuck,
        reason: 'The receiver answered 500.',
        nextAttemptAt: expect.anything(),
      },
    ]);
    expect(shown.lastFailures[0]).toMatchObject({ status: 500, position: shown.waiting[0].position });
    expect((await room.stet.reader.get('//health/ready')).json.checks.webhooks).toMatchObject({ status: 'up', all: 1 });
    isBroken = false;
    await receiver.until(() => of(stuck).length === 5);
    expect(positions(of(stuck))).toEqual(positions(of(stuck)).toSorted((one, two) => one - two));
    expect((await webhookWhen(ida, path, ({ waiting }) => waiting.length === 0)).status).toBe('active');
    await ida.delete(path);
  });

  it('altogether is left alone for as long as it asks, and gets everything when it is back', async () => {
    const { ana, ida } = room;
    receiver.answering = status(503, { 'retry-after': '3600' });
    const path = await webhookTo(ida, receiver, { types });
    const before = Date.now();
    const id = await draft(ana, 'Later');
    const left = await webhookWhen(ida, path, ({ nextAttemptAt }) => nextAttemptAt !== null);
    expect(Date.parse(left.nextAttemptAt) - before).toBeGreaterThanOrEqual(3_600_000);
    const other = await draft(ana, 'Later too');
    await webhookWhen(ida, path, ({ behind }) => behind > 0);
    expect(receiver.asked).toHaveLength(1);
    receiver.answering = ok;
    await ida.post(`${path}/resume`);
    await receiver.until(2);
    expect(receiver.received.map(({ event }) => event.subject).sort()).toEqual([id, other].sort());
    await ida.delete(path);
  });

  it('is sent what waits at its new address at once', async () => {
    const { ana, ida } = room;
    receiver.answering = status(404, { 'retry-after': '3600' });
    const path = await webhookTo(ida, receiver, { types });
    const id = await draft(ana, 'Moved');
    await webhookWhen(ida, path, ({ waiting }) => waiting.length === 1);
    const other = await Receiver.start();
    expect((await ida.patch(path, { url: other.url })).status).toBe(200);
    await other.until(1);
    expect(other.received[0]?.event.subject).toBe(id);
    await ida.delete(path);
    await other.close();
  });
});

describe('What was never received', () => {
  let room: Newsroom;
  let receiver: Receiver;
  beforeAll(async () => {
    room = await openNewsroom({ STET_WEBHOOK_PATIENCE: '0.2' });
  });
  afterAll(() => room.stet.close());
  beforeEach(async () => {
    receiver = await Receiver.start();
  });
  afterEach(() => receiver.close());

  it('of one article is given up alone, and is tried again when the webhook is resumed', async () => {
    const { ana, ida } = room;
    const path = await webhookTo(ida, receiver, { types });
    const bad = await draft(ana, 'Bad');
    const good = await draft(ana, 'Good');
    receiver.answering = (received, answer) =>
      received.event.subject === bad ? status(500)(received, answer) : ok(received, answer);
    await edit(ana, bad, 1);
    const givenUp = (one: { waiting: { nextAttemptAt: string | null }[] }) => one.waiting[0]?.nextAttemptAt === null;
    for (let revision = 1; !givenUp((await ida.get(path)).json); revision += 1)
      await ana.patch(`/articles/${good}`, { body: `${revision}\n`, baseRevision: revision });
    expect((await ida.get(path)).json).toMatchObject({ parkedAt: null, waiting: [{ subject: bad }] });
    receiver.answering = ok;
    await ida.post(`${path}/resume`);
    await receiver.until(() => receiver.received.filter(({ event }) => event.subject === bad).length === 2);
    await ida.delete(path);
  });

  it('by a receiver that received nothing at all parks it, which says why and stays so', async () => {
    const { ana, ida } = room;
    receiver.answering = status(500);
    const path = await webhookTo(ida, receiver, { types });
    await draft(ana, 'Dead');
    const parked = await webhookWhen(ida, path, (one) => one.status === 'parked');
    expect(parked.parkedBecause).toBe('Nothing was received for 0.2 s. The receiver answered 500.');
    expect(parked.waiting).toHaveLength(1);
    const tries = receiver.asked.length;
    await draft(ana, 'After');
    expect((await ida.post(`${path}/test`)).json).toMatchObject({ received: false, status: 500 });
    expect(receiver.asked).toHaveLength(tries + 1);
    receiver.answering = ok;
    await ida.post(`${path}/resume`);
    await receiver.until(2);
    await ida.delete(path);
  });
});

describe('Two servers', () => {
  it('share webhooks, send each event once, and take over what the other gives back', async () => {
    const { stet, ana, ida } = await openNewsroom();
    const beside = await stet.beside();
    const receivers = await Promise.all(Array.from({ length: 6 }, () => Receiver.start()));
    for (const receiver of receivers) await webhookTo(ida, receiver, { types });
    const id = await draft(ana, 'Shared');
    await edit(await beside.as('Rob', 'editor'), id, 5);
    for (const receiver of receivers) {
      await receiver.until(6);
      expect(positions(receiver.received)).toEqual(positions(receiver.received).toSorted((one, two) => one - two));
    }
    const { text } = await beside.reader.get('//metrics');
    expect(text).toMatch(/^stet_webhook_deliveries_total\{outcome="received"\} \d+$/m);
    await stet.end();
    const rob = await beside.as('Rob', 'editor');
    const other = await draft(rob, 'Taken over');
    for (const receiver of receivers) {
      await receiver.until(7);
      expect(receiver.received.at(-1)?.event.subject).toBe(other);
      expect(receiver.asked).toHaveLength(7);
      await receiver.close();
    }
    await beside.end();
    await stet.close();
  });
});
