// What takes time for each of many, done in two halves at once: PostgreSQL has a process for each connection. Pure but for the work.

/** Of fewer, a second statement costs more than it saves. */
const worthwhile = 10;

/** What was made of each half, together. */
export async function inHalves<One, Key, Made>(
  all: readonly One[],
  work: (some: readonly One[]) => Promise<ReadonlyMap<Key, Made>>,
): Promise<ReadonlyMap<Key, Made>> {
  if (all.length < worthwhile) return work(all);
  const middle = Math.ceil(all.length / 2);
  const [one, other] = await Promise.all([work(all.slice(0, middle)), work(all.slice(middle))]);
  return new Map([...one, ...other]);
}
