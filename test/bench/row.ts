// What a bench hands back, and how its rounds are put together.

export interface BenchRow {
  readonly name: string;
  readonly value: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? NaN;
}

/** Operations a second of `writers` loops, each doing one after another for that long. */
export async function rate(
  writers: number,
  milliseconds: number,
  one: (writer: number) => Promise<void>,
): Promise<number> {
  const start = performance.now();
  let done = 0;
  const loop = async (writer: number): Promise<void> => {
    while (performance.now() - start < milliseconds) {
      await one(writer);
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: writers }, (_, writer) => loop(writer)));
  return (done * 1000) / (performance.now() - start);
}
