// Publications at their time though servers end, die or hang, or the database goes away.
import { CommandBus } from '@nestjs/cqrs';
import { Client as Connection } from 'pg';
import { PublishScheduled } from '../../src/articles/publish-scheduled';
import { Scheduler } from '../../src/desk/scheduler';
import { RestartingDatabase } from '../setup/restarting-database';
import { startTestService, type TestService } from '../setup/service';
import { awaited, logged, soon } from './awaited';
import { ends, inTime, promised, scheduled } from './scheduled';

describe('A publication that was scheduled', () => {
  let home: TestService;
  let stet: TestService;
  let owner: Connection;
  beforeAll(async () => {
    home = stet = await startTestService();
    owner = new Connection(stet.database.url);
    await owner.connect();
  });
  afterAll(async () => {
    await owner.end();
    await stet.end();
    await home.close();
  });

  const passed = async (at: string): Promise<void> => {
    for (let past = false; !past;)
      past = (await owner.query('select clock_timestamp() > $1::timestamptz as past', [at])).rows[0].past;
  };

  it('is carried out by a server that was started after it was made', async () => {
    const first = await stet.beside();
    const ana = await first.as('Ana', 'editor');
    await stet.end();
    const waiting = await scheduled(ana, 'Restarted', soon(3_000));
    await first.end();
    stet = await home.beside();
    expect(soon(0) < waiting.at).toBe(true);
    await inTime(await stet.as('Ana', 'editor'), waiting);
  });

  it('and whose time came while no server ran, is carried out at once by the next one', async () => {
    const before = await scheduled(await stet.as('Ana', 'editor'), 'Overdue', soon(500));
    await stet.end();
    await passed(before.at);
    stet = await home.beside();
    const up = Date.now();
    const ana = await stet.as('Ana', 'editor');
    const event = await awaited(ana, before.id, 2);
    expect(Date.parse(event.time) - up).toBeLessThan(promised);
    expect(event.data.scheduled).toBe(before.at);
    expect(event.data.publishedAt > before.at).toBe(true);
  });

  it('and that a server has in hand is left to it, and is the others’ once that server is dead', async () => {
    const ana = await stet.as('Ana', 'editor');
    const at = soon(1_500);
    const [held, free] = [await scheduled(ana, 'In hand', at), await scheduled(ana, 'Free', at)];
    const { json } = await ana.get('/articles', {
      headers: { 'stet-min-position': String((await logged(ana)).length) },
    });
    expect(json.items.length).toBeGreaterThan(0);
    const dying = new Connection(stet.database.url);
    await dying.connect();
    await dying.query('begin');
    const { rowCount } = await dying.query('select from read.due_publications where article_id = $1 for update', [
      held.id,
    ]);
    expect(rowCount).toBe(1);
    await inTime(ana, free);
    expect(await ends(ana, held)).toBe(0);
    const died = Date.now();
    await dying.end();
    const event = await awaited(ana, held.id, 2);
    expect(Date.parse(event.time) - died).toBeLessThan(promised);
  });

  it('by two servers at once happens once, and both know what the log has', async () => {
    const beside = await stet.beside();
    const [ana, rob] = [await stet.as('Ana', 'editor'), await beside.as('Rob', 'editor')];
    const at = soon(3_000);
    const all = await Promise.all(
      Array.from({ length: 30 }, (_, nth) => scheduled(nth % 2 ? ana : rob, `Twin ${nth}`, at)),
    );
    for (const one of all) {
      const event = await inTime(ana, one);
      const [here, there] = await Promise.all([ana.get(`/articles/${one.id}`), rob.get(`/articles/${one.id}`)]);
      expect(here.json).toEqual(there.json);
      expect(here.json.revision).toBe(event.revision);
      expect(await ends(rob, one)).toBe(1);
    }
    await beside.end();
  });
});

describe('A publication that is carried out again', () => {
  let home: TestService;
  let beside: TestService;
  beforeAll(async () => {
    home = await startTestService();
    beside = await home.beside();
  });
  afterAll(async () => {
    await beside.end();
    await home.close();
  });

  it('by a server that had not heard of it, happens once, and that server then knows what the log has', async () => {
    const [ana, rob] = [await home.as('Ana', 'editor'), await beside.as('Rob', 'editor')];
    for (const { service } of [home, beside]) await service.app.get(Scheduler, { strict: false }).stop();
    const one = await scheduled(ana, 'Again', soon(300));
    expect((await rob.get(`/articles/${one.id}`)).json.status).toBe('scheduled');
    while (soon(0) <= one.at);
    const by = { sub: 'ana', name: 'Ana', role: 'editor' } as const;
    for (const { service } of [home, beside]) {
      const again = new PublishScheduled('main', one.id, 2, by);
      const bus = service.app.get(CommandBus, { strict: false });
      await bus.execute(again);
    }
    expect(await ends(ana, one)).toBe(1);
    const [here, there] = await Promise.all([ana.get(`/articles/${one.id}`), rob.get(`/articles/${one.id}`)]);
    expect(there.json).toEqual(here.json);
    expect(there.json).toMatchObject({ status: 'published', revision: 3 });
  });
});

describe('A database that is killed at the time of publications and comes back', () => {
  it('loses none of them and doubles none', async () => {
    const database = await RestartingDatabase.start();
    const stet = await startTestService({ DATABASE_URL: database.url });
    try {
      const ana = await stet.as('Ana', 'editor');
      const first = Date.now() + 3_000;
      const times = Array.from({ length: 40 }, (_, nth) => new Date(first + 25 * nth).toISOString());
      const all = await Promise.all(times.map((at, nth) => scheduled(ana, `Restart ${nth}`, at)));
      await awaited(ana, all[5]?.id ?? '', 2);
      await database.kill();
      await database.startAgain();
      const back = Date.now();
      for (const one of all) {
        const event = await awaited(ana, one.id, 2);
        expect(event.type).toBe('article-published');
        const owed = Math.max(Date.parse(one.at), back);
        expect(Date.parse(event.time) - owed).toBeLessThan(5 * promised);
        expect(await ends(ana, one)).toBe(1);
      }
    } finally {
      await stet.close();
      await database.stop();
    }
  }, 60_000);
});
