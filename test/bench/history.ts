// Reading the history of an article of 1,000 revisions against one of 10, of the same size, over HTTP with 100,000
// revisions of other articles in the newsroom: requests take turns, so that whatever slows one slows the other.
import { TimingClient } from './client';
import { median, type BenchRow } from './row';
import { seedArticles } from './seed';
import { startServiceProcess } from './servers';
import { articleDraft, articleText } from './texts';

const articles = 4;
const many = 1000;
const few = 10;

export async function benchHistory(url: string, others = 100, requests = 600): Promise<BenchRow[]> {
  await seedArticles(url, others, many);
  const service = await startServiceProcess({ databaseUrl: url });
  const client = new TimingClient({ authorization: await service.authorization('editor', 'auditor') });
  const base = `${service.url}/v1/main`;
  try {
    const seconds = await caughtUp(client, base);
    const long = await Promise.all(Array.from({ length: articles }, () => edited(client, base, many)));
    const short = await Promise.all(Array.from({ length: articles }, () => edited(client, base, few)));
    const page = (list: readonly string[]) => `${pick(list)}/revisions?limit=25`;
    const revision = (list: readonly string[], count: number) => `${pick(list)}/revisions/${1 + random(count)}`;
    const time = (address: () => string) => async () => (await client.send(address())).milliseconds;
    const pages = await compare(requests, time(() => page(long)), time(() => page(short))); // prettier-ignore
    const ones = await compare(requests, time(() => revision(long, many)), time(() => revision(short, few))); // prettier-ignore
    return [
      { name: '25 revisions of 1,000, p50 to those of 10', value: pages.ratio, atMost: 1.3 },
      { name: '  milliseconds', value: pages.own },
      { name: 'one revision of 1,000, p50 to one of 10', value: ones.ratio, atMost: 1.3 },
      { name: '  milliseconds', value: ones.own },
      { name: `  seconds until ${others * many} revisions were in the history`, value: seconds },
    ];
  } finally {
    client.close();
    await service.stop();
  }
}

/** Medians in milliseconds of calls that take turns. */
export async function compare(calls: number, own: () => Promise<number>, other: () => Promise<number>) {
  const times: { own: number; other: number }[] = [];
  for (let nth = 0; nth < calls + 50; nth += 1) times.push({ own: await own(), other: await other() });
  const counted = times.slice(50); // the first ones warm up
  const medians = { own: median(counted.map((time) => time.own)), other: median(counted.map((time) => time.other)) };
  return { ...medians, ratio: medians.own / medians.other };
}

/** An article that was drafted and then edited until it has so many revisions; its address. */
export async function edited(client: TimingClient, base: string, revisions: number): Promise<string> {
  const headers = { 'content-type': 'application/json' };
  const { text } = await client.send(`${base}/articles`, {
    method: 'POST',
    headers,
    body: JSON.stringify(articleDraft),
  });
  const address = `${base}/articles/${(JSON.parse(text) as { id: string }).id}`;
  for (let revision = 1; revision < revisions; revision += 1) {
    await client.patch(address, { baseRevision: revision, body: articleText(revision) });
  }
  return address;
}

/** Seconds until the read models have everything that is in the log. */
export async function caughtUp(client: TimingClient, base: string): Promise<number> {
  const start = performance.now();
  const { text } = await client.send(`${base}/articles`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(articleDraft) }); // prettier-ignore
  const { position } = JSON.parse(text) as { position: number };
  const isThere = () =>
    client.send(`${base}/stories`, { headers: { 'stet-min-position': position } }).then(
      () => true,
      (error: Error) => (error.message.startsWith('503') ? false : Promise.reject(error)),
    );
  while (!(await isThere()));
  return (performance.now() - start) / 1000;
}

const random = (below: number): number => Math.floor(Math.random() * below);
const pick = (list: readonly string[]): string => list[random(list.length)] ?? '';
