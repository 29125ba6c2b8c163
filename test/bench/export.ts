// The whole log as NDJSON over HTTP against what the database alone gives of the same rows: a raw COPY to this process, in
// turns; and what the service's memory grows by meanwhile.
import { Agent, get } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Writable } from 'node:stream';
import pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { residentMegabytes, TimingClient } from './client';
import { caughtUp } from './history';
import { median, type BenchRow } from './row';
import { seedArticles } from './seed';
import { startServiceProcess } from './servers';

const articles = 50;
const revisions = 1000;

export async function benchExport(url: string, rounds = 5): Promise<BenchRow[]> {
  await seedArticles(url, articles, revisions);
  const service = await startServiceProcess({ databaseUrl: url });
  const authorization = await service.authorization('auditor', 'editor');
  const client = new TimingClient({ authorization });
  const database = new pg.Client(url);
  await database.connect();
  try {
    const exported = () => readLines(`${service.url}/v1/main/events`, authorization);
    const copied = () => copyRows(database);
    await caughtUp(client, `${service.url}/v1/main`);
    for (let round = 0; round < 2; round += 1) await Promise.all([exported(), copied()]);
    const before = await residentMegabytes(client, service.url);
    const speeds: { own: number; other: number }[] = [];
    for (let round = 0; round < rounds; round += 1)
      speeds.push({ other: await rateOf(copied), own: await rateOf(exported) });
    return [
      { name: 'NDJSON export, to raw COPY', value: median(speeds.map(({ own, other }) => own / other)) },
      { name: '  events a second, NDJSON', value: Math.round(median(speeds.map(({ own }) => own))) },
      { name: '  rows a second, COPY', value: Math.round(median(speeds.map(({ other }) => other))) },
      { name: '  MB by which the service grew', value: (await residentMegabytes(client, service.url)) - before },
    ];
  } finally {
    await database.end();
    client.close();
    await service.stop();
  }
}

async function rateOf(work: () => Promise<number>): Promise<number> {
  const start = performance.now();
  const lines = await work();
  return (lines * 1000) / (performance.now() - start);
}

async function readLines(address: string, authorization: string): Promise<number> {
  const agent = new Agent();
  const response = await new Promise<NodeJS.ReadableStream>((resolve, reject) => {
    get(address, { agent, headers: { authorization, accept: 'application/x-ndjson' } }, resolve).on('error', reject);
  });
  return countLines(response);
}

/** The columns that an event of the export is made of. */
const copyRows = (database: pg.Client): Promise<number> =>
  countLines(
    database.query(
      copyTo(`
        copy (select position, stream_id, revision, type, schema, actor, recorded_at, leaf, payload
                from log.events
               where newsroom_id = 'main'
               order by position) to stdout`),
    ),
  );

async function countLines(source: NodeJS.ReadableStream): Promise<number> {
  let lines = 0;
  const count = (chunk: Buffer): void => {
    for (let at = chunk.indexOf(10); at !== -1; at = chunk.indexOf(10, at + 1)) lines += 1;
  };
  await pipeline(source, new Writable({ write: (chunk: Buffer, _, done) => (count(chunk), done()) }));
  return lines;
}
