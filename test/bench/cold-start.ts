// From the spawn of `npm start`'s process to the first 200 of /health/ready, on a data folder that has been used.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, type BenchRow } from './row';
import { startServiceProcess } from './servers';

/** Its own embedded database, as `npm start` has it: the one of the other benches is not used. */
export async function benchColdStart(_url: string, rounds = 3): Promise<BenchRow[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'stet-bench-start-'));
  try {
    const first = await start(dataFolder);
    const starts: number[] = [];
    for (let round = 0; round < rounds; round += 1) starts.push(await start(dataFolder));
    return [
      { name: 'cold start on an existing data folder, seconds', value: median(starts), atMost: 5 },
      { name: '  the first start, database made, seconds', value: first },
    ];
  } finally {
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function start(dataFolder: string): Promise<number> {
  const service = await startServiceProcess({ dataFolder });
  await service.stop();
  return service.readyAfter / 1000;
}
