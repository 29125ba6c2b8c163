// Confidential sources over HTTP: who may do what with them, who is told of it, and that what is acknowledged is kept.
import { Client as Connection, Pool } from 'pg';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { outputs } from '../../src/stories/outputs';
import { UnnamedIdentities } from '../../src/vault/unnamed-identities';
import { rewrapAll } from '../../src/vault/rewrapping';
import { VaultKeys } from '../../src/vault/vault-keys';
import { startTestService, type Client, type TestService } from '../setup/service';
import { rowsOfAllTables } from './everywhere';

const identity = 'Robin de Vries, Lekdijk 4';
const confidential = { description: 'A clerk of the lock authority', identity, reason: 'Would lose the post' };

const heard: string[] = [];
let stet: TestService;
let database: Connection;
let [ana, ben, cleo, iris]: Client[] = [];

beforeAll(async () => {
  stet = await startTestService({ LOG_LEVEL: 'info' }, (line) => heard.push(line));
  database = new Connection(stet.database.url);
  await database.connect();
  [ana, ben, cleo, iris] = await Promise.all([
    stet.as('Ana', 'reporter'),
    stet.as('Ben', 'editor'),
    stet.as('Cleo', 'standards'),
    stet.as('Iris', 'auditor'),
  ]);
});
afterAll(async () => {
  await database.end();
  await stet.close();
});

async function draft(): Promise<string> {
  const sent = await ana?.post('/articles', { headline: 'It leaked', body: 'It leaked [@clerk].\n' });
  const id: string = sent?.json.id;
  const cited = await ana?.post(`/articles/${id}/citations`, { key: 'clerk', confidential });
  expect([cited?.status, cited?.json.revision]).toEqual([201, 2]);
  return id;
}

const approve = (id: string, client = ben) =>
  client?.post(`/articles/${id}/citations/clerk/approve`, { reason: 'Seen' });
const reveal = (id: string, client = cleo, headers = {}) =>
  client?.post(`/articles/${id}/citations/clerk/reveal`, { reason: 'Counsel asks' }, headers);
const identities = async (id: string) =>
  (await database.query('select identity_id, kept from vault.identities where article_id = $1', [id])).rows;

