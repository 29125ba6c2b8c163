// An edit of an article of 10,000 revisions against one of an article of 10, over HTTP, in turns; and the first edit of
// each after the service was started anew, when nothing is in its memory.
import { TimingClient } from './client';
import { caughtUp, compare, edited } from './history';
import { median, type BenchRow } from './row';
import { seedArticles } from './seed';
import { startServiceProcess } from './servers';
import { articleText } from './texts';

const articles = 3;
const many = 10_000;
const few = 10;

/** What is edited, and where it stands. */
interface Edited {
  readonly path: string;
  revision: number;
}

export async function benchLongArticle(url: string, requests = 300): Promise<BenchRow[]> {
  const ids = await seedArticles(url, articles, many - 100);
  const long = ids.map((id): Edited => ({ path: `/v1/main/articles/${id}`, revision: many - 100 }));
  const short: Edited[] = [];
  const service = await startServiceProcess({ databaseUrl: url });
  const client = new TimingClient({ authorization: await service.authorization('editor') });
  const opened: number[] = [];
  for (const article of long) opened.push(await edit(client, service.url, article));
  for (const article of long) while (article.revision < many) await edit(client, service.url, article);
  for (let nth = 0; nth < articles; nth += 1) {
    const address = await edited(client, `${service.url}/v1/main`, few);
    short.push({ path: new URL(address).pathname, revision: few });
  }
  client.close();
  await service.stop();
  const restarted = await afterRestart(url, long, short, requests);
  return [...restarted, { name: '  milliseconds, first of 10,000 without a snapshot', value: median(opened) }];
}

async function afterRestart(url: string, long: Edited[], short: Edited[], requests: number): Promise<BenchRow[]> {
  const service = await startServiceProcess({ databaseUrl: url });
  const client = new TimingClient({ authorization: await service.authorization('editor') });
  try {
    await caughtUp(client, `${service.url}/v1/main`);
    await edited(client, `${service.url}/v1/main`, 100);
    const first: { own: number; other: number }[] = [];
    for (const [nth, article] of long.entries()) {
      first.push({ other: await edit(client, service.url, short[nth]), own: await edit(client, service.url, article) });
    }
    let nth = 0;
    const next = (list: Edited[]) => () => edit(client, service.url, list[(nth += 1) % list.length]);
    const steady = await compare(requests, next(long), next(short));
    return [
      { name: 'PATCH at 10,000 revisions, p50 to one at 10', value: steady.ratio, atMost: 1.5 },
      { name: '  milliseconds', value: steady.own },
      { name: '  milliseconds, first after a restart, 10,000 revisions', value: median(first.map(({ own }) => own)) },
      { name: '  milliseconds, first after a restart, 10 revisions', value: median(first.map(({ other }) => other)) },
    ];
  } finally {
    client.close();
    await service.stop();
  }
}

async function edit(client: TimingClient, base: string, article: Edited | undefined): Promise<number> {
  if (!article) throw new Error('There is no article to edit.');
  const members = { baseRevision: article.revision, body: articleText(article.revision) };
  const { milliseconds } = await client.patch(base + article.path, members);
  article.revision += 1;
  return milliseconds;
}
