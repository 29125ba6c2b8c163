// The service over HTTP at 16 clients, with authentication, validation and request log on, against bare Fastify routes in
// a process of their own: the same client, database and bytes, in rounds that take turns.
import autocannon from 'autocannon';
import { median, type BenchRow } from './row';
import { startBareProcess, startServiceProcess, type ServerProcess } from './servers';
import { articleDraft, articleText } from './texts';

const connections = 16;
const articlesPerConnection = 8;

interface Edited {
  readonly path: string;
  revision: number;
}

interface Measured {
  readonly url: string;
  readonly headers?: Record<string, string>;
  /** By connection: what it edits in turn. Without them the URL is read. */
  readonly edits?: readonly (readonly Edited[])[];
}

export async function benchHttp(url: string, rounds = 7, seconds = 2): Promise<BenchRow[]> {
  const service = await startServiceProcess({ databaseUrl: url });
  const bare = await startBareProcess(url);
  try {
    const authorization = await service.authorization('editor');
    const drafts = await draftArticles(service, authorization);
    const address = `${service.url}${drafts[0]?.[0]?.path ?? ''}`;
    const slug = await publish(address, authorization);
    const json = { url: `${service.url}/v1/main/stories/${slug}`, headers: { accept: 'application/json' } };
    const html = { ...json, headers: { accept: 'text/html' } };
    const pairs = [
      { name: 'PATCH of a paragraph of 4 KB, to a bare insert', atLeast: 0.3, ...editing(service, bare, drafts, authorization) }, // prettier-ignore
      {
        name: 'a published story as JSON, to a bare route',
        atLeast: 0.5,
        own: json,
        plain: await mirrored(json, bare),
      },
      {
        name: 'a published story as HTML, to a bare route',
        atLeast: 0.5,
        own: html,
        plain: await mirrored(html, bare),
      },
    ];
    const rows: BenchRow[] = [];
    for (const { name, atLeast, own, plain } of pairs) {
      const measured = await compare(own, plain, rounds, seconds);
      rows.push({ name, value: measured.ratio, atLeast });
      rows.push(
        { name: '  requests a second', value: measured.own },
        { name: '  of the bare route', value: measured.plain },
      );
    }
    const then = { ...json, headers: { ...json.headers, 'accept-datetime': 'Fri, 31 Dec 9999 23:59:59 GMT' } };
    const past = await compare(then, json, 3, seconds);
    rows.push({ name: 'a story as of a second, to the same story now', value: past.ratio });
    rows.push({ name: '  requests a second', value: past.own });
    const read = { url: address, headers: { authorization } };
    const speed = await compare(read, await mirrored(read, bare), 3, seconds);
    rows.push({ name: 'GET of an article of 4 KB with a token, to a bare route', value: speed.ratio });
    rows.push({ name: '  requests a second', value: speed.own });
    return rows;
  } finally {
    await Promise.all([service.stop(), bare.stop()]);
  }
}

function editing(service: ServerProcess, bare: ServerProcess, drafts: Edited[][], authorization: string) {
  const headers = { authorization, 'content-type': 'application/json' };
  const copies = drafts.map((list) => list.map(({ path }) => ({ path: path.slice('/v1/main'.length), revision: 1 })));
  return { own: { url: service.url, headers, edits: drafts }, plain: { url: bare.url, headers, edits: copies } };
}

async function compare(own: Measured, plain: Measured, rounds: number, seconds: number) {
  await load(plain, 1);
  await load(own, 3);
  const speeds: { own: number; plain: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    speeds.push({ plain: await load(plain, seconds), own: await load(own, seconds) });
  }
  return {
    ratio: median(speeds.map((speed) => speed.own / speed.plain)),
    own: Math.round(median(speeds.map((speed) => speed.own))),
    plain: Math.round(median(speeds.map((speed) => speed.plain))),
  };
}

/** Requests a second that were answered as they should be. */
async function load({ url, headers, edits }: Measured, duration: number): Promise<number> {
  let connection = 0;
  const setupClient =
    edits && ((client: autocannon.Client) => client.setRequests([turns(edits[connection++] ?? [], headers)]));
  const result = await autocannon({ url, connections, duration, headers, setupClient });
  // What was under way when a round ended was carried out unseen: at the next round such an article conflicts once.
  const allowed = edits ? connections : 0;
  if (result.non2xx + result.errors > allowed)
    throw new Error(`${result.non2xx} refusals, ${result.errors} errors at ${url}`);
  return result['2xx'] / result.duration;
}

/** Edits the articles in turn, each from the revision of its last answer. */
function turns(articles: readonly Edited[], headers: Record<string, string> = {}): autocannon.Request {
  let nth = 0;
  const current = (): Edited => articles[nth % articles.length] ?? { path: '', revision: 0 };
  return {
    method: 'PATCH',
    headers,
    setupRequest: (request) => {
      const { path, revision } = current();
      return { ...request, path, body: JSON.stringify({ baseRevision: revision, body: articleText(revision) }) };
    },
    onResponse: (status, body) => {
      current().revision = Number(/"revision":(\d+)/.exec(body)?.[1]);
      nth += status === 200 ? 1 : 0;
    },
  };
}

async function draftArticles({ url }: ServerProcess, authorization: string): Promise<Edited[][]> {
  const headers = { authorization, 'content-type': 'application/json' };
  const draft = async (): Promise<Edited> => {
    const response = await fetch(`${url}/v1/main/articles`, {
      method: 'POST',
      headers,
      body: JSON.stringify(articleDraft),
    });
    if (response.status !== 201) throw new Error(await response.text());
    return { path: response.headers.get('location') ?? '', revision: 1 };
  };
  const lists = Array.from({ length: connections }, () => Array.from({ length: articlesPerConnection }, draft));
  return Promise.all(lists.map((list) => Promise.all(list)));
}

async function publish(address: string, authorization: string): Promise<string> {
  const headers = { authorization, 'content-type': 'application/json' };
  const response = await fetch(`${address}/publish`, {
    method: 'POST',
    headers,
    body: '{"baseRevision":1,"slug":"vessels"}',
  });
  if (response.status !== 200) throw new Error(await response.text());
  const story = address.replace(/articles\/.*/, 'stories/vessels');
  await fetch(story, { headers: { 'stet-min-position': response.headers.get('stet-position') ?? '0' } });
  return 'vessels';
}

/** A bare route that answers the same bytes. */
async function mirrored({ url, headers }: Measured, bare: ServerProcess): Promise<Measured> {
  const response = await fetch(url, { headers });
  if (response.status !== 200) throw new Error(await response.text());
  const type = response.headers.get('content-type') ?? '';
  const path = `${bare.url}/answers/${Buffer.from(url + type)
    .toString('base64url')
    .slice(-40)}`;
  const body = JSON.stringify({ type, body: await response.text() });
  await fetch(path, { method: 'PUT', headers: { 'content-type': 'application/json' }, body });
  return { url: path, headers };
}
