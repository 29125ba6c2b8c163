// Searching the stories of a large newsroom and its working copies over HTTP, newest first and ranked: the slowest of twenty answers
// to the limit of 50 ms, and the usual answers to those of the statement that textbooks have for it; by a server that has answered
// some hundred other questions before, and beside it how long its first answers took. STET_BENCH_STORIES says how many stories; the
// limit is meant for 100,000.
import pg from 'pg';
import { TimingClient } from './client';
import { median, type BenchRow } from './row';
import { seedStories } from './search-seed';
import { questions } from './search-texts';
import { startServiceProcess, type ServiceProcess } from './servers';

const stories = Number(process.env['STET_BENCH_STORIES'] ?? 3_000);
const limit = 50; // milliseconds
const meantFor = 100_000; // stories; among few there is little to gain on a statement that answers no items
const [rounds, rehearsals, others] = [20, 4, 20];
const sorts = ['latest', 'relevance'] as const;
const lists = { stories: 'stories', articles: 'working copies' };

export async function benchSearch(url: string): Promise<BenchRow[]> {
  await seedStories(url, stories);
  const service = await startServiceProcess({ databaseUrl: url });
  try {
    return [{ name: 'stories that are searched', value: stories }, ...(await measured(service, url))];
  } finally {
    await service.stop();
  }
}

async function measured(service: ServiceProcess, url: string): Promise<BenchRow[]> {
  const client = new TimingClient({ authorization: await service.authorization('editor') });
  const rows: BenchRow[] = [];
  const first = await asksOthers(client, service);
  rows.push({ name: 'first answers of the server: p50, ms', value: median(first) }, { name: 'first answers of the server: p95, ms', value: p95(first) }); // prettier-ignore
  for (const [list, name] of Object.entries(lists)) {
    for (const sort of sorts) {
      const times = await timesOf(client, `${service.url}/v1/main/${list}`, sort);
      rows.push({ name: `search, ${name}, ${sort}, p95 to 50 ms`, value: p95([...times.values()].flat()) / limit, atMost: 1 }); // prettier-ignore
      for (const [kind, some] of times) rows.push({ name: `  ${kind}: p50, ms`, value: median(some) }, { name: `  ${kind}: p95, ms`, value: p95(some) }); // prettier-ignore
      if (list === 'stories') rows.push({ name: `search, ${sort}, to the textbook's statement`, value: median([...times.values()].flat()) / (await textbook(url, sort)), ...(stories >= meantFor && { atMost: 1 }) }); // prettier-ignore
    }
  }
  client.close();
  return rows;
}

/** Other questions than those that are measured; of the first of each kind the milliseconds. */
async function asksOthers(client: TimingClient, { url }: ServiceProcess): Promise<number[]> {
  const first: number[] = [];
  for (let nth = rounds; nth < rounds + others; nth += 1)
    for (const list of Object.keys(lists))
      for (const sort of sorts)
        for (const question of Object.values(questions)) {
          const query = new URLSearchParams({ ...question(nth), sort });
          const { milliseconds } = await client.send(`${url}/v1/main/${list}?${query}`);
          if (nth === rounds) first.push(milliseconds);
        }
  return first;
}

/** By kind of question, milliseconds. */
async function timesOf(client: TimingClient, list: string, sort: string): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (const [kind, question] of Object.entries(questions)) {
    const some: number[] = [];
    for (let nth = -rehearsals; nth < rounds; nth += 1) {
      const query = new URLSearchParams({ ...question((nth + rounds) % rounds), sort });
      const { milliseconds } = await client.send(`${list}?${query}`);
      if (nth >= 0) some.push(milliseconds);
    }
    times.set(kind, some);
  }
  return times;
}

/** The usual milliseconds of one statement that matches, orders and shows fifty, without a service around it. */
async function textbook(url: string, sort: (typeof sorts)[number]): Promise<number> {
  const connection = new pg.Client(url);
  await connection.connect();
  const asked = Object.values(questions).flatMap((question) => [question(0), question(7)]);
  const times: number[] = [];
  for (const { q, tag = null, category = null } of asked) {
    const begun = performance.now();
    await connection.query(statements[sort], [q, tag, category]);
    times.push(performance.now() - begun);
  }
  await connection.end();
  return median(times);
}

const statement = (order: string): string => `
select f.story_id, ts_headline('english', f.text, f.query)
  from (select w.story_id, w.text, query
          from read.story_words w, websearch_to_tsquery('english', $1) query
         where w.newsroom_id = 'main'
           and w.vector @@ query
           and ($2::text is null or w.tags @> array[$2::text])
           and ($3::text is null or w.category = $3)
         order by ${order}
         limit 50) f`;

const statements = {
  latest: statement('w.first_published_at desc, w.story_id desc'),
  relevance: statement('ts_rank(w.vector, query, 16) desc'),
};

const p95 = (times: readonly number[]): number =>
  times.toSorted((one, other) => one - other)[Math.floor(times.length * 0.95)] ?? NaN;
