// The OpenAPI document as strangers use it: linted, its examples sent to the server, and the typed client that is generated
// from it, on one article's journey.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { lintFromString, loadConfig } from '@redocly/openapi-core';
import { answerOf, stetClient, StetProblem, type StetClient } from '../../src/client/stet-client';
import { roles } from '../../src/identity/actor';
import { readOrMakeSigningKey, signToken } from '../../src/identity/signing-key';
import { createDatabase, type TestDatabase } from '../setup/database';
import { startBuiltService, type BuiltService } from '../setup/built-service';

const root = resolve(__dirname, '../..');
let database: TestDatabase;
let folder: string;
let stet: BuiltService;
let token: string;
let otherToken: string;
let text: string;

beforeAll(async () => {
  database = await createDatabase();
  folder = mkdtempSync(join(tmpdir(), 'stet-client-'));
  stet = await startBuiltService({ STET_DATA: folder, DATABASE_URL: database.url });
  const claims = { sub: 'ana', name: 'Ana Brandt', newsrooms: { main: roles.filter((role) => role !== 'importer') } };
  token = await signToken(readOrMakeSigningKey(folder), claims, 3_600);
  const other = { sub: 'ben', name: 'Ben Aydin', newsrooms: { main: [roles[0]] } };
  otherToken = await signToken(readOrMakeSigningKey(folder), other, 3_600);
  text = await (await fetch(`${stet.url}/openapi.json`)).text();
}, 240_000);
afterAll(async () => {
  await stet.end();
  await database.drop();
  rmSync(folder, { recursive: true });
});

describe('The OpenAPI document', () => {
  it('has nothing that its lint finds', async () => {
    const config = await loadConfig({ configPath: join(root, '.redocly.yaml') });
    const problems = await lintFromString({ source: text, absoluteRef: 'openapi.json', config });
    expect(problems.map(({ ruleId, message }) => `${ruleId}: ${message}`)).toEqual([]);
  });

  it('gives the very types that the client has', async () => {
    const checked = promisify(execFile)(process.execPath, ['src/launch/client.mjs', '--check', stet.url], {
      cwd: root,
    });
    await expect(checked).resolves.toMatchObject({ stderr: '' });
  }, 60_000);
});

describe('The typed client', () => {
  const newsroom = 'main';
  let ana: StetClient;
  beforeAll(() => {
    ana = stetClient({ url: stet.url, token });
  });

  it('takes an article from its draft to readers, and its history to auditors', async () => {
    const draft = { headline: 'The bridge is shut', body: 'It shut at noon.\n', tags: ['roads'] };
    const { id, revision } = await answerOf(
      ana.POST('/v1/{newsroom}/articles', { params: { path: { newsroom } }, body: draft }),
    );
    expect(revision).toBe(1);
    const at = { params: { path: { newsroom, id } } };
    const edit = { body: 'It shut at noon, for a day.\n', baseRevision: 1 };
    expect(await answerOf(ana.PATCH('/v1/{newsroom}/articles/{id}', { ...at, body: edit }))).toMatchObject({
      revision: 2,
    });
    const copy = await answerOf(ana.GET('/v1/{newsroom}/articles/{id}', at));
    expect([copy.headline, copy.body, copy.tags]).toEqual([draft.headline, edit.body, ['roads']]);
    const { publishable } = await answerOf(ana.GET('/v1/{newsroom}/articles/{id}/checks', at));
    expect(publishable).toBe(true);
    const published = await answerOf(
      ana.POST('/v1/{newsroom}/articles/{id}/publish', {
        ...at,
        body: { baseRevision: 2, slug: 'the-bridge-is-shut' },
      }),
    );
    const readers = stetClient({ url: stet.url });
    const header = { 'Stet-Min-Position': published.position };
    const path = { newsroom, slug: 'the-bridge-is-shut' };
    const story = await answerOf(readers.GET('/v1/{newsroom}/stories/{slug}', { params: { path, header } }));
    expect([story.headline, story.version]).toEqual([draft.headline, 1]);
    const { items } = await answerOf(
      ana.GET('/v1/{newsroom}/articles/{id}/revisions', { params: { ...at.params, header } }),
    );
    expect(items.map(({ type }) => type)).toEqual(['article-drafted', 'article-edited', 'article-published']);
    const events = await answerOf(
      ana.GET('/v1/{newsroom}/events', { params: { path: { newsroom }, query: { article: id } } }),
    );
    expect(events.items.map(({ subject, revision: nth }) => [subject, nth])).toEqual([1, 2, 3].map((nth) => [id, nth]));
  });

  it('throws refusals with their code and members', async () => {
    const nobody = stetClient({ url: stet.url });
    const asked = answerOf(
      nobody.POST('/v1/{newsroom}/articles', { params: { path: { newsroom } }, body: { headline: 'No' } }),
    );
    await expect(asked).rejects.toBeInstanceOf(StetProblem);
    await expect(asked).rejects.toMatchObject({ problem: { code: 'unauthenticated', status: 401 } });
  });
});

