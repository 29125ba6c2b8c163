// The wire article that developers and CI have beside the project (../shared/articles), through its whole life.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startTestService, type Client, type TestService } from '../setup/service';

const folder = resolve(__dirname, '../../../shared/articles');
const describeWithSample = existsSync(folder) ? describe : describe.skip;
const wire = () => readFileSync(join(folder, readdirSync(folder)[0] ?? ''), 'utf8');
const keys = ['1', '3', '4', '6', '7'];
const sourceOf = (key: string) => ({
  type: 'article-newspaper',
  title: `Report ${key}`,
  'container-title': 'The Example Courier',
  URL: `https://courier.example/${key}`,
  issued: { 'date-parts': [[2025, 1, 25]] },
  accessed: { 'date-parts': [[2025, 1, 26]] },
});
const codes = (findings: readonly { code: string }[]) => findings.map(({ code }) => code).sort();

let stet: TestService;
let ana: Client;
let id: string;
let draft: string;
let slug: string;

describeWithSample('the sample article (../shared/articles)', () => {
  beforeAll(async () => {
    stet = await startTestService();
    ana = await stet.as('Ana', 'editor');
    const headers = { 'content-type': 'text/plain', 'content-language': 'en' };
    const { status, json } = await ana.write('POST', '/articles', wire(), headers);
    expect(status).toBe(201);
    id = json.id;
  });
  afterAll(() => stet.close());

  it('is taken apart into the members of an article', async () => {
    const { json } = await ana.get(`/articles/${id}`);
    draft = json.body;
    expect(json).toMatchObject({
      revision: 1,
      status: 'draft',
      language: 'en',
      category: 'general',
      dateline: { place: 'Beijing', date: '2025-01-26' },
      tags: ['AI model US market'],
      sourceHeading: 'Bronnen',
    });
    expect(json.headline.toLowerCase()).toBe(wire().split('\n')[0]);
    expect(json.citations).toMatchObject(keys.map((key) => ({ key, label: key, source: null })));
    expect(draft.match(/^## .+$/gm)).toHaveLength(4);
    expect(draft).toContain('[@1; @3]');
    expect(draft).toContain('[@1; @7]');
    expect(draft).not.toMatch(/\[\d|Bronnen|Beijing, Sunday/);
  });

  it('has five unresolved citations, no sources, two gaps and a foreign heading', async () => {
    const { json } = await ana.get(`/articles/${id}/checks`);
    expect(json.publishable).toBe(false);
    const found = (code: string) => json.findings.filter((finding: { code: string }) => finding.code === code);
    expect(found('citation-unresolved')).toHaveLength(5);
    expect(found('source-list-empty')).toHaveLength(1);
    expect(found('language-mismatch')).toHaveLength(1);
    const gaps = found('label-gap')
      .map(({ message }: { message: string }) => message)
      .join(' ');
    expect(gaps).toMatch(/\b2\b.*\b5\b/);
    expect(found('dateline-weekday-mismatch')).toEqual([]);
    for (const { where } of found('citation-unresolved')) {
      expect(where).toMatchObject({ member: 'body', key: expect.any(String) });
      const line = draft.split('\n')[where.line - 1] ?? '';
      expect(line.slice(where.column - 1)).toMatch(new RegExp(`^\\[[^\\]]*@${where.key}\\b`));
      expect(line).toContain(where.quote);
    }
  });

  it('is refused publication until its five sources are added, and then published', async () => {
    const refused = await ana.post(`/articles/${id}/publish`, { baseRevision: 1 });
    expect([refused.status, refused.json.code]).toEqual([422, 'checks-failed']);
    expect(codes(refused.json.findings)).toEqual([...keys.map(() => 'citation-unresolved'), 'source-list-empty']);
    for (const key of keys) {
      const { status } = await ana.post(`/articles/${id}/citations`, { label: key, source: sourceOf(key) });
      expect(status).toBe(201);
    }
    const { json, status } = await ana.post(`/articles/${id}/publish`, { baseRevision: 6 });
    expect([status, json.status, json.version, json.revision]).toEqual([200, 'published', 1, 7]);
    slug = (await ana.get(`/articles/${id}`)).json.slug;
  });

  it('shows readers its citations numbered by first mention, in every form', async () => {
    await expectStory(stet);
  });

  it('is replayed as it was drafted', () => expectReplay(stet));

  it('is still there after a restart', async () => {
    await stet.end();
    const restarted = await stet.beside();
    try {
      await expectStory(restarted);
      await expectReplay(restarted);
      const { json } = await (await restarted.as('Ana', 'editor')).get(`/articles/${id}`);
      expect(json).toMatchObject({ revision: 7, status: 'published', version: 1, dirty: false });
    } finally {
      await restarted.end();
    }
  });
});

/** By first mention the wire's 4, 1, 3, 6, 7 are printed 1, 2, 3, 4, 5. */
async function expectStory({ reader }: TestService): Promise<void> {
  const address = { headers: { 'stet-min-position': '7' } };
  const { json } = await reader.get(`/stories/${slug}`, address);
  expect(json.sources.map(({ number, key }: { number: number; key: string }) => [number, key])).toEqual(
    ['4', '1', '3', '6', '7'].map((key, index) => [index + 1, key]),
  );
  const sentence = /significantly fewer resources\s*\[2\]\[3\]/;
  expect(json.body).toMatch(sentence);
  const markdown = await reader.get(`/stories/${slug}`, { headers: { accept: 'text/markdown' } });
  expect(markdown.text).toMatch(sentence);
  const html = await reader.get(`/stories/${slug}`, { headers: { accept: 'text/html' } });
  expect(html.text.replace(/<[^>]*>/g, '')).toMatch(sentence);
  for (const key of keys) expect(html.text).toContain(`https://courier.example/${key}`);
}

async function expectReplay(stet: TestService): Promise<void> {
  const aud = await stet.as('Aud', 'auditor');
  const { json } = await aud.get(`/articles/${id}/revisions/1`);
  expect(json).toMatchObject({ revision: 1, type: 'article-drafted', status: 'draft', version: null, body: draft });
  expect(json.actor).toEqual({ id: 'ana', name: 'Ana', role: 'editor' });
  expect(json.citations).toMatchObject(keys.map((key) => ({ key, source: null })));
  const timeline = await aud.get(`/articles/${id}/revisions`);
  expect(timeline.json.items.map(({ type }: { type: string }) => type)).toEqual([
    'article-drafted',
    ...keys.map(() => 'citation-added'),
    'article-published',
  ]);
}
