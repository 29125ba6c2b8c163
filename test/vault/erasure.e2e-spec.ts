// What is erased is nowhere: no route, no table, no memory; all else stands byte for byte, and the leaves verify.
import { Client as Postgres } from 'pg';
import { Projector } from '../../src/event-store/projector';
import { rebuild } from '../../src/event-store/rebuild';
import { DataSource } from 'typeorm';
import { startTestService, type Client, type TestService } from '../setup/service';
import { verifierInProcess } from '../ledger/verifier';
import { auditOf } from './audit-of';
import { rowsOfAllTables, holds } from './everywhere';
import { ask, showing, surfacesOf, type Surface } from './surfaces';

const quote = 'Anna Zwartkruis paid the inspector 12,500 euros';
const telling = 'Zwartkruis';
const body = `The bridge is shut.\n\nSo we know: **Anna Zwartkruis** [@a] _paid_ the\ninspector 12,500 euros.\n\nNobody was hurt.\n`;

let stet: TestService;
let other: TestService;
let database: Postgres;
let [vera, sam, ed, iris]: Client[] = [];
let id = '';
let surfaces: readonly Surface[];
let before: Stored[];

interface Stored {
  readonly position: string;
  readonly type: string;
  readonly leaf: string;
  readonly payload: string;
}

/** What is answered from memory. */
const remembered = (all: readonly Surface[]) =>
  all.filter(({ path }) => /stories\/the-bridge$|feed|blame|revisions\/1$|articles\/[\w-]+(\?revision=1)?$/.test(path));

const stored = async (): Promise<Stored[]> =>
  (
    await database.query(
      `select position, type, encode(leaf, 'hex') as leaf, payload::text from log.events order by position`,
    )
  ).rows;

beforeAll(async () => {
  stet = await startTestService();
  database = new Postgres(stet.database.url);
  await database.connect();
  [vera, sam, ed, iris] = await Promise.all([
    stet.as('Vera', 'standards'),
    stet.as('Sam', 'standards'),
    stet.as('Ed', 'editor'),
    stet.as('Iris', 'auditor'),
  ]);
  const [ledger, another] = ['https://ledger.example/1', 'https://another.example/1'];
  const source = { type: 'book', title: 'The ledger', URL: ledger, note: quote };
  const draft = { headline: 'The bridge', standfirst: `${quote}.`, body, slug: 'the-bridge', language: 'en' };
  const key = { 'idempotency-key': 'one' };
  const citations = [
    { key: 'a', source, quote: `He said that ${quote}` },
    { key: 'b', source: { type: 'book', title: 'Another', URL: another } },
  ];
  // Somebody gave the one source before, and somebody else gives the other later: so they stay.
  const earlier = { type: 'book', title: 'The ledger, in print', URL: ledger };
  await vera?.post('/articles', { headline: 'The quay', citations: [{ key: 'x', source: earlier }] });
  id = (await vera?.post('/articles', { ...draft, citations, note: `On ${quote}` }, key))?.json.id;
  const later = { type: 'book', title: 'Another, in print', URL: another };
  await vera?.post('/articles', { headline: 'The lock', citations: [{ key: 'y', source: later }] });
  const order = async (path: string, sent: object) => {
    const answer = await vera?.post(`/articles/${id}/${path}`, sent);
    if (!answer || answer.status > 201) throw new Error(answer?.text);
  };
  await order('publish', { baseRevision: 1 });
  await vera?.patch(
    `/articles/${id}`,
    { body: body.replace('So we know', 'We know'), baseRevision: 2 },
    { 'idempotency-key': 'two' },
  );
  await order('comments', { text: `Is it sure that ${quote}?`, quote: telling });
  await order('publish', { baseRevision: 3, change: { kind: 'correction', note: `We said that ${quote}.` } });
  await ed?.write('PUT', `/articles/${id}/buffer?baseRevision=4`, `Unsaved: ${quote}`);
  const { sourceId } = (await vera?.get(`/articles/${id}`))?.json.citations[0] ?? {};
  surfaces = surfacesOf(stet, { id, slug: 'the-bridge', sourceId, words: telling });
  before = await stored();
  other = await stet.beside();
  for (const surface of remembered(surfaces)) await ask(await stet.as('Iris', 'auditor', 'standards'), surface);
}, 120_000);
afterAll(async () => {
  await other.close();
  await database.end();
  await stet.close();
});

let erasure: { id: string } & Record<string, unknown>;

