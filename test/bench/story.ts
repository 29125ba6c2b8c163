// A published story over HTTP, behind the real door, against a bare Fastify route that answers the same bytes.
import autocannon from 'autocannon';
import fastify from 'fastify';
import { uuidv7 } from 'uuidv7';
import { migrate, serviceDataSource } from '../../src/data-source';
import { PublishedStory } from '../../src/stories/published-story.entity';
import { GivenServer } from '../stories/given';
import { startReadersApp } from '../stories/readers-app';
import { aStory } from '../stories/story.fixture';
import { median, type BenchRow } from './row';

const connections = 16;

export async function benchStory(url: string, rounds = 5, seconds = 3): Promise<BenchRow[]> {
  await migrate(url);
  const given = new GivenServer(await serviceDataSource(url, { entities: [PublishedStory] }).initialize());
  given.start();
  const story = aStory({ id: uuidv7(), slug: `bench-${uuidv7()}`, body: Array(13).fill(aStory().body).join('\n\n') });
  await given.publish(story);
  await given.caughtUp();
  const readers = await startReadersApp(url);
  const address = `${readers.url}/v1/main/stories/${story.slug}`;
  const bytes = Buffer.from(await (await fetch(address)).arrayBuffer());
  const bare = fastify();
  bare.get('/story', (_, reply) => reply.type('application/json; charset=utf-8').send(bytes));
  const bareAddress = `${await bare.listen({ port: 0, host: '127.0.0.1' })}/story`;
  const ratios: number[] = [];
  const speeds: number[] = [];
  await load(address, 1);
  await load(bareAddress, 1);
  for (let round = 0; round < rounds; round += 1) {
    const plain = await load(bareAddress, seconds);
    const own = await load(address, seconds);
    ratios.push(own / plain);
    speeds.push(own);
  }
  await bare.close();
  await readers.close();
  await given.stop();
  return [
    { name: `a story of ${bytes.length} bytes, to a bare route`, value: median(ratios), atLeast: 0.5 },
    { name: '  requests a second', value: Math.round(median(speeds)) },
  ];
}

/** From a thread of its own: the client must not slow the server that it measures. */
async function load(address: string, duration: number): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({ url: address, connections, duration, workers: 1 });
  if (non2xx + errors > 0) throw new Error(`${non2xx + errors} answers were no story.`);
  return requests.average;
}