describe('a confidential source', () => {
  it('is told as its description, and its approval by another person opens the way to readers', async () => {
    const id = await draft();
    const { json: article } = (await ana?.get(`/articles/${id}`)) ?? {};
    const [citation] = article.citations;
    expect(citation).toMatchObject({
      key: 'clerk',
      confidential: { description: confidential.description, approved: false },
    });
    const blocked = await ben?.post(`/articles/${id}/publish`, { baseRevision: 2 });
    expect([blocked?.status, blocked?.json.findings.map((one: { code: string }) => one.code)]).toEqual([
      422,
      ['confidential-source-unapproved'],
    ]);
    expect((await approve(id))?.json.findings).toEqual([]);
    expect((await approve(id))?.json.revision).toBe(3);
    expect((await ben?.post(`/articles/${id}/publish`, { baseRevision: 3 }))?.status).toBe(200);
    const { json: story } = await stet.reader.get(`/stories/${(await ben?.get(`/articles/${id}`))?.json.slug}`);
    expect(story.sources).toMatchObject([{ number: 1, source: { title: confidential.description } }]);
    expect(story.html).not.toContain(confidential.reason);
    const { json: sources } = (await iris?.get(`/sources/${citation.sourceId}/articles`)) ?? {};
    expect(sources.items).toMatchObject([{ key: 'clerk', article: { id }, inStory: true }]);
  });

  it('is described in every output and feed, however it was given, and told by none', async () => {
    const cited = {
      headline: 'It leaked twice',
      body: 'It leaked [@clerk].\n',
      citations: [{ key: 'clerk', confidential }],
    };
    const ids = [await draft(), (await ana?.post('/articles', cited))?.json.id as string];
    for (const [nth, id] of ids.entries()) {
      const { json: seen } = (await approve(id)) ?? {};
      const slug = `leak-${nth}`;
      const published = await ben?.post(`/articles/${id}/publish`, { baseRevision: seen.revision, slug });
      const headers = { 'stet-min-position': String(published?.json.position) };
      const read = (path: string, accept = '*/*') => stet.reader.get(path, { headers: { ...headers, accept } });
      const story = await Promise.all([...outputs.keys()].map((type) => read(`/stories/${slug}`, type)));
      const feeds = [
        'feed.atom',
        'feed.json',
        'feed.rss',
        `stories/${slug}/sources`,
        'stories',
        `stories/${slug}/versions/1`,
      ];
      const preview = await ana?.get(`/articles/${id}`, { headers: { accept: 'text/html' } });
      for (const answer of [...story, ...(await Promise.all(feeds.map((feed) => read(`/${feed}`)))), preview]) {
        const what = answer?.headers.get('content-type');
        expect([what, answer?.status, answer?.text]).toEqual([
          what,
          200,
          expect.stringContaining(confidential.description),
        ]);
        expect(answer?.text).not.toMatch(/Would lose|Robin|Lekdijk|not given/);
      }
    }
  });

  it('can be sent back as it was read', async () => {
    const id = await draft();
    const { json: article } = (await ana?.get(`/articles/${id}`)) ?? {};
    const edited = await ana?.patch(`/articles/${id}`, { ...article, headline: 'It leaks', baseRevision: 2 });
    expect([edited?.status, edited?.json.detail]).toEqual([200, undefined]);
    const [citation] = article.citations;
    const same = await ana?.patch(`/articles/${id}/citations/clerk`, citation);
    expect([same?.status, same?.json.revision]).toEqual([200, 3]);
  });

  it('is not approved by who gave it, whatever their role', async () => {
    const id = await draft();
    const both = await stet.as('Ana', 'editor');
    expect((await approve(id, both))?.json.code).toBe('forbidden');
    expect((await approve(id, ana))?.json.code).toBe('forbidden');
    expect((await approve(id, iris))?.status).toBe(403);
  });
});

