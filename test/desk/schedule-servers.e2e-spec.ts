// Publications at their time on servers that are processes of their own, one of which is killed.
import { createDatabase } from '../setup/database';
import { runSchedules } from './schedule-run';

it('a schedule each 200 ms on two servers, one killed in the middle: each is published once, in time, and none is lost', async () => {
  const database = await createDatabase();
  try {
    const { made, publishedOnce, late, beforeKill } = await runSchedules(database.url, 50, 200);
    expect([made, publishedOnce, late.length]).toEqual([50, 50, 50]);
    expect(beforeKill).toBeLessThan(made);
    expect(Math.min(...late)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...late)).toBeLessThan(1_000);
  } finally {
    await database.drop();
  }
}, 120_000);
