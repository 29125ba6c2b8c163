// A schedule each 200 ms for a minute, and then 200 at one instant, on two servers of one database, one of which is
// killed in the middle.
import { runSchedules } from '../desk/schedule-run';
import { median, type BenchRow } from './row';

const minute = 60_000;
const every = 200;
const atOnce = 200;

export async function benchSchedule(url: string): Promise<BenchRow[]> {
  const count = minute / every;
  const { publishedOnce, late, beforeKill } = await runSchedules(url, count, every);
  const burst = await runSchedules(url, atOnce, 0);
  return [
    { name: 'schedules published exactly once', value: publishedOnce, atLeast: count, atMost: count },
    { name: '  of them before a server was killed', value: beforeKill },
    { name: '  lateness in milliseconds, greatest', value: Math.max(...late), atMost: 1_000 },
    { name: '  median', value: median(late) },
    { name: '  least', value: Math.min(...late), atLeast: 0 },
    { name: '200 at one instant, published exactly once', value: burst.publishedOnce, atLeast: atOnce, atMost: atOnce },
    { name: '  lateness in milliseconds, greatest', value: Math.max(...burst.late), atMost: 1_000 },
  ];
}
