// Thousands who listen to the log and wait for what does not come: what each of them takes of the service's memory, what
// they cost those who write (in turns with a second service on the same database, to which one listens), and how soon
// all of them are told once it comes.
import { LogListener } from '../history/events';
import { residentMegabytes, TimingClient } from './client';
import { caughtUp, compare, edited } from './history';
import type { BenchRow } from './row';
import { startServiceProcess, type ServiceProcess } from './servers';
import { articleText } from './texts';

const listeners = 2_000;
const atOnce = 100;

export async function benchListeners(url: string, edits = 200): Promise<BenchRow[]> {
  const [service, other] = [
    await startServiceProcess({ databaseUrl: url }),
    await startServiceProcess({ databaseUrl: url }),
  ];
  const [client, otherClient] = [await clientOf(service), await clientOf(other)];
  const base = `${service.url}/v1/main`;
  const [one, all] = [new LogListener(), Array.from({ length: listeners }, () => new LogListener())];
  try {
    await caughtUp(client, base);
    const quiet = await edited(client, base, 1);
    const before = await residentMegabytes(client, service.url);
    const path = `/v1/main/events?article=${quiet.split('/').at(-1)}`;
    await listen(other, path, [one]);
    await listen(service, path, all);
    const after = await residentMegabytes(client, service.url);
    const times = await compare(edits, await editing(client, base), await editing(otherClient, `${other.url}/v1/main`));
    const told = await untilAllKnow(client, quiet, all);
    return [
      { name: `PATCH beside ${listeners} idle listeners, p50 to beside one`, value: times.ratio, atMost: 1.5 },
      { name: '  milliseconds', value: times.own },
      { name: '  kB of the service for each listener', value: ((after - before) * 1000) / listeners },
      { name: `  milliseconds until all ${listeners} are told`, value: told },
    ];
  } finally {
    for (const open of [one, ...all, client, otherClient]) open.close();
    await Promise.all([service.stop(), other.stop()]);
  }
}

const clientOf = async (service: ServiceProcess): Promise<TimingClient> =>
  new TimingClient({ authorization: await service.authorization('editor', 'auditor') });

async function listen(service: ServiceProcess, path: string, all: readonly LogListener[]): Promise<void> {
  const authorization = await service.authorization('auditor');
  const address = { url: service.url + path, token: authorization.replace('Bearer ', '') };
  const waiting = [...all];
  while (waiting.length > 0) await Promise.all(waiting.splice(0, atOnce).map((one) => one.connect(address)));
}

/** Edits of an article of its own, one a call; milliseconds. */
async function editing(client: TimingClient, base: string): Promise<() => Promise<number>> {
  const article = await edited(client, base, 1);
  let revision = 0;
  return async () => {
    revision += 1;
    return (await client.patch(article, { baseRevision: revision, body: articleText(revision) })).milliseconds;
  };
}

async function untilAllKnow(client: TimingClient, article: string, all: readonly LogListener[]): Promise<number> {
  const start = performance.now();
  await Promise.all([
    client.patch(article, { baseRevision: 1, body: articleText(1) }),
    ...all.map((one) => one.until(1)),
  ]);
  return performance.now() - start;
}
