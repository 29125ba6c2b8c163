// Thousands who listen to the log and wait for what does not come: what each of them takes of the service's memory, what
// they cost those who write, and how soon all of them are told once it comes.
import { migrate } from '../../src/data-source';
import { LogListener } from '../history/events';
import { residentMegabytes, TimingClient } from './client';
import { caughtUp, edited } from './history';
import { median, type BenchRow } from './row';
import { startServiceProcess } from './servers';
import { articleText } from './texts';

const listeners = 2_000;
const atOnce = 100;

export async function benchListeners(url: string, edits = 200): Promise<BenchRow[]> {
  await migrate(url);
  const service = await startServiceProcess({ databaseUrl: url });
  const token = await service.authorization('editor', 'auditor');
  const client = new TimingClient({ authorization: token });
  const base = `${service.url}/v1/main`;
  const all = Array.from({ length: listeners }, () => new LogListener());
  try {
    await caughtUp(client, base);
    const [quiet, busy] = [await edited(client, base, 1), await edited(client, base, 1)];
    const alone = await editing(client, busy, { from: 1, edits });
    const before = await residentMegabytes(client, service.url);
    const address = { url: `${base}/events?article=${quiet.split('/').at(-1)}`, token: token.replace('Bearer ', '') };
    const waiting = [...all];
    while (waiting.length > 0) await Promise.all(waiting.splice(0, atOnce).map((one) => one.connect(address)));
    const after = await residentMegabytes(client, service.url);
    const watched = await editing(client, busy, { from: 1 + edits, edits });
    const told = await untilAllKnow(client, quiet, all);
    return [
      { name: `PATCH beside ${listeners} idle listeners, p50 to one beside none`, value: watched / alone, atMost: 1.5 },
      { name: '  milliseconds', value: watched },
      { name: '  kB of the service for each listener', value: ((after - before) * 1000) / listeners },
      { name: `  milliseconds until all ${listeners} are told`, value: told },
    ];
  } finally {
    for (const one of all) one.close();
    client.close();
    await service.stop();
  }
}

/** Milliseconds of an edit, p50. */
async function editing(
  client: TimingClient,
  article: string,
  { from, edits }: { readonly from: number; readonly edits: number },
): Promise<number> {
  const times: number[] = [];
  for (let revision = from; revision < from + edits; revision += 1) {
    const members = { baseRevision: revision, body: articleText(revision) };
    times.push((await client.patch(article, members)).milliseconds);
  }
  return median(times);
}

async function untilAllKnow(client: TimingClient, article: string, all: readonly LogListener[]): Promise<number> {
  const start = performance.now();
  await Promise.all([
    client.patch(article, { baseRevision: 1, body: articleText(1) }),
    ...all.map((one) => one.until(1)),
  ]);
  return performance.now() - start;
}
