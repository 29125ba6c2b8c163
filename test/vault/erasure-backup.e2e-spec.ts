// What was erased does not come back with a backup from before: the journal beside the database has it made again.
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startTestService, type TestService } from '../setup/service';
import { auditOf } from './audit-of';
import { holds, rowsOfAllTables } from './everywhere';
import { showing, surfacesOf } from './surfaces';

const telling = 'Zwartkruis';
const quote = `Anna ${telling} paid the inspector`;
let first: TestService;
let stet: TestService;
let id = '';
let restore: () => Promise<void>;

beforeAll(async () => {
  first = await startTestService();
  const vera = await first.as('Vera', 'standards');
  const body = `The bridge is shut.\n\n${quote}.\n`;
  const draft = { headline: 'The bridge', body, slug: 'the-bridge', language: 'en' };
  id = (await vera.post('/articles', draft, { 'idempotency-key': 'one' })).json.id;
  await vera.post(`/articles/${id}/publish`, { baseRevision: 1 });
  await vera.post(`/articles/${id}/comments`, { text: `Is it so that ${quote}?` });
  const asked = { article: id, quote, legalBasis: 'GDPR 17', reason: 'She asked for it' };
  const { json } = await vera.post('/erasures', asked);
  expect((await vera.get('/articles?q=bridge', { headers: { 'stet-min-position': '3' } })).status).toBe(200);
  await first.end();
  restore = await first.database.backUp();
  stet = await first.beside();
  const erased = await (await stet.as('Sam', 'standards')).post(`/erasures/${json.id}/approve`);
  expect([erased.status, erased.json.status]).toEqual([200, 'erased']);
  await stet.end();
}, 120_000);
afterAll(async () => {
  await stet.end();
  await first.close();
});

/** Where the word is, in all tables and all answers. */
async function found(): Promise<readonly string[]> {
  const vera = await stet.as('Vera', 'standards');
  const surfaces = surfacesOf(stet, { id, slug: 'the-bridge', sourceId: id, words: telling });
  const prompt = surfaces.filter(({ path }) => !path.endsWith('/evidence')); // nothing of an older database is signed
  const shown = [...(await showing(vera, prompt, telling)), ...(await showing(stet.reader, prompt, telling))];
  const rows = await rowsOfAllTables(stet.database.url);
  return [...shown, ...rows.filter((text) => holds(text, telling)).map((text) => text.slice(0, 200))];
}

describe('A backup from before an erasure', () => {
  it('does not bring the words back: the erasure is made again before anybody is answered, and the log says so', async () => {
    await restore();
    stet = await first.beside();
    expect(await found()).toEqual([]);
    const auditor = await stet.as('Iris', 'auditor');
    const { items } = (await auditor.get('/events?type=payload-erased')).json;
    expect(items).toMatchObject([{ data: { by: { sub: 'sam' }, requestedBy: { sub: 'vera' } } }]);
    expect((await stet.reader.get('/stories/the-bridge')).json.body).toMatch(/^> Something was removed .*\[erased\]/s);
    expect(await auditOf(stet)).toMatchObject({ flaws: [], erased: { by: [4] } });
    await stet.end();
  }, 90_000);

  it('is left alone where it has forgotten already, and brings them back without the journal', async () => {
    stet = await first.beside();
    expect((await (await stet.as('Iris', 'auditor')).get('/events?type=payload-erased')).json.items).toHaveLength(1);
    await stet.end();
    rmSync(join(first.dataFolder, 'erasures.ndjson'));
    await restore();
    stet = await first.beside();
    expect((await found()).length).toBeGreaterThan(10);
  }, 90_000);
});
