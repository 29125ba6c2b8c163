// How the time of a computation grows with what it is given: of the processor, not of the clock, since other tests run
// beside this one, and as a ratio within one run, since machines differ.

const step = 8;
/** Microseconds: what takes less than this is quick, however it grows, and too short to be compared. */
const short = 100_000;
/** Times the proportion that is linear beyond doubt. */
const plain = 1.5;
const tries = 4;

/**
 * What `size` takes against an eighth of it eight times: about 1 where the time is linear, about 8 where it is quadratic,
 * 0 where it is too short to tell. `prepare` makes what is measured; what is measured answers all that it made, and
 * the eight answers are held together, so that memory has to be found and cleared for as much on both sides.
 */
export function growth(prepare: (size: number) => () => unknown, size: number): number {
  const whole = prepare(size);
  const eighth = prepare(Math.ceil(size / step));
  const eighths = () => Array.from({ length: step }, () => eighth());

  let large = processorTime(whole);
  if (large < short) return 0;
  // Whatever disturbs a run makes it longer: the quickest counts, on both sides, until it is plainly linear.
  let small = Infinity;
  for (let attempt = 0; attempt < tries; attempt += 1) {
    small = Math.min(small, processorTime(eighths));
    if (large < plain * small) break;
    large = Math.min(large, processorTime(whole));
  }
  return large < short ? 0 : large / Math.max(small, short / step);
}

function processorTime(run: () => unknown): number {
  const started = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(started);
  return user + system;
}