describe('revealing', () => {
  it('is for standards, answers the identity for no cache, and writes first who asked', async () => {
    const id = await draft();
    for (const client of [ana, ben, iris]) expect((await reveal(id, client))?.status).toBe(403);
    const told = await reveal(id);
    expect([told?.status, told?.json.identity, told?.headers.get('cache-control')]).toEqual([
      200,
      identity,
      'no-store',
    ]);
    const { json } = (await iris?.get(`/articles/${id}/revisions/3`)) ?? {};
    expect(json).toMatchObject({ type: 'source-identity-revealed', actor: { id: 'cleo' }, note: 'Counsel asks' });
  });

  it('of what was erased, or cannot be opened, is refused and not written down', async () => {
    const id = await draft();
    await database.query('update vault.identities set sealed = wrapped_key where article_id = $1', [id]);
    expect((await reveal(id))?.status).toBe(500);
    await database.query('delete from vault.identities where article_id = $1', [id]);
    expect((await reveal(id))?.json.code).toBe('not-found');
    expect((await iris?.get(`/articles/${id}`))?.json.revision).toBe(2);
  });

  it('of a citation that was erased is refused: ciphertext and wrapped key are destroyed, and those of no other', async () => {
    const [id, other] = [await draft(), await draft()];
    const dora = await stet.as('Dora', 'standards');
    const sealed = async (of: string) =>
      (await database.query('select wrapped_key, sealed from vault.identities where article_id = $1', [of])).rows[0];
    const [gone, kept]: Record<string, Buffer>[] = [await sealed(id), await sealed(other)];
    expect((await reveal(id))?.status).toBe(200);
    const asked = { article: id, citation: 'clerk', legalBasis: 'GDPR 17', reason: 'The source asked for it' };
    const { json: listed } = (await cleo?.post('/erasures', asked)) ?? {};
    expect([listed.identities, (await identities(id)).length]).toEqual([1, 1]);
    const erased = await dora.post(`/erasures/${listed.id}/approve`);
    expect([erased.status, erased.json.identities]).toEqual([200, 1]);
    expect(await identities(id)).toEqual([]);
    await database.query('vacuum full');
    const rows = await rowsOfAllTables(stet.database.url);
    const holding = (bytes: Buffer | undefined) => rows.filter((row) => row.includes(bytes?.toString('hex') ?? ''));
    expect([gone?.['wrapped_key'], gone?.['sealed']].map((bytes) => holding(bytes).length)).toEqual([0, 0]);
    expect([kept?.['wrapped_key'], kept?.['sealed']].map((bytes) => holding(bytes).length)).toEqual([1, 1]);
    const [answer, before] = [await reveal(id), (await iris?.get(`/articles/${id}`))?.json.revision];
    expect([answer?.status, answer?.json.code, answer?.text.includes(identity)]).toEqual([404, 'not-found', false]);
    expect((await iris?.get(`/articles/${id}`))?.json.revision).toBe(before); // nothing is written down as told
    expect((await reveal(other))?.json.identity).toBe(identity);
  });

  it('is told to standards and auditors alone, and leaves no gap for others', async () => {
    const id = await draft();
    await reveal(id);
    await ana?.patch(`/articles/${id}`, { headline: 'Then', baseRevision: 3 });
    const revisions = async (client: Client | undefined, query = '') =>
      (await client?.get(`/articles/${id}/revisions${query}`))?.json.items;
    const types = (items: { type: string }[]) => items.map(({ type }) => type);
    const edits = ['article-drafted', 'citation-added'];
    for (const client of [cleo, iris])
      expect(types(await revisions(client))).toEqual([...edits, 'source-identity-revealed', 'article-edited']);
    for (const query of ['', '?group=session'])
      expect((await revisions(ben, query))[2]).toMatchObject({
        revision: 3,
        type: 'restricted',
        actor: null,
        recordedAt: null,
        note: null,
      });
    expect(await revisions(ben, '?actor=cleo')).toEqual([]);
    expect(await revisions(ben, '?type=source-identity-revealed')).toEqual([]);
    expect(await revisions(ben, '?group=session&actor=cleo')).toEqual([]);
    expect((await revisions(iris, '?actor=cleo')).length).toBe(1);
    const { json: one } = (await ben?.get(`/articles/${id}/revisions/3`)) ?? {};
    expect(one).toMatchObject({ revision: 3, type: 'restricted', actor: null, recordedAt: null, note: null });
    const redline = async (client: Client | undefined) =>
      (await client?.get(`/articles/${id}/diff?from=2&to=3&format=html`))?.text;
    expect(await redline(ben)).not.toMatch(/cleo/i);
    expect(await redline(iris)).toMatch(/cleo/i);
  });

  it('does not show in the log of events to others, whose positions stay contiguous', async () => {
    const id = await draft();
    const { json: revealed } = (await reveal(id)) ?? {};
    const { position } = revealed;
    const after = `/events?after=${position - 1}`;
    const line = { id: String(position), type: 'restricted', subject: id, position, revision: 3, data: {} };
    const { json: page } = (await ben?.get(after)) ?? {};
    expect(page.items[0]).toMatchObject(line);
    expect(Object.keys(page.items[0]).sort()).toEqual(
      [
        'data',
        'datacontenttype',
        'hash',
        'id',
        'position',
        'revision',
        'source',
        'specversion',
        'subject',
        'type',
      ].sort(),
    );
    const ndjson = await ben?.get(after, { headers: { accept: 'application/x-ndjson' } });
    expect(JSON.parse(ndjson?.text.split('\n')[0] ?? '')).toEqual(page.items[0]);
    const { actor } = (await iris?.get(after))?.json.items[0] ?? {};
    for (const query of [`&actor=cleo`, `&actor=${actor}`, '&type=source-identity-revealed'])
      expect((await ben?.get(after + query))?.json.items).toEqual([]);
    expect((await iris?.get(`${after}&actor=cleo`))?.json.items).toMatchObject([{ type: 'source-identity-revealed' }]);
  });

  it('does not show when it was by the times of the article', async () => {
    const id = await draft();
    const { updatedAt } = (await ben?.get(`/articles/${id}`))?.json ?? {};
    await reveal(id);
    const { json: article } = (await ben?.get(`/articles/${id}`)) ?? {};
    expect([article.revision, article.updatedAt]).toEqual([3, updatedAt]);
    const now = encodeURIComponent(new Date(Date.now() + 1000).toISOString());
    expect((await ben?.get(`/articles/${id}?at=${now}`))?.json.revision).toBe(2);
    expect((await iris?.get(`/articles/${id}?at=${now}`))?.json.revision).toBe(3);
  });

  it('is counted in metrics and logs under no address and no name', async () => {
    const { text } = await stet.reader.get('//metrics');
    expect(text).not.toContain('/reveal');
    expect(text).toContain('route="discreet"');
    const lines = heard.map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(heard.join('')).not.toContain(':key/reveal');
    const discreet = lines.filter(({ route }) => route === 'discreet');
    expect(discreet.length).toBeGreaterThan(0);
    expect(discreet.filter(({ actor, newsroom }) => actor ?? newsroom)).toEqual([]);
  });
});

