import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { uuidv7 } from 'uuidv7';
import { migrate, serviceDataSource } from '../../src/data-source';
import { AppendQueue } from '../../src/event-store/append-queue';
import { prepare } from '../../src/event-store/append-call';
import { EventStore } from '../../src/event-store/event-store';
import type { AppendCommand } from '../../src/event-store/stored-event';
import { forNewsroom } from '../../src/newsroom-rows';
import { startPostgres } from '../../src/postgres/start-postgres';
import { command } from './given';

const rounds = 3;
const writers = 16;

it(`loses nothing that was acknowledged, and doubles nothing, through kill -9 of the database under ${writers} writers`, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'stet-kill-'));
  const acknowledged = new Map<string, number>();
  const unanswered = new Set<AppendCommand>();
  let acknowledgedBefore = 0;

  for (let round = 0; round <= rounds; round += 1) {
    const postgres = await startPostgres({ folder });
    await migrate(postgres.url);
    const source = await serviceDataSource(postgres.url).initialize();
    const queue = new AppendQueue(forNewsroom(source, 'main').connection, 'main', {
      patience: 0,
      linger: 20,
      onBatch: () => undefined,
    });
    const send = async (one: AppendCommand): Promise<boolean> => {
      unanswered.add(one);
      const outcome = await queue.push(prepare(one)).catch(() => undefined);
      if (!outcome) return false;
      if (outcome.outcome !== 'appended' && outcome.outcome !== 'repeated') throw new Error(outcome.outcome);
      unanswered.delete(one);
      acknowledged.set(one.id, outcome.position);
      return true;
    };
    for (const one of [...unanswered]) expect(await send(one)).toBe(true);

    if (round < rounds) {
      let killed = false;
      const write = async (): Promise<void> => {
        while (await send(command(uuidv7(), 0, 2))) {
          if (killed || acknowledged.size < acknowledgedBefore + 150) continue;
          killed = true;
          process.kill(postgres.pid, 'SIGKILL');
        }
      };
      await Promise.all(Array.from({ length: writers }, write));
      acknowledgedBefore = acknowledged.size;
      await postgres.ended;
      await source.destroy();
      continue;
    }

    const store = new EventStore(source);
    const events = await store.readLog('main', { after: 0, limit: 1_000_000 });
    expect(events.map(({ position }) => position)).toEqual(
      Array.from({ length: acknowledged.size * 2 }, (_, nth) => nth + 1),
    );
    for (const [id, position] of acknowledged) expect(await store.findCommand('main', id)).toMatchObject({ position });
    expect(new Set(events.map(({ streamId }) => streamId)).size).toBe(acknowledged.size);
    await source.destroy();
    await postgres.stop();
  }
  await rm(folder, { recursive: true, force: true });
}, 120_000);
