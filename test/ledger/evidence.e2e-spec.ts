// The evidence of an article that went through everything, as the service answers it, checked offline.
import { startTestService, type Client, type TestService } from '../setup/service';
import { mutationsOf } from './mutations';
import { writeQuayHistory, type QuayHistory } from './quay-history';
import { runVerifier, verifierInProcess } from './verifier';

/** One of so many mutations is tried; `STET_ALL_MUTATIONS=1` tries each. */
const oneIn = process.env['STET_ALL_MUTATIONS'] ? 1 : 25;

let stet: TestService;
let iris: Client;
let quay: QuayHistory;
let earlier: string;
let bundle: string;
let key: string;
beforeAll(async () => {
  stet = await startTestService();
  iris = await stet.as('Iris', 'auditor');
  const ana = await stet.as('Ana', 'editor');
  for (const headline of ['One', 'Two', 'Three']) await ana.post('/articles', { headline });
  earlier = await checkpoint(3);
  quay = await writeQuayHistory(stet);
  bundle = (await iris.get(`/articles/${quay.id}/evidence`)).text;
  key = (await stet.reader.get('/ledger/key')).text.trim();
});
afterAll(() => stet.close());

const checkpoint = async (position: number): Promise<string> =>
  (await stet.reader.get('/ledger/checkpoint', { headers: { 'stet-min-position': String(position) } })).text;

