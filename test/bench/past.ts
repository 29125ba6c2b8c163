// Any revision of an article of 10,000 against any of an article of 10, of the same size, over HTTP, in turns: what was
// long ago takes no longer than what is not.
import { TimingClient } from './client';
import { caughtUp, compare } from './history';
import type { BenchRow } from './row';
import { seedWithSnapshots } from './seed';
import { startServiceProcess } from './servers';

const many = 10_000;
const few = 10;

export async function benchPast(url: string, requests = 600): Promise<BenchRow[]> {
  const [long, short] = [await seedWithSnapshots(url, many), await seedWithSnapshots(url, few)];
  const service = await startServiceProcess({ databaseUrl: url });
  const client = new TimingClient({ authorization: await service.authorization('editor', 'auditor') });
  const article = (id: string) => `${service.url}/v1/main/articles/${id}`;
  const time = (address: () => string) => async () => (await client.send(address())).milliseconds;
  try {
    await caughtUp(client, `${service.url}/v1/main`);
    const ones = await compare(
      requests,
      time(() => `${article(long)}/revisions/${1 + random(many)}`),
      time(() => `${article(short)}/revisions/${1 + random(few)}`),
    );
    const asOf = await compare(
      requests,
      time(() => `${article(long)}?revision=${1 + random(many)}`),
      time(() => `${article(short)}?revision=${1 + random(few)}`),
    );
    return [
      { name: 'one revision of 10,000, p50 to one of 10', value: ones.ratio, atMost: 2 },
      { name: '  milliseconds', value: ones.own },
      { name: 'the article as of one of 10,000, p50 to one of 10', value: asOf.ratio, atMost: 2 },
      { name: '  milliseconds', value: asOf.own },
    ];
  } finally {
    client.close();
    await service.stop();
  }
}

const random = (below: number): number => Math.floor(Math.random() * below);
