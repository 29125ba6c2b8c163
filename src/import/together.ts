// Works that succeed or fail as one: where one fails, the others are told to end, and the failure is told once all have. Pure.

export type Work<T> = (signal: AbortSignal) => Promise<T>;

/** Throws what the first to fail threw, or the reason of the signal where that is what ended them. */
export async function together<T>(works: readonly Work<T>[], signal?: AbortSignal): Promise<readonly T[]> {
  const failing = new AbortController();
  const ending = signal ? AbortSignal.any([signal, failing.signal]) : failing.signal;
  const ended = await Promise.allSettled(
    works.map(async (work) => {
      try {
        return await work(ending);
      } catch (error) {
        failing.abort(error);
        throw error;
      }
    }),
  );
  if (ended.some(({ status }) => status === 'rejected')) throw ending.reason;
  return ended.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}