describe('The evidence of an article', () => {
  it('is proved, every published form too, continues an earlier checkpoint and keeps what receipts promised', () => {
    const files = { bundle, earlier, key, receipt: quay.receipt };
    const words = ['--key', '@key', '--checkpoint', '@earlier', '--receipt', '@receipt'];
    const { code, said } = runVerifier(files, '@bundle', ...words);
    expect([code, said]).toEqual([0, expect.stringContaining('PROVED: ')]);
    expect(said.match(/^Version \d .*Its words are what the events up to then come to\.$/gm)).toHaveLength(5);
    expect(said).toContain('article-retracted');
    expect(said).toContain('The log continues your checkpoint of 3 events');
    expect(said).toMatch(/^Position \d+ is what your receipt of it promised\.$/m);
  });

  it('holds all that happened until it was asked for, though nobody waited for its checkpoint', async () => {
    const { revision } = (await iris.get(`/articles/${quay.id}`)).json;
    expect(JSON.parse(bundle)).toMatchObject({ format: 'stet-evidence/v1', article: quay.id, revision, others: [] });
  });

  it('carries proofs from every checkpoint that was signed, and from other sizes where asked', async () => {
    const asked = JSON.parse((await iris.get(`/articles/${quay.id}/evidence?from=2`)).text);
    const sizes = asked.consistency.map(({ from }: { from: number }) => from);
    expect(sizes).toEqual(expect.arrayContaining([2, 3]));
    expect(sizes).toEqual([...new Set<number>(sizes)].sort((one, other) => one - other));
  });

  it('is answered again only when it changed', async () => {
    const first = await iris.get(`/articles/${quay.other}/evidence`);
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    expect((await iris.get(`/articles/${quay.other}/evidence`, { headers })).status).toBe(304);
  });

  it('is for those who see the history: there is none of what is no article', async () => {
    const kim = await stet.as('Kim', 'reporter');
    const admin = await stet.as('Ada', 'admin');
    await admin.patch('/settings', { fourEyes: true });
    expect((await kim.get(`/articles/${quay.id}/evidence`)).status).toBe(403);
    expect((await iris.get('/articles/01934567-89ab-7cde-8f01-000000000000/evidence')).status).toBe(404);
    const { items } = (await iris.get('/events?type=settings-changed')).json;
    expect(items).toHaveLength(1);
  });

  it('tells an editor of a reveal only that there is a revision, an auditor all of it', async () => {
    const sam = await stet.as('Sam', 'standards');
    const { id } = (await sam.post('/articles', { headline: 'Named by nobody', body: 'So it is.\n' })).json;
    const confidential = { description: 'A clerk', identity: 'canary', reason: 'Her job' };
    const { json } = await sam.post(`/articles/${id}/citations`, { key: 'clerk', confidential });
    expect(json.revision).toBe(2);
    await sam.post(`/articles/${id}/citations/clerk/reveal`, { reason: 'The court asked' });
    const verify = await verifierInProcess();
    const told = async (reader: Client) => (await reader.get(`/articles/${id}/evidence`)).text;
    const [toEditor, toAuditor] = [await told(await stet.as('Ana', 'editor')), await told(iris)];
    expect([toEditor, toAuditor].map((text) => [text.includes('The court asked'), text.includes('canary')])).toEqual([
      [false, false],
      [true, false],
    ]);
    const closed = { position: expect.any(Number), revision: 3, leaf: expect.stringMatching(/^[0-9a-f]{64}$/), path: expect.any(Array), missing: { why: 'restricted' } }; // prettier-ignore
    expect(JSON.parse(toEditor).events[2]).toEqual(closed);
    expect([verify(toEditor), verify(toAuditor)]).toMatchObject([{ code: 3 }, { code: 0 }]);
  });

  it('has commitments in the place of what is withheld from the reader, and lists it with the event that withheld it', async () => {
    const [sam, ana] = [await stet.as('Sam', 'standards'), await stet.as('Ana', 'editor')];
    const body = 'The clerk lives by the lock.\n\nSo it is.\n';
    const { id } = (await sam.post('/articles', { headline: 'Kept back', note: 'It is so', body })).json;
    await sam.post(`/articles/${id}/publish`, { baseRevision: 1 });
    const words = { body: 'The clerk lives by\n\nthe lock, Zwartkruis says.\n\nSo it is.\n', baseRevision: 2 };
    await sam.patch(`/articles/${id}`, words);
    await sam.post(`/articles/${id}/publish`, { baseRevision: 3, change: { kind: 'update', note: 'Who says it' } });
    const withhold = (sent: object) =>
      sam.post(`/articles/${id}/withhold`, { from: 'staff', reason: 'Safety', ...sent });
    await withhold({ quote: 'lives by the lock' });
    const { position } = (await withhold({ versions: [2] })).json;
    const verify = await verifierInProcess();
    const text = (await ana.get(`/articles/${id}/evidence`)).text;
    expect(text).not.toMatch(/by the lock|Zwartkruis|Who says it/);
    expect(text).toContain('So it is');
    const { code, said } = verify(text, { keys: [key] });
    expect([code, said]).toEqual([3, expect.stringContaining('PROVED IN PART')]);
    const [quoted, whole] = [position - 1, position].map(
      (at) => `: withheld by the event at position ${at} \\(article-withheld,`,
    );
    for (const line of [
      `b1 of position ${position - 5}${quoted}`,
      `part quote of position ${quoted?.match(/\d+/)?.[0]}${quoted}`,
      `part change of position ${position - 2}${whole}`,
      `application/vnd.citationstyles.csl\\+json of position ${position - 2}${whole}`,
    ])
      expect(said).toMatch(new RegExp(line));
    expect(verify((await iris.get(`/articles/${id}/evidence`)).text).code).toBe(0);
  });

  it('cannot be changed anywhere without being refused, or claims the same', async () => {
    const verify = await verifierInProcess();
    const right = verify(bundle, { keys: [key] });
    expect(right.code).toBe(0);
    // Keys that came with it do not count; hashes and paths that nothing asked for prove nothing.
    const claims = (text: string) => ({ ...(JSON.parse(text) as object), keys: 0, hashes: 0, consistency: 0 });
    const whole = claims(bundle);
    let nth = 0;
    for (const { what, text } of mutationsOf(bundle)) {
      if (nth++ % oneIn > 0) continue;
      const { code, said } = verify(text, { keys: [key] });
      if (code === 0) expect({ what, said, claims: claims(text) }).toEqual({ what, said: right.said, claims: whole });
    }
  });
});
