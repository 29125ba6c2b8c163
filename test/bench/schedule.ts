// A schedule each 200 ms for a minute on two servers of one database, one killed in the middle.
import { runSchedules } from '../desk/schedule-run';
import { median, type BenchRow } from './row';

const minute = 60_000;
const every = 200;

export async function benchSchedule(url: string): Promise<BenchRow[]> {
  const count = minute / every;
  const { publishedOnce, late, beforeKill } = await runSchedules(url, count, every);
  return [
    { name: 'schedules published exactly once', value: publishedOnce, atLeast: count, atMost: count },
    { name: '  of them before a server was killed', value: beforeKill },
    { name: '  lateness in milliseconds, greatest', value: Math.max(...late), atMost: 1_000 },
    { name: '  median', value: median(late) },
    { name: '  least', value: Math.min(...late), atLeast: 0 },
  ];
}