describe('An erasure', () => {
  it('lists beforehand whatever holds the words, and destroys nothing yet', async () => {
    const asked = { article: id, quote, legalBasis: 'GDPR 17', reason: 'She asked for it' };
    const says = await vera?.post('/erasures', { ...asked, reason: `It says ${quote}` });
    expect([says?.status, says?.json.errors[0].path]).toEqual([400, 'reason']);
    const answer = await vera?.post('/erasures', asked);
    expect([answer?.status, answer?.json]).toEqual([201, expect.anything()]);
    erasure = answer?.json;
    expect(erasure).toMatchObject({
      status: 'listed',
      versions: [1, 2],
      comments: [1],
      commandResults: expect.any(Number),
      buffers: 1,
    });
    const parts = (erasure['parts'] as { type: string; parts: string[] }[]).map(({ type, parts: names }) => [
      type,
      [...names].sort(),
    ]);
    expect(parts).toEqual([
      ['article-drafted', ['b2', 'c:a', 'note', 'standfirst']],
      ['article-published', ['findings', 'standfirst'].filter((name) => parts[1]?.[1]?.includes(name))],
      ['article-edited', ['b2']],
      ['comment-added', ['anchor', 'text']],
      ['article-corrected', expect.arrayContaining(['change', 'standfirst'])],
    ]);
    expect(await stored()).toEqual(before);
  });

  it('is approved by another person, not while the article is held', async () => {
    const approve = (client: Client | undefined) => client?.post(`/erasures/${erasure.id}/approve`);
    expect((await approve(vera))?.json.code).toBe('forbidden');
    expect((await approve(ed))?.json.code).toBe('forbidden');
    expect((await vera?.post(`/articles/${id}/legal-hold`, { reason: 'A trial' }))?.status).toBe(200);
    const held = await approve(sam);
    expect([held?.status, held?.json.code]).toEqual([409, 'legal-hold']);
    const lifted = await vera?.send('DELETE', `/articles/${id}/legal-hold`, { body: { reason: 'It is over' } });
    expect(lifted?.status).toBe(200);
    before = await stored();
    const answer = await approve(sam);
    expect([answer?.status, answer?.json]).toMatchObject([
      200,
      {
        status: 'erased',
        requestedBy: { id: 'vera', name: 'Vera', role: 'standards' },
        approvedBy: { id: 'sam', name: 'Sam', role: 'standards' },
      },
    ]);
  });

  it('is forgotten by every server, whatever it remembered', async () => {
    const reader = await other.as('Iris', 'auditor', 'standards');
    let shown: string[];
    let asked = 0;
    do {
      shown = await showing(reader, remembered(surfaces), telling);
    } while (shown.length > 0 && ++asked < 100); // word of it takes a moment to the other server
    expect(shown).toEqual([]);
  });

  it('leaves the words nowhere: on no route, in no table', async () => {
    for (const client of [stet.reader, ed, vera]) {
      expect(await showing(client ?? stet.reader, surfaces, telling)).toEqual([]);
    }
    await database.query('vacuum full');
    const rows = await rowsOfAllTables(stet.database.url);
    expect(rows.length).toBeGreaterThan(50);
    expect(rows.filter((row) => holds(row, telling))).toEqual([]);
  }, 90_000);

  it('leaves all else byte for byte, and every leaf verifies', async () => {
    const after = await stored();
    expect(after.slice(0, before.length).map(({ leaf }) => leaf)).toEqual(before.map(({ leaf }) => leaf));
    for (const [nth, { payload }] of before.entries()) {
      const [was, is] = [JSON.parse(payload), JSON.parse(after[nth]?.payload ?? '')] as Record<string, unknown>[];
      expect(was).toMatchObject(is ?? {});
    }
    const { rows } = await database.query(
      `select position
         from log.events
        where leaf <> log.leaf(newsroom_id, position, stream_id, revision, type, schema, actor,
                               (extract(epoch from recorded_at) * 1000000)::bigint,
                               log.commitment(salt, payload, parts))`,
    );
    expect(rows).toEqual([]);
    const story = (await stet.reader.get('/stories/the-bridge')).json;
    expect(story.body).toMatch(
      /^> Something was removed from this version on \d{4}-\d\d-\d\d\.\n\nThe bridge is shut\.\n\n\[erased\]\n\nNobody was hurt\.\n$/,
    );
  });

  it('is told by evidence and by the audit of the database, with the event that says so', async () => {
    const { text } = (await iris?.get(`/articles/${id}/evidence`)) ?? { text: '' };
    const { code, said } = (await verifierInProcess())(text);
    expect([code, said]).toEqual([
      0,
      expect.stringContaining(`part b2 of position 2: erased by the event at position`),
    ]);
    const parts =
      before.length > 0 ? (erasure['parts'] as { parts: string[] }[]).flatMap((one) => one.parts).length : 0;
    const { flaws, erased } = await auditOf(stet);
    expect([flaws, erased.by.length]).toEqual([[], 1]);
    expect(erased.things).toBe(parts + (erasure['renditions'] as unknown[]).length);
  });

  it('is asked for anew by a browser that has an earlier revision', async () => {
    const first = await ed?.get(`/articles/${id}?revision=1`, { headers: { 'if-none-match': '"1"' } });
    expect([first?.status, first?.headers.get('etag')]).toEqual([200, expect.stringMatching(/^"1-e\d+"$/)]);
  });

  it('lets every read model be what a rebuild makes of the log, and sources be as others gave them', async () => {
    const { items } = (await iris?.get('/sources'))?.json ?? {};
    expect(items.map((one: { source: { title: string } }) => one.source.title)).toEqual(['Another, in print', 'The ledger, in print']); // prettier-ignore
    const source = stet.service.app.get(DataSource);
    for (const projection of stet.service.app.get(Projector, { strict: false }).registered()) {
      const { drift } = await rebuild(source, projection);
      expect([projection.name, drift]).toEqual([projection.name, []]);
    }
  });
});
