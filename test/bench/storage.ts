// What the log takes for the revisions of ../shared/corpus, indexes included, against the raw bytes of their texts. Every
// article is drafted empty and every one of its revisions then written by PUT …/body, as an editor's client would.
import pg from 'pg';
import { corpusStories, type CorpusStory } from '../corpus';
import type { BenchRow } from './row';
import { startServiceProcess } from './servers';

export async function benchStorage(url: string): Promise<BenchRow[]> {
  const stories = corpusStories();
  if (stories.length === 0) {
    console.log('storage: skipped, there is no ../shared/corpus');
    return [];
  }
  const service = await startServiceProcess({ databaseUrl: url });
  const authorization = await service.authorization('editor');
  const start = performance.now();
  await Promise.all(stories.map((story) => write(`${service.url}/v1/main/articles`, authorization, story)));
  const seconds = (performance.now() - start) / 1000;
  await service.stop();
  const texts = stories.flatMap(({ revisions }) => revisions.map(({ text }) => Buffer.byteLength(text)));
  const raw = texts.reduce((sum, bytes) => sum + bytes, 0);
  const { events, commands, count } = await sizes(url);
  return [
    { name: "storage of the corpus's log, to the bytes of its texts", value: (events + commands) / raw, atMost: 0.1 },
    { name: '  bytes of the texts', value: raw },
    { name: '  bytes of log.events', value: events },
    { name: '  bytes of log.commands', value: commands },
    { name: '  events', value: count },
    { name: '  revisions written a second', value: Math.round(texts.length / seconds) },
  ];
}

async function write(articles: string, authorization: string, story: CorpusStory): Promise<void> {
  const headers = { authorization, 'content-type': 'application/json' };
  const draft = await fetch(articles, { method: 'POST', headers, body: JSON.stringify({ headline: story.slug }) });
  let { id, revision } = (await expectOk(draft)) as { id: string; revision: number };
  for (const { text } of story.revisions) {
    const address = `${articles}/${id}/body?baseRevision=${revision}`;
    const response = await fetch(address, { method: 'PUT', headers: { authorization, 'content-type': 'text/markdown' }, body: text }); // prettier-ignore
    ({ id, revision } = (await expectOk(response)) as { id: string; revision: number });
  }
}

async function expectOk(response: Response): Promise<unknown> {
  if (!response.ok) throw new Error(await response.text());
  return response.json();
}

async function sizes(url: string): Promise<{ events: number; commands: number; count: number }> {
  const client = new pg.Client(url);
  await client.connect();
  await client.query('checkpoint');
  const { rows } = await client.query<{ events: string; commands: string; count: string }>(`
    select pg_total_relation_size('log.events') as events,
           pg_total_relation_size('log.commands') as commands,
           (select count(*) from log.events) as count`);
  await client.end();
  const [{ events, commands, count } = { events: NaN, commands: NaN, count: NaN }] = rows;
  return { events: Number(events), commands: Number(commands), count: Number(count) };
}