describe('The examples of the document', () => {
  interface Sending {
    readonly method: string;
    readonly path: string;
    readonly type: string;
    readonly example: unknown;
  }
  const sendings = new Map<string, Sending>();
  const sent: string[] = [];

  beforeAll(() => {
    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- a document of a standard's form
    const document: any = JSON.parse(text);
    for (const [path, item] of Object.entries<object>(document.paths))
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- the same
      for (const [method, operation] of Object.entries<any>(item)) {
        const [content] = Object.entries<{ example?: unknown }>(operation.requestBody?.content ?? {});
        if (content?.[1].example === undefined) continue;
        sendings.set(operation.operationId, { method, path, type: content[0], example: content[1].example });
      }
  });

  /** The answer to the operation's example, whose status has to be one of success. */
  async function send(operation: string, places: Record<string, string> = {}, query = '') {
    const sending = sendings.get(operation);
    if (!sending) throw new Error(`The document has no example of ${operation}.`);
    const path = sending.path.replace(/\{(\w+)\}/g, (_, name: string) => ({ newsroom: 'main', ...places })[name] ?? '');
    const body = typeof sending.example === 'string' ? sending.example : JSON.stringify(sending.example);
    const headers = { authorization: `Bearer ${token}`, 'content-type': sending.type };
    const answer = await fetch(`${stet.url}${path}${query}`, { method: sending.method.toUpperCase(), headers, body });
    const json = await answer.json();
    sent.push(operation);
    expect([operation, answer.status < 300, json.detail]).toEqual([operation, true, undefined]);
    return json;
  }
  const draft = async () => ({ id: String((await send('articles-draft')).id) });

  /** By somebody else than who sends the examples: nobody approves a source of their own. */
  async function confide({ id, key }: { id: string; key: string }): Promise<void> {
    const confidential = { description: 'A clerk of the lock', identity: 'Robin', reason: 'Would lose the post' };
    const body = { key, confidential };
    const params = { path: { newsroom: 'main', id } };
    const ben = stetClient({ url: stet.url, token: otherToken });
    await answerOf(ben.POST('/v1/{newsroom}/articles/{id}/citations', { params, body }));
  }

  it('are taken by the server, all of them', async () => {
    await send('articles-edit', await draft());
    await send('articles-write-body', await draft(), '?baseRevision=1');
    for (const verb of ['assign', 'submit', 'approve', 'require']) await send(`review-${verb}`, await draft());
    const cited = await draft();
    await send('buffer-write', cited);
    await send('citations-add', cited);
    for (const act of ['change', 'confirm']) await send(`citations-${act}`, { ...cited, key: 'log' });
    await send('comments-add', cited);
    await send('comments-resolve', { ...cited, n: '1' });
    const submitted = await draft();
    for (const verb of ['submit', 'request-changes', 'spike', 'revive']) await send(`review-${verb}`, submitted);
    const edited = await draft();
    await send('articles-edit', edited);
    await send('review-restore', edited);
    const scheduled = await draft();
    for (const verb of ['schedule', 'unschedule']) await send(`workflow-${verb}`, scheduled);
    const story = await draft();
    for (const verb of ['publish', 'retract', 'unpublish']) await send(`workflow-${verb}`, story);
    const leaked = { ...(await draft()), key: 'clerk' };
    await confide(leaked);
    for (const act of ['approve', 'reveal']) await send(`confidential-${act}`, leaked);
    for (const act of ['withhold', 'release']) await send(`withhold-${act}`, leaked);
    const named = { id: '01934567-89ab-7cde-8f01-23456789abcd', headline: 'Named in the example' };
    const vera = stetClient({ url: stet.url, token });
    await answerOf(vera.POST('/v1/{newsroom}/articles', { params: { path: { newsroom: 'main' } }, body: named }));
    await send('erasures-ask');
    const held = await draft();
    for (const act of ['hold', 'lift']) await send(`erasures-${act}`, held);
    await send('settings-change');
    await send('replays-start');
    const { id } = await send('webhooks-create');
    for (const act of [
      'webhooks-change',
      ...['rotate', 'park', 'resume', 'replay', 'test'].map((verb) => `webhook-verbs-${verb}`),
    ])
      await send(act, { id });
    expect([...sendings.keys()].filter((operation) => !sent.includes(operation))).toEqual([]);
  }, 60_000);
});
