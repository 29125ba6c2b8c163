// What takes time for each of many, done in two halves at once: PostgreSQL has a process for each connection. Pure but for the work.

/** Of fewer, a second statement costs more than it saves. */
const worthwhile = 10;

/** What was made of each, in their order; of none nothing. */
export async function inHalves<One, Made>(
  all: readonly One[],
  work: (some: readonly One[]) => Promise<readonly Made[]>,
): Promise<readonly Made[]> {
  if (all.length < worthwhile) return all.length === 0 ? [] : work(all);
  const middle = Math.ceil(all.length / 2);
  return (await Promise.all([work(all.slice(0, middle)), work(all.slice(middle))])).flat();
}
