// How the time of a computation grows with what it is given: of the processor, not of the clock, since other tests run
// beside this one, and as a ratio within one run, since machines differ.

const step = 8;
/** Microseconds: what takes less than this is quick, however it grows, and too short to be compared. */
const short = 100_000;
/** Times the proportion that is linear beyond doubt. */
const plain = 1.5;

/**
 * What `size` takes against an eighth of it, as a multiple of that proportion: about 1 where the time is linear, about 8
 * where it is quadratic, 0 where it is too short to tell. `prepare` makes what is measured.
 */
export function growth(prepare: (size: number) => () => unknown, size: number): number {
  const whole = prepare(size);
  let large = processorTime(whole, 1);
  if (large < short) return 0;
  const small = Math.max(processorTime(prepare(Math.ceil(size / step)), 3), short / step ** 2);
  // Whatever disturbs a run makes it longer: once is enough where that is plainly linear.
  for (let time = 1; time < 3 && large > plain * step * small; time += 1) {
    large = Math.min(large, processorTime(whole, 1));
  }
  return large < short ? 0 : large / small / step;
}

/** Microseconds of the quickest of so many runs, or of the first that is short. */
function processorTime(run: () => unknown, times: number): number {
  let least = Infinity;
  for (let time = 0; time < times && least >= short; time += 1) {
    const started = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(started);
    least = Math.min(least, user + system);
  }
  return least;
}