describe('the vault', () => {
  it('keeps one identity of a request that is sent twice, and none of one that is refused', async () => {
    const id = await draft();
    const second = { key: 'second', confidential };
    const headers = { 'idempotency-key': `twice ${id}` };
    await ana?.post(`/articles/${id}/citations`, second, headers);
    await ana?.post(`/articles/${id}/citations`, second, headers);
    expect((await ana?.post(`/articles/${id}/citations`, second))?.status).toBe(409);
    const rows = await identities(id);
    expect(rows.map(({ kept }) => kept)).toEqual([true, true]);
  });

  it('finds what was broken off: keeps what the log names, and forgets the rest', async () => {
    const id = await draft();
    await database.query('update vault.identities set kept = false where article_id = $1', [id]);
    await database.query(
      `insert into vault.identities (newsroom_id, article_id, identity_id, key_id, wrapped_key, sealed)
       values ('main', $1, gen_random_uuid(), 'k', '', '')`,
      [id],
    );
    const look = stet.service.app.get(UnnamedIdentities, { strict: false });
    await look.settle();
    expect((await identities(id)).map(({ kept }) => kept)).toEqual([false, false]); // they may be under way
    await look.settle('0 seconds');
    expect((await identities(id)).map(({ kept }) => kept)).toEqual([true]);
    expect((await reveal(id))?.json.identity).toBe(identity);
  });

  it('gets a new key while the service runs, and goes on with it', async () => {
    const id = await draft();
    const keys = new VaultKeys(join(stet.dataFolder, 'keys'));
    const { from, to } = keys.rotate();
    const between = await draft();
    const pool = new Pool({ connectionString: stet.database.url });
    const { rows } = await pool.query('select distinct key_id from vault.identities where key_id = any ($1)', [
      [from.id, to.id],
    ]);
    expect(rows.length).toBe(2);
    await rewrapAll(pool, 'main', keys);
    rmSync(join(stet.dataFolder, 'keys', `vault-${from.id}.key`));
    for (const one of [id, between]) expect((await reveal(one))?.json.identity).toBe(identity);
    expect((await pool.query('select distinct key_id from vault.identities')).rows).toEqual([{ key_id: to.id }]);
    await pool.end();
  });

  it('tells nothing without its key', async () => {
    const id = await draft();
    rmSync(join(stet.dataFolder, 'keys', 'vault.key'));
    expect((await reveal(id))?.status).toBe(500);
  });
});
